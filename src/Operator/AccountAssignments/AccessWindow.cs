using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>When an object asks for access: from notBefore on, and no more at expiresAt.</summary>
internal static class AccessWindow
{
    private static readonly (TimeSpan Ahead, string Text)[] Notices = [(TimeSpan.FromHours(1), "1h"), (TimeSpan.FromHours(24), "24h")];

    /// <summary>Why nothing is asked for at a time; null when something is.</summary>
    public static Outcome.InSync? Closed(AccountAssignmentSpec spec, DateTimeOffset now) => spec switch
    {
        { NotBefore: { } begin } when now < begin => new($"The access begins at {Text(begin)}.", Reason.Scheduled),
        _ => Ended(spec, now),
    };

    /// <summary>That the access is over at a time, whatever else the spec says; null when it is not, or when the two times contradict each other.</summary>
    public static Outcome.InSync? Ended(AccountAssignmentSpec spec, DateTimeOffset now) =>
        spec is { ExpiresAt: { } end } && now >= end && !Contradicts(spec) ? Ended(end) : null;

    /// <summary>Whether the end is not later than the beginning.</summary>
    public static bool Contradicts(AccountAssignmentSpec spec) => spec is { NotBefore: { } begin, ExpiresAt: { } end } && end <= begin;

    /// <summary>That the access ended.</summary>
    public static Outcome.InSync Ended(DateTimeOffset end) => new($"The access ended at {Text(end)}.", Reason.Expired);

    /// <summary>When something is due next: the beginning, a notice of the end, the end; null when nothing ever is.</summary>
    public static DateTimeOffset? Next(AccountAssignmentSpec spec, DateTimeOffset now) =>
        Instants(spec).Where(instant => instant > now).Select(instant => (DateTimeOffset?)instant).Min();

    /// <summary>The notice of the end that is due at a time; null for none.</summary>
    public static ExpiryNotice? NoticeAt(AccountAssignmentSpec spec, DateTimeOffset now) => spec.ExpiresAt is not { } end || now >= end
        ? null
        : Notices.Where(notice => end - now <= notice.Ahead).Select(notice => new ExpiryNotice { ExpiresAt = ConditionMapping.WholeSeconds(end), Ahead = notice.Text }).FirstOrDefault();

    /// <summary>A time as it is written in a spec.</summary>
    public static string Text(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<DateTimeOffset> Instants(AccountAssignmentSpec spec)
    {
        if (spec.NotBefore is { } begin)
            yield return begin;
        if (spec.ExpiresAt is not { } end)
            yield break;
        yield return end;
        foreach (var (ahead, _) in Notices.Where(notice => end - DateTimeOffset.MinValue > notice.Ahead))
            yield return end - ahead;
    }
}
