using System.Text;

namespace IdentityCenterOperator.Policies;

/// <summary>
/// What AWS counts of an inline policy: the bytes of what is sent, and of these the ones that are not white space (AWS documentation, IAM Identity Center quotas; model of
/// sso-admin, PermissionSetPolicyDocument).
/// </summary>
internal static class PolicySize
{
    /// <summary>Most bytes that AWS takes, white space included.</summary>
    public const int Most = 32_768;

    /// <summary>Most bytes other than white space that AWS takes.</summary>
    public const int MostSolid = 10_240;

    private const string Remedy = "move statements to a customer-managed policy";

    /// <summary>What is wrong with the size of a policy as it is sent; null when nothing is.</summary>
    public static PolicyFault? Fault(string text)
    {
        var (bytes, solid) = Count(text);
        return bytes > Most ? TooLong(bytes)
            : solid > MostSolid ? Of($"has {solid:N0} bytes that are not white space, as it is sent{Escapes(text)}: AWS takes at most {MostSolid:N0}; {Remedy}")
            : null;
    }

    /// <summary>That it is longer than AWS takes.</summary>
    /// <param name="bytes">How long.</param>
    public static PolicyFault TooLong(int bytes) => Of($"has {bytes:N0} bytes: AWS takes at most {Most:N0}; {Remedy}");

    private static (int Bytes, int Solid) Count(string text)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        return (bytes, bytes - text.AsSpan().Count(' ') - text.AsSpan().Count('\t') - text.AsSpan().Count('\r') - text.AsSpan().Count('\n'));
    }

    private static PolicyFault Of(string says) => new(PolicyFaultKind.Size, "", null, says);

    private static string Escapes(string text) => text.Contains("\\u", StringComparison.Ordinal) ? " (a character outside Latin-1 is sent as \\uXXXX and takes 6)" : "";
}
