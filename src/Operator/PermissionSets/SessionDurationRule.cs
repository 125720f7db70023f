using System.Globalization;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>The rule of spec.sessionDuration.</summary>
internal static class SessionDurationRule
{
    private const int Longest = 24;

    /// <summary>What is wrong with a duration; null for nothing.</summary>
    public static SpecError? Fault(string field, string text)
    {
        if (text.Length > Longest || !Patterns.SessionDuration().IsMatch(text) || SessionDuration.Parse(text) is not { } duration)
            return SpecError.Of(field, text, $"must be an ISO 8601 duration of hours, minutes and seconds; write for example {Meant(text) ?? "PT4H"}");
        return duration < SessionDuration.Shortest || duration > SessionDuration.Longest
            ? SpecError.Of(field, text, $"must be between PT1H and PT12H; write for example {(duration < SessionDuration.Shortest ? "PT1H" : "PT12H")}")
            : null;
    }

    // 4h and 1h30m as in Go, pt4h, P4H, and bare numbers as far as only one unit makes a session of them.
    private static string? Meant(string text)
    {
        if (text.Length > Longest)
            return null;
        var plain = LookAlikes.Plain(text).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        string[] candidates = int.TryParse(plain, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? [$"PT{plain}H", $"PT{plain}M", $"PT{plain}S"]
            : [plain, $"PT{plain}", plain.Replace("P", "PT", StringComparison.Ordinal)];
        return candidates.FirstOrDefault(candidate => candidate.Length <= Longest && Patterns.SessionDuration().IsMatch(candidate) && Fault("", candidate) is null);
    }
}
