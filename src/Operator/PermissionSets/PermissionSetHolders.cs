using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;
using IdentityCenterOperator.Records;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>Who holds a permission set, in words, as far as it is known: AccountAssignments, also such as are gone, and principals that no record speaks of.</summary>
internal sealed class PermissionSetHolders(AccessRecords records, FactStore facts)
{
    /// <summary>The holders of a permission set; the objects come first.</summary>
    public ValueList<string> Of(string arn)
    {
        var holding = records.All.Where(record => ArnsOf(record).Contains(arn)).OrderBy(record => record.OwnerKey.ToString(), StringComparer.Ordinal).ThenBy(record => record.Uid, StringComparer.Ordinal).ToList();
        var declared = holding.SelectMany(record => record.Ledger!.Tuples).Where(held => held.PermissionSetArn == arn).Select(held => held.Principal.Id).ToHashSet();
        return [.. holding.Select(Words), .. Undeclared(arn, declared).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>The permission sets that a record has something of.</summary>
    public static IReadOnlyCollection<string> ArnsOf(AccessRecordEntry? record) => record?.Ledger?.PermissionSetArns ?? [];

    private static string Words(AccessRecordEntry record) =>
        $"AccountAssignment {record.OwnerKey}{(record.State is AccessRecordState.Live ? "" : $", which is gone (AccessRecord {record.Uid})")}";

    private IEnumerable<string> Undeclared(string arn, HashSet<string> declared) =>
        from list in facts.Assignments.Present
        where list.Key is AssignmentScope.Pair pair && pair.PermissionSetArn == arn
        from assignment in list.Value.Value
        where !declared.Contains(assignment.Principal.Id)
        select Named.Principal(assignment.Principal.Kind is PrincipalKind.Group ? "group" : "user", assignment.Principal.Id, (facts.PrincipalNames.Of(assignment.Principal) as Fact<string>.Present)?.Value);
}
