using System.Text;

namespace Testing;

/// <summary>Writes kubeconfigs.</summary>
public static class Kubeconfig
{
    /// <summary>A kubeconfig for one user of an API server on loopback; all parts inline.</summary>
    public static string Text(int port, string authority, string user, string certificate, string key) =>
        $"""
        apiVersion: v1
        kind: Config
        current-context: testing
        contexts:
        - name: testing
          context:
            cluster: testing
            user: "{user}"
        clusters:
        - name: testing
          cluster:
            server: https://127.0.0.1:{port}
            certificate-authority-data: {Base64(authority)}
        users:
        - name: "{user}"
          user:
            client-certificate-data: {Base64(certificate)}
            client-key-data: {Base64(key)}

        """;

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
