using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LocalIdentityCenter.Wire;

/// <summary>Computes the SigV4 signature of a request to <c>POST /</c>, from AWS's published algorithm.</summary>
internal static class Signature
{
    private static readonly TimeSpan tolerance = TimeSpan.FromMinutes(15);

    /// <summary>Throws unless the request was signed with the secret within the last 15 minutes.</summary>
    public static void Check(AwsRequest request, Credential credential, string secret, DateTimeOffset now)
    {
        var date = request.Header("x-amz-date") ?? throw Invalid("The request has no X-Amz-Date header.");
        if (!DateTimeOffset.TryParseExact(date, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var signedAt))
            throw Invalid("X-Amz-Date must be in ISO 8601 basic format.");
        if ((now - signedAt).Duration() > tolerance) throw Invalid($"Signature expired: {date} is not within 15 min. of the server's time.");
        var expected = Encoding.ASCII.GetBytes(Compute(request, credential, secret, date));
        if (!CryptographicOperations.FixedTimeEquals(expected, Encoding.ASCII.GetBytes(credential.Signature)))
            throw Invalid("The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.");
    }

    private static string Compute(AwsRequest request, Credential credential, string secret, string date)
    {
        var toSign = $"AWS4-HMAC-SHA256\n{date}\n{credential.Scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalRequest(request, credential))))}";
        var key = Encoding.UTF8.GetBytes($"AWS4{secret}");
        foreach (var part in credential.Scope.Split('/')) key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        return Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign)));
    }

    private static string CanonicalRequest(AwsRequest request, Credential credential)
    {
        var headers = string.Concat(credential.SignedHeaders.Select(name => $"{name}:{Collapse(request.Header(name) ?? "")}\n"));
        return $"POST\n{request.Path}\n\n{headers}\n{string.Join(';', credential.SignedHeaders)}\n{Hex(SHA256.HashData(request.Body.Span))}";
    }

    private static string Collapse(string value) => string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    private static AwsException Invalid(string message) => new("InvalidSignatureException", message, status: 403);
}
