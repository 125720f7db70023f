using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Testing;

namespace Operator.Tests.Startup;

/// <summary>Kubeconfigs that are of no use.</summary>
internal static class Kubeconfigs
{
    private const string OperatorUser = "system:serviceaccount:identity-center-system:identity-center-operator";

    /// <summary>The operator's, but trusting another authority than the one that signed the API server's certificate.</summary>
    public static string TrustingAnother(ControlPlane plane)
    {
        using var other = new CertificateAuthority("somebody-else");
        var (certificate, key) = plane.Authority.Client(OperatorUser, []);
        return Write(plane, Kubeconfig.Text(plane.Port, other.Pem, "operator", certificate, key));
    }

    /// <summary>The operator's, with a client certificate that ended a minute ago.</summary>
    public static string WithExpiredCertificate(ControlPlane plane)
    {
        var (certificate, key) = plane.Authority.Client(OperatorUser, [], DateTimeOffset.UtcNow.AddMinutes(-1));
        return Write(plane, Kubeconfig.Text(plane.Port, plane.Authority.Pem, "operator", certificate, key));
    }

    /// <summary>With a token that the API server issued to nobody.</summary>
    public static string WithInvalidToken(ControlPlane plane) => WithToken(plane, "not-a-token");

    /// <summary>With a token of the operator's service account, signed with the API server's own key, that ended a minute ago.</summary>
    public static string WithExpiredToken(ControlPlane plane) => WithToken(plane, Token(plane, DateTimeOffset.UtcNow.AddMinutes(-1)));

    /// <summary>A token of the operator's service account, which has this uid, for half an hour.</summary>
    public static string ValidToken(ControlPlane plane, string uid) => Token(plane, DateTimeOffset.UtcNow.AddMinutes(30), uid);

    /// <summary>With this token, and nothing else.</summary>
    public static string WithToken(ControlPlane plane, string token) => Write(
        plane,
        $$"""
        apiVersion: v1
        kind: Config
        current-context: testing
        contexts:
        - name: testing
          context: {cluster: testing, user: operator}
        clusters:
        - name: testing
          cluster:
            server: https://127.0.0.1:{{plane.Port}}
            certificate-authority-data: {{Convert.ToBase64String(Encoding.UTF8.GetBytes(plane.Authority.Pem))}}
        users:
        - name: operator
          user: {token: "{{token}}"}
        """);

    private static string Token(ControlPlane plane, DateTimeOffset expires, string uid = "00000000-0000-0000-0000-000000000000")
    {
        var claims = $$$$"""
            {"iss":"https://kubernetes.default.svc.cluster.local","aud":["https://kubernetes.default.svc.cluster.local"],"sub":"{{{{OperatorUser}}}}",
            "iat":{{{{expires.AddHours(-1).ToUnixTimeSeconds()}}}},"nbf":{{{{expires.AddHours(-1).ToUnixTimeSeconds()}}}},"exp":{{{{expires.ToUnixTimeSeconds()}}}},
            "kubernetes.io":{"namespace":"identity-center-system","serviceaccount":{"name":"identity-center-operator","uid":"{{{{uid}}}}"}}}
            """;
        var signed = $"{Encode("""{"alg":"RS256","typ":"JWT"}""")}.{Encode(claims)}";
        using var key = RSA.Create();
        key.ImportFromPem(File.ReadAllText(Path.Combine(plane.Folder, "service-accounts.key")));
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static string Write(ControlPlane plane, string text)
    {
        var path = Path.Combine(plane.Folder, $"{Guid.NewGuid():n}.kubeconfig");
        File.WriteAllText(path, text);
        return path;
    }
}
