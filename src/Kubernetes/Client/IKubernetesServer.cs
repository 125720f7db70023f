using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IdentityCenterOperator.Kubernetes.Client;

/// <summary>What an API server says of itself.</summary>
public interface IKubernetesServer
{
    /// <summary>Its version. Every user may ask, unless an administrator has changed that.</summary>
    /// <exception cref="KubernetesException">It refused.</exception>
    Task<ServerVersion> VersionAsync(CancellationToken cancellationToken = default);
}

/// <summary>Version of an API server.</summary>
/// <param name="Release">Its minor release, for example 1.36.</param>
/// <param name="Text">The whole of it, for example <c>v1.36.2</c> or <c>v1.35.1-eks-1a2b3c4</c>.</param>
public sealed record ServerVersion(Version Release, string Text)
{
    /// <summary>Reads the answer of <c>/version</c>. Providers append to numbers: <c>"minor": "35+"</c>.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static ServerVersion Read(ReadOnlySpan<byte> json)
    {
        var answer = JsonNode.Parse(json);
        try
        {
            return new(new(Number(answer, "major"), Number(answer, "minor")), (string?)answer?["gitVersion"] ?? $"v{answer?["major"]}.{answer?["minor"]}");
        }
        catch (Exception e) when (e is FormatException or OverflowException or InvalidOperationException)
        {
            throw new JsonException("the API server does not tell its version as API servers do", e);
        }
    }

    private static int Number(JsonNode? answer, string field) =>
        int.Parse(new string([.. ((string?)answer?[field] ?? "").TakeWhile(char.IsAsciiDigit)]), CultureInfo.InvariantCulture);
}
