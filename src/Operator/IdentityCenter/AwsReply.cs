namespace IdentityCenterOperator.IdentityCenter;

/// <summary>AWS answered with something that is not an answer: a member that must be there is missing.</summary>
/// <param name="member">The member.</param>
internal sealed class MalformedReplyException(string member) : Exception($"the answer lacks {member}");

/// <summary>Reads answers of AWS, which are believed only as far as they are complete.</summary>
internal static class AwsReply
{
    /// <summary>The value of a member that AWS always sends.</summary>
    /// <exception cref="MalformedReplyException">It is missing.</exception>
    public static T Required<T>(T? value, string member)
        where T : class => value ?? throw new MalformedReplyException(member);

    /// <summary>The value, or null where AWS writes an empty text for nothing.</summary>
    public static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
