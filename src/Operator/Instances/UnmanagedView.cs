using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Instances;

/// <summary>What nobody declared. A list is null as long as it is not known to be complete, or nobody asked for it: unknown is not none.</summary>
internal sealed record UnmanagedView
{
    /// <summary>Most things that are named, half of them permission sets.</summary>
    public const int MaxSample = 20;

    /// <summary>Nobody asked, or nothing is known yet.</summary>
    public static UnmanagedView Unknown { get; } = new();

    /// <summary>Permission sets, by name.</summary>
    public ValueList<PermissionSetFacts>? PermissionSets { get; init; }

    /// <summary>Assignments with the name of their set; those of principals that are gone first, then by set, account and principal.</summary>
    public ValueList<UnmanagedAssignment>? Assignments { get; init; }

    /// <summary>How many of the assignments belong to principals that are gone; null as long as that is not known of each.</summary>
    public int? Orphaned => Assignments is { } all && all.All(each => each.Principal is not Fact<string>.Unknown) ? all.Count(each => each.IsOrphaned) : null;

    /// <summary>Principals who were not asked for yet. Of whom the directory says neither that they are there nor that they are gone is asked in each look at everything, and not before.</summary>
    public IEnumerable<Principal> Unasked => (Assignments ?? []).Where(each => each.IsUnasked).Select(each => each.Assignment.Principal).Distinct();

    /// <summary>The first of each, in words.</summary>
    public ValueList<string> Sample
    {
        get
        {
            var sets = (PermissionSets ?? []).Select(set => $"permission set {Quoted.Text(set.Name)}").ToList();
            var assignments = (Assignments ?? []).Select(assignment => assignment.Words).ToList();
            var named = Math.Max(MaxSample / 2, MaxSample - assignments.Count);
            return [.. sets.Take(named), .. assignments.Take(MaxSample - Math.Min(named, sets.Count))];
        }
    }

    /// <summary>Finds what nobody declared.</summary>
    /// <param name="world">What is known of AWS and of the objects.</param>
    /// <param name="spec">What is asked for.</param>
    public static UnmanagedView From(UnmanagedWorld world, UnmanagedSpec? spec) => new()
    {
        PermissionSets = spec?.PermissionSets is UnmanagedPolicy.Ignore || world.Sets is null ? null : Sets(world, spec),
        Assignments = spec?.Assignments is UnmanagedPolicy.Ignore || world.Sets is null || world.Assignments is null ? null : Of(world, spec),
    };

    private static ValueList<PermissionSetFacts> Sets(UnmanagedWorld world, UnmanagedSpec? spec) => world.Sets!
        .Where(set => !world.DeclaresSet(set) && !UnmanagedIgnores.Match(spec?.Ignore, set))
        .OrderBy(set => set.Name, StringComparer.Ordinal).ToValueList();

    private static ValueList<UnmanagedAssignment> Of(UnmanagedWorld world, UnmanagedSpec? spec)
    {
        var sets = world.Sets!.Where(set => !UnmanagedIgnores.Match(spec?.Ignore, set)).ToDictionary(set => set.Arn, StringComparer.Ordinal);
        return world.Assignments!
            .Where(assignment => sets.ContainsKey(assignment.PermissionSetArn) && !world.DeclaresAssignment(assignment))
            .Select(assignment => new UnmanagedAssignment(assignment, sets[assignment.PermissionSetArn].Name, world.PrincipalOf(assignment.Principal))
            {
                AccountName = world.AccountNameOf(assignment.AccountId),
                IsUnasked = world.PrincipalOf(assignment.Principal) is Fact<string>.Unknown && !world.IsUncertain(assignment.Principal),
            })
            .OrderByDescending(each => each.IsOrphaned)
            .ThenBy(each => each.PermissionSetName, StringComparer.Ordinal)
            .ThenBy(each => each.Assignment.AccountId, StringComparer.Ordinal)
            .ThenBy(each => each.Assignment.Principal.Kind).ThenBy(each => each.Assignment.Principal.Id, StringComparer.Ordinal)
            .ToValueList();
    }
}

/// <summary>An assignment that nobody declared.</summary>
/// <param name="Assignment">The assignment.</param>
/// <param name="PermissionSetName">Name of its set.</param>
/// <param name="Principal">The principal's name, or that it is gone, or that nobody knows.</param>
internal sealed record UnmanagedAssignment(Assignment Assignment, string PermissionSetName, Fact<string> Principal)
{
    /// <summary>Name of the account, where it is known; for people only.</summary>
    public string? AccountName { get; init; }

    /// <summary>Whether nobody has asked yet who its principal is.</summary>
    public bool IsUnasked { get; init; }

    /// <summary>Whether its principal is known to be gone.</summary>
    public bool IsOrphaned => Principal is Fact<string>.Absent;

    /// <summary>The assignment in words.</summary>
    public string Words => $"assignment of {Quoted.Text(PermissionSetName)} in {Named.Account(Assignment.AccountId, AccountName)} to {Who}";

    private string Who
    {
        get
        {
            var kind = Assignment.Principal.Kind is PrincipalKind.Group ? "group" : "user";
            return Principal switch
            {
                Fact<string>.Present { Value: { Length: > 0 } name } => $"{kind} {Quoted.Text(name)}",
                Fact<string>.Absent => $"{kind} {Assignment.Principal.Id}, which does not exist any more",
                _ => $"{kind} {Assignment.Principal.Id}",
            };
        }
    }
}

/// <summary>All that is needed to tell what nobody declared.</summary>
internal sealed record UnmanagedWorld
{
    /// <summary>All permission sets; null as long as not each of them was read.</summary>
    public IReadOnlyCollection<PermissionSetFacts>? Sets { get; init; }

    /// <summary>All assignments; null as long as not all were read.</summary>
    public IReadOnlyCollection<Assignment>? Assignments { get; init; }

    /// <summary>Whether an object declares the set, or another cluster owns it.</summary>
    public required Func<PermissionSetFacts, bool> DeclaresSet { get; init; }

    /// <summary>Whether an object declares the assignment.</summary>
    public required Func<Assignment, bool> DeclaresAssignment { get; init; }

    /// <summary>What is known of a principal: its name, or that it is gone.</summary>
    public required Func<Principal, Fact<string>> PrincipalOf { get; init; }

    /// <summary>Whether a principal was asked for, and the directory says neither that it is there nor that it is gone.</summary>
    public Func<Principal, bool> IsUncertain { get; init; } = _ => false;

    /// <summary>Name of an account by its id, where it is known; for people only.</summary>
    public Func<string, string?> AccountNameOf { get; init; } = _ => null;
}
