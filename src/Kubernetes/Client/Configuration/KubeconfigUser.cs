using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace IdentityCenterOperator.Kubernetes.Client.Configuration;

/// <summary>Turns a kubeconfig's user into credentials.</summary>
internal static class KubeconfigUser
{
    private static readonly string[] ApiVersions = ["client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1"];

    public static ICredentialSource Credentials(KubeconfigContext context, ExecCluster cluster, TimeProvider time)
    {
        if (context.User is not { } user)
            return new FixedCredential(new Credential());
        RefuseUnsupported(user);
        var certificate = Certificate(user);
        if (user["exec"].IsPresent)
            return new ExecCredentials(Plugin(user["exec"], cluster), time);
        // As in kubectl, a token file wins over a token, because only it can be current.
        if (user["tokenFile"].FilePath() is { } file)
            return new TokenFileCredentials(file, time);
        return new FixedCredential(new Credential(user["token"].Text(), certificate));
    }

    private static void RefuseUnsupported(KubeconfigNode user)
    {
        if (user["username"].IsPresent || user["password"].IsPresent)
            throw user.Wrong("uses a password, which Kubernetes has not accepted since 1.19; use a token, a client certificate or exec");
        if (user["auth-provider"].IsPresent)
            throw user["auth-provider"].Wrong("was removed from Kubernetes in 1.26; use the provider's exec plugin, for example aws eks update-kubeconfig");
        if (user["as"].IsPresent)
            throw user["as"].Wrong("asks for impersonation, which the operator does not do; use a user who has the rights themselves");
    }

    private static X509Certificate2? Certificate(KubeconfigNode user)
    {
        var certificate = Pem(user, "client-certificate");
        var key = Pem(user, "client-key");
        return (certificate, key) switch
        {
            (null, null) => null,
            ({ } c, { } k) => Certificates.Pair(c, k, $"{user.File}: {user.Path}.client-certificate with client-key"),
            (null, _) => throw user["client-certificate"].Wrong("is missing although there is a client-key; add client-certificate or client-certificate-data"),
            (_, null) => throw user["client-key"].Wrong("is missing although there is a client-certificate; add client-key or client-key-data"),
        };
    }

    /// <summary>PEM given inline (which wins, as in kubectl) or by file.</summary>
    internal static string? Pem(KubeconfigNode owner, string field) =>
        owner[$"{field}-data"].Data() is { } data ? Encoding.UTF8.GetString(data)
        : owner[field].FilePath() is { } path ? ReadFile(path, owner[field])
        : null;

    private static string ReadFile(string path, KubeconfigNode field)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw field.Wrong($"names a file that cannot be read: {e.Message.TrimEnd('.')}", e);
        }
    }

    private static ExecPlugin Plugin(KubeconfigNode exec, ExecCluster cluster)
    {
        var version = exec["apiVersion"].RequiredText($"set it to {ApiVersions[0]}");
        if (!ApiVersions.Contains(version))
            throw exec["apiVersion"].Wrong($"is {version}; supported are {string.Join(" and ", ApiVersions)}: update the plugin and the kubeconfig");
        RequireUnattended(exec, version);
        return new ExecPlugin(
            Command(exec["command"]),
            [.. exec["args"].Items().Select(a => a.Text() ?? "")],
            exec["env"].Items().ToDictionary(e => e["name"].RequiredText("name the variable"), e => e["value"].Text() ?? ""),
            version,
            exec["installHint"].Text(),
            exec["provideClusterInfo"].Flag() ? cluster : null);
    }

    private static void RequireUnattended(KubeconfigNode exec, string version)
    {
        var mode = exec["interactiveMode"].Text();
        if (mode is null && version == ApiVersions[0])
            throw exec["interactiveMode"].Wrong("is missing; set it to Never or IfAvailable");
        if (mode is "Always")
            throw exec["interactiveMode"].Wrong("is Always, but there is nobody to ask; use a user whose plugin needs no terminal");
        if (mode is not (null or "Never" or "IfAvailable"))
            throw exec["interactiveMode"].Wrong($"is \"{mode}\"; it must be Never, IfAvailable or Always");
    }

    /// <summary>A bare name is looked up in PATH; a path is relative to the kubeconfig.</summary>
    private static string Command(KubeconfigNode command)
    {
        var text = command.RequiredText("name the plugin's program");
        return text.Contains(Path.DirectorySeparatorChar) || text.Contains(Path.AltDirectorySeparatorChar) ? command.FilePath()! : text;
    }
}
