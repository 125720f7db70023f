using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace IdentityCenterOperator.Kubernetes.Client.Configuration;

/// <summary>What a credential plugin is told (KUBERNETES_EXEC_INFO).</summary>
internal sealed record ExecRequest(string Kind, string ApiVersion, ExecRequestSpec Spec);

internal sealed record ExecRequestSpec(bool Interactive, ExecCluster? Cluster);

/// <summary>The cluster, for plugins that ask for it (provideClusterInfo).</summary>
internal sealed record ExecCluster
{
    public required string Server { get; init; }

    [JsonPropertyName("tls-server-name")]
    public string? TlsServerName { get; init; }

    [JsonPropertyName("insecure-skip-tls-verify")]
    public bool? InsecureSkipTlsVerify { get; init; }

    [JsonPropertyName("certificate-authority-data")]
    public byte[]? CertificateAuthorityData { get; init; }

    [JsonPropertyName("proxy-url")]
    public string? ProxyUrl { get; init; }

    /// <summary>The cluster's extension named client.authentication.k8s.io/exec.</summary>
    public JsonNode? Config { get; init; }
}

/// <summary>What a credential plugin answers.</summary>
internal sealed record ExecAnswer(string? ApiVersion, string? Kind, ExecStatus? Status);

internal sealed record ExecStatus(string? Token, string? ClientCertificateData, string? ClientKeyData, DateTimeOffset? ExpirationTimestamp);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ExecRequest))]
[JsonSerializable(typeof(ExecAnswer))]
internal sealed partial class ConfigurationJson : JsonSerializerContext;
