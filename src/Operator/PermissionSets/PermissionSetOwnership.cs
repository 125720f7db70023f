using System.Diagnostics;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Reconciliation;
using PermissionSetPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.PermissionSets.PermissionSetStep>;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>Whether a permission set in AWS may be touched.</summary>
internal static class PermissionSetOwnership
{
    /// <summary>Why the set must not be touched; null when it may. What is only observed is not touched, so there is no objection.</summary>
    public static PermissionSetPlan? Objection(PermissionSetState want, ObservedPermissionSet have, PermissionSetRules rules) => rules switch
    {
        _ when want.Name != have.State.Name => Renamed(want.Name, have.State.Name),
        { Management: ManagementPolicy.Observe } => null,
        _ when IsOurs(have, rules) => null,
        { ClaimedBy: { } other } => Claimed(want.Name, other),
        { OwnerIsGone: false } when have.Owner is { } owner => Foreign(want.Name, owner, rules.Owner),
        _ => Adoption(want, have, rules.Adoption),
    };

    /// <summary>Of two objects with one AWS name the one that owns the set keeps it, and as long as there is none the older one gets it.</summary>
    public static PermissionSetPlan Claimed(string name, string other) => new PermissionSetPlan.Refuse(
        Reason.AlreadyManaged, $"The AWS name {Quoted.Text(name)} belongs to the older PermissionSet {Quoted.Text(other)}: delete one of the two, or choose another name.");

    private static bool IsOurs(ObservedPermissionSet have, PermissionSetRules rules) =>
        have.Owner == rules.Owner || (have.Owner is null && have.Arn == rules.RecordedArn);

    private static PermissionSetPlan? Adoption(PermissionSetState want, ObservedPermissionSet have, AdoptionPolicy adoption) => adoption switch
    {
        AdoptionPolicy.Always => null,
        AdoptionPolicy.Never => Exists(want.Name, "and spec.adoptionPolicy is Never: choose another name, or set it to IfIdentical or Always."),
        AdoptionPolicy.IfIdentical => Differences(want, have) is { Count: > 0 } differences
            ? Exists(want.Name, $"and differs in {Paths(differences)}: make the spec equal to it, or set spec.adoptionPolicy to Always.")
            : null,
        _ => throw new UnreachableException(),
    };

    private static ValueList<Difference> Differences(PermissionSetState want, ObservedPermissionSet have) =>
        PermissionSetDrift.Between(want with { Tags = ValueDictionary.Empty }, have.State);

    private static string Paths(ValueList<Difference> differences) =>
        string.Join(", ", differences.Take(5).Select(difference => difference.Path)) + (differences.Count > 5 ? $" and {differences.Count - 5} more" : "");

    private static PermissionSetPlan.Refuse Exists(string name, string why) =>
        new(Reason.AlreadyExists, $"AWS already has a permission set {Quoted.Text(name)} that nobody owns, {why}");

    private static PermissionSetPlan.Refuse Foreign(string name, Owner owner, Owner self) => new(
        Reason.AlreadyManaged,
        $"The permission set {Quoted.Text(name)} belongs to {(owner.Cluster == self.Cluster ? "another object of this cluster" : "another cluster")} (tags "
        + $"{Owner.ClusterTag}={Quoted.Text(owner.Cluster)}, {Owner.UidTag}={Quoted.Text(owner.Uid)}): choose another name, or remove the tags if that owner is gone.");

    private static PermissionSetPlan.Refuse Renamed(string wanted, string present) => new(
        Reason.InvalidSpec, $"spec.name is {Quoted.Text(wanted)} but the permission set was created as {Quoted.Text(present)}: AWS cannot rename one; restore the name.");
}
