using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Guarding;

namespace IdentityCenterOperator.CommandLine.Status;

/// <summary>How much of its room in the deletion guard a namespace has used, and what is held back of it.</summary>
/// <param name="Namespace">The namespace; null for what no namespace takes away.</param>
/// <param name="Used">Assignments that count now.</param>
/// <param name="Limit">Assignments that it may take away.</param>
/// <param name="Plans">Objects whose plan is held back.</param>
/// <param name="Blocked">Assignments that these would revoke.</param>
internal sealed record GuardLine(string? Namespace, int Used, int Limit, int Plans, int Blocked)
{
    /// <summary>The lines of a status, with what counts at a moment: time passes, and nobody writes that down.</summary>
    public static IReadOnlyList<GuardLine> Of(GuardStatus? guard, DateTimeOffset now)
    {
        if (guard is null)
            return [];
        var state = GuardMapping.FromStored(guard);
        var used = state.Window.UsedByScope(now, (state.Limits ?? new()).Window);
        return
        [
            .. (guard.Namespaces ?? []).Select(told => new GuardLine(told.Namespace, used.GetValueOrDefault(told.Namespace ?? GuardShares.Cluster), told.Limit, told.Plans, told.Blocked))
                .Where(line => line.Used + line.Plans > 0),
        ];
    }
}
