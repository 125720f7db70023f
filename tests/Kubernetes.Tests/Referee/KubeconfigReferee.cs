using System.Diagnostics;
using System.Runtime.Versioning;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Client.Configuration;
using k8s;
using Kubernetes.Tests.Client.Configuration;
using Testing;

namespace Kubernetes.Tests.Referee;

/// <summary>Which API server a kubeconfig means, whom to trust, and who we are: the same to both clients.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class KubeconfigReferee : IDisposable
{
    private readonly SoundKubeconfigs _sound = new();

    public static TheoryData<string> Names
    {
        get
        {
            using var sound = new SoundKubeconfigs();
            return [.. sound.Names];
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Each_sound_kubeconfig_means_the_same_to_both(string name)
    {
        var files = _sound.Files(name);

        Assert.Equal(Theirs(files is [var only] ? only : await MergedAsync(files)), await OursAsync(files));
    }

    public void Dispose() => _sound.Dispose();

    /// <summary>Several files as kubectl makes them one: the official client does so for the environment of the process alone.</summary>
    private static async Task<string> MergedAsync(string[] files)
    {
        var plane = await ControlPlane.Shared;
        var start = new ProcessStartInfo(plane.Kubectl, ["config", "view", "--minify", "--flatten", "--raw"]) { RedirectStandardOutput = true };
        start.Environment["KUBECONFIG"] = string.Join(Path.PathSeparator, files);
        using var kubectl = Process.Start(start)!;
        var merged = $"{files[0]}.merged";
        await File.WriteAllTextAsync(merged, await kubectl.StandardOutput.ReadToEndAsync());
        await kubectl.WaitForExitAsync();
        Assert.Equal(0, kubectl.ExitCode);
        return merged;
    }

    private static Meaning Theirs(string file)
    {
        var configuration = KubernetesClientConfiguration.BuildConfigFromConfigFile(file);
        var certificate = configuration.ClientCertificateData is { } data ? Encoding.UTF8.GetString(Convert.FromBase64String(data))
            : configuration.ClientCertificateFilePath is { } path ? File.ReadAllText(path)
            : null;
        return new(
            new Uri(configuration.Host),
            configuration.Namespace ?? "default",
            configuration.SkipTlsVerify,
            configuration.TlsServerName,
            Thumbprints(configuration.SslCaCerts),
            configuration.AccessToken,
            certificate is null ? null : X509Certificate2.CreateFromPem(certificate).Thumbprint);
    }

    private static async Task<Meaning> OursAsync(string[] files)
    {
        var list = string.Join(Path.PathSeparator, files);
        var configuration = ClientConfiguration.Load(new ConfigurationSources { Variable = variable => variable == "KUBECONFIG" ? list : null });
        var credential = await configuration.Credentials.GetAsync(CancellationToken.None);
        return new(
            configuration.Server,
            configuration.Namespace,
            configuration.InsecureSkipTlsVerify,
            configuration.TlsServerName,
            Thumbprints(configuration.CertificateAuthorities?.Invoke()),
            credential.Token,
            credential.Certificate?.Thumbprint);
    }

    private static string Thumbprints(X509Certificate2Collection? authorities) => string.Join(",", authorities?.Select(authority => authority.Thumbprint) ?? []);

    private sealed record Meaning(Uri Server, string Namespace, bool Insecure, string? TlsServerName, string Authorities, string? Token, string? Certificate);
}
