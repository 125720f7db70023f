using System.Runtime.InteropServices;
using System.Text.Json;
using IdentityCenterOperator.Policies.Advice;
using IdentityCenterOperator.Policies.Grammar;
using IdentityCenterOperator.Policies.Reading;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Policies;

/// <summary>
/// An IAM policy that equals another of the same meaning, however it is written. What counts as the same: order of keys, of statements and of values; one value
/// or a list of it; the case of actions; <c>true</c> or <c>"true"</c> in a condition; an absent Version or 2008-10-17 (which it stands for). What does not:
/// one statement or two that add up to it, a wildcard or what it covers, Sid and Id.
/// </summary>
public sealed class PolicyDocument : IEquatable<PolicyDocument>
{
    // Ten times what AWS takes: what is longer is refused unread. A policy is five levels deep; what is deeper than this is none.
    private const int MaxInput = 10 * PolicySize.Most;
    private static readonly JsonDocumentOptions _options = new() { MaxDepth = 16 };

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
    /// <param name="text">The text.</param>
    /// <param name="partition">The instance's partition, for example <c>aws</c>.</param>
    public static PolicyResult Parse(string text, string partition)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Read(text, policy => Parse(policy, partition), fault => new PolicyResult.Invalid([fault]));
    }

    /// <summary>Reads a policy that a user wrote as a JSON value.</summary>
    /// <param name="policy">The value.</param>
    /// <param name="partition">The instance's partition, for example <c>aws</c>.</param>
    public static PolicyResult Parse(JsonElement policy, string partition)
    {
        if (JsonMarshal.GetRawUtf8Value(policy).Length is > MaxInput and var length)
            return new PolicyResult.Invalid([PolicySize.TooLong(length)]);
        var faults = new PolicyFaults();
        var model = PolicyReader.Read(policy, faults);
        if (model is not null)
            PolicyGrammar.Check(model, partition, faults);
        if (model is null || !faults.AreNone)
            return new PolicyResult.Invalid(faults.All);
        var text = PolicyText.Minify(policy);
        if (PolicySize.Fault(text) is { } tooLarge)
            return new PolicyResult.Invalid([tooLarge]);
        return new PolicyResult.Valid(Of(text, model), PolicyAdvice.On(model, partition));
    }

    /// <summary>
    /// Reads a policy that AWS holds; null for none. Somebody may have stored what <see cref="Parse(string, string)"/> refuses: as far as it has IAM's elements it is
    /// compared by them, and else equals itself alone, when written the same. No valid policy equals it.
    /// </summary>
    public static PolicyDocument? Observed(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        return Read(text, Understood, _ => null) ?? new PolicyDocument(text, $"not understood: {text}", []);
    }

    /// <inheritdoc/>
    public bool Equals(PolicyDocument? other) => other?.Canonical == Canonical;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PolicyDocument);

    /// <inheritdoc/>
    public override int GetHashCode() => Canonical.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Statements.Count == 0 ? $"policy {Hash}" : $"policy {Hash} ({Statements.Count} statements)";

    private static PolicyDocument? Understood(JsonElement policy)
    {
        var faults = new PolicyFaults();
        return PolicyReader.Read(policy, faults) is { } model && faults.AreNone ? Of(PolicyText.Minify(policy), model) : null;
    }

    private static PolicyDocument Of(string text, PolicyModel model)
    {
        var (canonical, statements) = CanonicalPolicy.Of(model);
        return new(text, canonical, statements);
    }

    private static T Read<T>(string text, Func<JsonElement, T> read, Func<PolicyFault, T> refuse)
    {
        if (text.Length > MaxInput)
            return refuse(PolicySize.TooLong(text.Length));
        try
        {
            using var document = JsonDocument.Parse(text, _options);
            return read(document.RootElement);
        }
        catch (JsonException exception)
        {
            return refuse(new(PolicyFaultKind.Json, "", null, $"is not JSON that a policy can be (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine})"));
        }
    }
}
