namespace LocalIdentityCenter.Wire;

/// <summary>The parsed <c>Authorization</c> header of SigV4.</summary>
internal sealed record Credential(string AccessKeyId, string Date, string Region, string Service, IReadOnlyList<string> SignedHeaders, string Signature)
{
    private const string Scheme = "AWS4-HMAC-SHA256";

    public string Scope => $"{Date}/{Region}/{Service}/aws4_request";

    /// <summary>Null without a header.</summary>
    /// <exception cref="AwsException">IncompleteSignatureException: the header is there but is not SigV4.</exception>
    public static Credential? Parse(string? authorization)
    {
        if (string.IsNullOrEmpty(authorization)) return null;
        if (!authorization.StartsWith(Scheme + " ", StringComparison.Ordinal)) throw Incomplete("Unsupported authorization type");
        var parts = Parts(authorization[Scheme.Length..]);
        if (!parts.TryGetValue("Credential", out var credential)) throw Incomplete("Authorization header requires 'Credential' parameter.");
        if (!parts.TryGetValue("Signature", out var signature)) throw Incomplete("Authorization header requires 'Signature' parameter.");
        if (!parts.TryGetValue("SignedHeaders", out var headers)) throw Incomplete("Authorization header requires 'SignedHeaders' parameter.");
        return credential.Split('/') is [var key, var date, var region, var service, "aws4_request"]
            ? new(key, date, region, service, headers.Split(';'), signature)
            : throw Incomplete("Credential must have exactly 5 slash-delimited elements.");
    }

    private static Dictionary<string, string> Parts(string text)
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            if (part.Split('=', 2) is [var name, var value]) parts[name] = value;
        return parts;
    }

    private static AwsException Incomplete(string message) => new("IncompleteSignatureException", message);
}
