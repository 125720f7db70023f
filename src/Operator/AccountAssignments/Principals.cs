using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>From whom a user names to whom the identity store knows.</summary>
internal static class Principals
{
    /// <summary>What is known of each principal of a spec.</summary>
    /// <param name="references">Valid references: see <see cref="AccountAssignmentValidation"/>.</param>
    /// <param name="directory">What is known of the identity store.</param>
    /// <param name="recorded">The principals of the object's status, as they were found before.</param>
    public static ResolvedPrincipals Resolve(IEnumerable<PrincipalReference> references, KnownPrincipals directory, IReadOnlyList<ResolvedPrincipal>? recorded)
    {
        ArgumentNullException.ThrowIfNull(references);
        ArgumentNullException.ThrowIfNull(directory);
        return new(references.Select(reference => Resolve(reference, directory, recorded ?? [])).Distinct().ToValueList());
    }

    /// <summary>The principal that a reference names by name; null where it gives an id.</summary>
    public static PrincipalName? NameIn(PrincipalReference reference) => reference switch
    {
        { Group: { } name } => new(PrincipalKind.Group, name),
        { User: { } name } => new(PrincipalKind.User, name),
        _ => null,
    };

    /// <summary>The principal that a reference gives by id; null where it gives a name.</summary>
    public static Principal? IdIn(PrincipalReference reference) => reference switch
    {
        { GroupId: { } id } => new(PrincipalKind.Group, id),
        { UserId: { } id } => new(PrincipalKind.User, id),
        _ => null,
    };

    private static PrincipalFinding Resolve(PrincipalReference reference, KnownPrincipals directory, IReadOnlyList<ResolvedPrincipal> recorded) =>
        NameIn(reference) is { } name ? ByName(name, directory, Recorded(name, recorded)) : ById(IdIn(reference)!, directory);

    private static PrincipalFinding ByName(PrincipalName name, KnownPrincipals directory, Principal? recorded) => directory.IdOf(name) switch
    {
        Fact<string>.Present found => new PrincipalFinding.Found(new(name.Kind, found.Value), name.Name),
        Fact<string>.Absent when recorded is not null => directory.NameOf(recorded) switch
        {
            // The two answers contradict each other.
            Fact<string>.Present now when now.Value == name.Name => new PrincipalFinding.Uncertain(recorded, name.Name),
            Fact<string>.Present now => new PrincipalFinding.Renamed(recorded, name.Name, now.Value),
            Fact<string>.Absent => Missing(name, directory),
            _ when directory.IsUncertain(recorded) => new PrincipalFinding.Uncertain(recorded, name.Name),
            _ => new PrincipalFinding.Unknown(name.Kind, name.Name, recorded),
        },
        Fact<string>.Absent => Missing(name, directory),
        _ => new PrincipalFinding.Unknown(name.Kind, name.Name, recorded),
    };

    private static PrincipalFinding.Missing Missing(PrincipalName name, KnownPrincipals directory) => new(name.Kind, name.Name, directory.NearTo(name));

    private static PrincipalFinding ById(Principal principal, KnownPrincipals directory) => directory.NameOf(principal) switch
    {
        Fact<string>.Present found => new PrincipalFinding.Found(principal, found.Value),
        Fact<string>.Absent => new PrincipalFinding.Missing(principal.Kind, principal.Id),
        _ when directory.IsUncertain(principal) => new PrincipalFinding.Uncertain(principal, null),
        _ => new PrincipalFinding.Unknown(principal.Kind, null, principal),
    };

    /// <summary>Whom a name named when it was last found; null when it never was.</summary>
    public static Principal? Recorded(PrincipalName name, IReadOnlyList<ResolvedPrincipal> recorded) =>
        recorded.FirstOrDefault(each => each.Name == name.Name && PrincipalType.KindOf(each.Type) == name.Kind) is { } found ? new(name.Kind, found.Id) : null;
}

/// <summary>What is known of the identity store.</summary>
/// <param name="IdOf">The id that a name has.</param>
/// <param name="NameOf">The name that an id has, if it exists.</param>
internal sealed record KnownPrincipals(Func<PrincipalName, Fact<string>> IdOf, Func<Principal, Fact<string>> NameOf)
{
    /// <summary>What somebody may have meant who wrote a name that nobody has, as a sentence.</summary>
    public Func<PrincipalName, string?> NearTo { get; init; } = _ => null;

    /// <summary>Whether AWS was asked for a principal by its id and says neither that it is there nor that it is gone.</summary>
    public Func<Principal, bool> IsUncertain { get; init; } = _ => false;
}
