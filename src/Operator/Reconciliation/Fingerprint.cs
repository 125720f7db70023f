using System.Security.Cryptography;
using System.Text;

namespace IdentityCenterOperator.Reconciliation;

/// <summary>Short names for content.</summary>
public static class Fingerprint
{
    /// <summary>The first 12 hexadecimal digits of the SHA-256 of these lines: short enough to type, long enough not to meet by chance.</summary>
    public static string Of(params IEnumerable<string> lines) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))))[..12];
}
