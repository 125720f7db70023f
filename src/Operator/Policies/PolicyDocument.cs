using System.Text.Json;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Policies;

/// <summary>
/// An IAM policy that equals another of the same meaning, however it is written. What counts as the same: order of keys, of statements and of values; one value
/// or a list of it; the case of actions; <c>true</c> or <c>"true"</c> in a condition; an absent Version or 2008-10-17 (which it stands for). What does not:
/// one statement or two that add up to it, a wildcard or what it covers, Sid and Id.
/// </summary>
public sealed class PolicyDocument : IEquatable<PolicyDocument>
{
    /// <summary>Most characters that AWS takes, white space included.</summary>
    public const int MaxLength = 32_768;

    /// <summary>Most characters other than white space that AWS takes.</summary>
    public const int MaxNonWhiteSpace = 10_240;

    // Ten times what AWS takes: what is longer is refused unread. A policy is five levels deep; what is deeper than this is none.
    private const int MaxInput = 10 * MaxLength;
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16 };

    private PolicyDocument(string text, string canonical, ValueList<string> statements) =>
        (Text, Canonical, Statements, Hash) = (text, canonical, statements, Fingerprint.Of(canonical));

    /// <summary>The policy as it is sent to AWS: minified, Latin-1, otherwise as written.</summary>
    public string Text { get; }

    /// <summary>The canonical text; policies are equal when theirs are.</summary>
    public string Canonical { get; }

    /// <summary>The canonical texts of the statements, sorted; empty when the policy could not be understood.</summary>
    public ValueList<string> Statements { get; }

    /// <summary>Short name of the meaning.</summary>
    public string Hash { get; }

    /// <summary>Reads a policy that a user wrote as text.</summary>
    public static PolicyResult Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxInput)
            return TooLong(text.Length);
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            return Parse(document.RootElement);
        }
        catch (JsonException exception)
        {
            return new PolicyResult.Invalid($"is not JSON that a policy can be (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine})");
        }
    }

    /// <summary>Reads a policy that a user wrote as a JSON value.</summary>
    public static PolicyResult Parse(JsonElement policy)
    {
        try
        {
            return Parse(PolicyReader.Read(policy), PolicyText.Minify(policy));
        }
        catch (PolicyException exception)
        {
            return new PolicyResult.Invalid(exception.Message);
        }
        catch (InvalidOperationException)
        {
            // JsonElement's answer to an escape such as \ud800 without its other half, in a name or a value.
            return new PolicyResult.Invalid("has half of a surrogate pair in a string: write the whole character");
        }
    }

    /// <summary>
    /// Reads a policy that AWS holds; null for none. Somebody may have stored what <see cref="Parse(string)"/> refuses: that equals no valid policy,
    /// and itself only when written the same.
    /// </summary>
    public static PolicyDocument? Observed(string? text) => string.IsNullOrWhiteSpace(text) ? null
        : Parse(text) is PolicyResult.Valid valid ? valid.Policy
        : new PolicyDocument(text, $"not understood: {text}", []);

    /// <inheritdoc/>
    public bool Equals(PolicyDocument? other) => other?.Canonical == Canonical;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PolicyDocument);

    /// <inheritdoc/>
    public override int GetHashCode() => Canonical.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Statements.Count == 0 ? $"policy {Hash}" : $"policy {Hash} ({Statements.Count} statements)";

    private static PolicyResult Parse((string Canonical, ValueList<string> Statements) read, string text)
    {
        if (text.Length > MaxLength)
            return TooLong(text.Length);
        var solid = text.Count(character => !char.IsWhiteSpace(character));
        return solid > MaxNonWhiteSpace
            ? new PolicyResult.Invalid($"has {solid:N0} characters that are not white space: AWS takes at most {MaxNonWhiteSpace:N0}; move statements to a customer-managed policy")
            : new PolicyResult.Valid(new PolicyDocument(text, read.Canonical, read.Statements));
    }

    private static PolicyResult.Invalid TooLong(int length) =>
        new($"has {length:N0} characters: AWS takes at most {MaxLength:N0}; move statements to a customer-managed policy");
}

/// <summary>A policy, or what is wrong with it.</summary>
public abstract record PolicyResult
{
    private PolicyResult()
    {
    }

    /// <summary>The text is a policy.</summary>
    /// <param name="Policy">The policy.</param>
    public sealed record Valid(PolicyDocument Policy) : PolicyResult;

    /// <summary>The text is no identity-based policy that AWS would take.</summary>
    /// <param name="Problem">A phrase that goes on from the name of the field: "has a Principal: …; remove it".</param>
    public sealed record Invalid(string Problem) : PolicyResult;
}
