using System.Runtime.Versioning;
using System.Text;
using System.Text.Json;
using Testing;

namespace Kubernetes.Tests.Client.Configuration;

/// <summary>Kubeconfigs without a mistake, one for each thing that one can say, in a folder of their own.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class SoundKubeconfigs : IDisposable
{
    private const string Server = "server: \"https://10.0.0.1:6443\"";
    private const string Token = "token: abc";

    private readonly string _folder = Directory.CreateTempSubdirectory("sound-").FullName;
    private readonly CertificateAuthority _authority = new("one");
    private readonly Dictionary<string, Func<string[]>> _files;

    public SoundKubeconfigs()
    {
        using var other = new CertificateAuthority("two");
        var (certificate, key) = _authority.Client("me", ["us"]);
        Write("ca.pem", _authority.Pem);
        Write("both.pem", $"{_authority.Pem}\n{other.Pem}\n");
        Directory.CreateDirectory(Path.Combine(_folder, "sub"));
        Write("client.pem", certificate);
        Write(Path.Combine("sub", "client.key"), key);
        var inline = $"client-certificate-data: {Base64(certificate)}, client-key-data: {Base64(key)}";
        _files = new()
        {
            ["a token"] = () => [One(Server, Token)],
            ["a token that looks like a number"] = () => [One(Server, "token: \"0123\"")],
            ["a client certificate inline"] = () => [One(Server, inline)],
            ["a client certificate in files"] = () => [One(Server, "client-certificate: client.pem, client-key: sub/client.key")],
            ["a client certificate in files by their whole path"] = () => [One(Server, $"client-certificate: {_folder}/client.pem, client-key: {_folder}/sub/client.key")],
            ["a token and a client certificate"] = () => [One(Server, $"{Token}, {inline}")],
            ["an authority inline"] = () => [One($"{Server}, certificate-authority-data: {Base64(_authority.Pem)}", Token)],
            ["an authority in a file"] = () => [One($"{Server}, certificate-authority: ca.pem", Token)],
            ["an authority inline that comes before a file"] = () => [One($"{Server}, certificate-authority: both.pem, certificate-authority-data: {Base64(_authority.Pem)}", Token)],
            ["two authorities"] = () => [One($"{Server}, certificate-authority: both.pem", Token)],
            ["any certificate"] = () => [One($"{Server}, insecure-skip-tls-verify: true", Token)],
            ["a name for TLS"] = () => [One($"{Server}, tls-server-name: kubernetes.default.svc", Token)],
            ["an address with a path"] = () => [One("server: \"https://rancher.example.com/k8s/clusters/c-1\"", Token)],
            ["an address without TLS"] = () => [One("server: \"http://127.0.0.1:8080\"", Token)],
            ["an IPv6 address"] = () => [One("server: \"https://[2001:db8::1]:6443\"", Token)],
            ["a namespace"] = () => [One(Server, Token, ", namespace: data-platform")],
            ["another context beside it"] = () => [Write("config", """
                current-context: b
                contexts: [{name: a, context: {cluster: a, user: a}}, {name: b, context: {cluster: b, user: b, namespace: n}}]
                clusters: [{name: a, cluster: {server: "https://a"}}, {name: b, cluster: {server: "https://b"}}]
                users: [{name: a, user: {token: a}}, {name: b, user: {token: b}}]
                """)],
            ["as kubectl writes it"] = () => [Write("config", $"""
                apiVersion: v1
                clusters:
                - cluster:
                    certificate-authority-data: {Base64(_authority.Pem)}
                    server: https://ABCDEF.gr7.eu-central-1.eks.amazonaws.com
                  name: arn:aws:eks:eu-central-1:111122223333:cluster/one
                contexts:
                - context:
                    cluster: arn:aws:eks:eu-central-1:111122223333:cluster/one
                    user: arn:aws:eks:eu-central-1:111122223333:cluster/one
                  name: arn:aws:eks:eu-central-1:111122223333:cluster/one
                current-context: arn:aws:eks:eu-central-1:111122223333:cluster/one
                kind: Config
                preferences: {"{}"}
                users:
                - name: arn:aws:eks:eu-central-1:111122223333:cluster/one
                  user:
                    token: >-
                      abc
                """)],
            ["as JSON"] = () => [Write("config", """
                {"apiVersion": "v1", "kind": "Config", "current-context": "x", "contexts": [{"name": "x", "context": {"cluster": "x", "user": "x", "namespace": "n"}}],
                 "clusters": [{"name": "x", "cluster": {"server": "https://10.0.0.1:6443"}}], "users": [{"name": "x", "user": {"token": "abc"}}]}
                """)],
            ["with comments and anchors"] = () => [Write("config", """
                # Ours.
                current-context: &it x   # the only one
                contexts: [{name: *it, context: {cluster: *it, user: *it}}]
                clusters: [{name: *it, cluster: {server: "https://10.0.0.1:6443"}}]
                users: [{name: *it, user: {token: 'abc'}}]
                """)],
            ["a plugin that yields a token"] = () => [One(Server, Plugin(new { token = "from the plugin" }))],
            ["a plugin that yields a client certificate"] = () => [One(Server, Plugin(new { clientCertificateData = certificate, clientKeyData = key }))],
            ["two files"] = () =>
            [
                Write("first", "apiVersion: v1\nkind: Config\ncontexts: [{name: x, context: {cluster: x, user: x, namespace: first}}]\nclusters: []\nusers: [{name: x, user: {token: first}}]\n"),
                Write("second", "apiVersion: v1\nkind: Config\ncurrent-context: x\ncontexts: [{name: x, context: {cluster: other, user: other}}]\nclusters: [{name: x, cluster: {server: \"https://second\"}}]\nusers: [{name: x, user: {token: second}}]\n"),
            ],
        };
    }

    public IEnumerable<string> Names => _files.Keys;

    /// <summary>The files of one of them, as KUBECONFIG would list them.</summary>
    public string[] Files(string name) => _files[name]();

    public void Dispose()
    {
        _authority.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string One(string cluster, string user, string context = "") => Write("config", $$$"""
        apiVersion: v1
        kind: Config
        current-context: x
        contexts: [{name: x, context: {cluster: x, user: x{{{context}}} }}]
        clusters: [{name: x, cluster: { {{{cluster}}} }}]
        users: [{name: x, user: { {{{user}}} }}]
        """);

    private string Plugin(object status)
    {
        var answer = Write("answer.json", JsonSerializer.Serialize(new { apiVersion = "client.authentication.k8s.io/v1", kind = "ExecCredential", status }));
        var script = Write("plugin", $"#!/bin/sh\n[ \"$GREETING-$1\" = hello-you ] && cat {answer}\n");
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        return $"exec: {{apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never, command: {script}, args: [you], env: [{{name: GREETING, value: hello}}]}}";
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
