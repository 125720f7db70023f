using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;
using IdentityCenterOperator.Records;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>Who holds a permission set that is to be deleted: AccountAssignments, also such as are gone, and principals that no record speaks of.</summary>
internal sealed class PermissionSetHolders(AccessRecords records, FactStore facts, AssignmentReader reader)
{
    // So many accounts are named; a set that is assigned everywhere costs no more reads than that.
    private const int EnoughAccounts = 5;

    private const int MostAccounts = 50;

    /// <summary>
    /// The accounts in which somebody holds a set, of those that have it, as AWS says now: the first few of them. Empty when nobody holds it anywhere; null when that cannot be
    /// told.
    /// </summary>
    public async Task<ValueSet<string>?> AccountsAsync(ObservedPermissionSet observed, CancellationToken cancellationToken)
    {
        var (held, isSure) = (new List<string>(), observed.ProvisionedAccounts.Count <= MostAccounts);
        foreach (var pair in observed.ProvisionedAccounts.Take(MostAccounts).Select(account => new AssignmentScope.Pair(account, observed.Arn)))
        {
            if (held.Count == EnoughAccounts)
                break;
            if (await IsHeldAsync(pair, cancellationToken) is not { } isHeld)
                isSure = false;
            else if (isHeld)
                held.Add(pair.AccountId);
        }

        return held.Count > 0 || isSure ? held.ToValueSet() : null;
    }

    /// <summary>The holders of a permission set, in words, as far as they are known; the objects come first. What AWS has taken away is not held.</summary>
    public ValueList<string> Of(string arn)
    {
        var holding = records.All.Where(record => HeldBy(record, arn).Any()).OrderBy(record => record.OwnerKey.ToString(), StringComparer.Ordinal).ThenBy(record => record.Uid, StringComparer.Ordinal).ToList();
        var declared = holding.SelectMany(record => HeldBy(record, arn)).Select(held => held.Principal.Id).ToHashSet();
        return [.. holding.Select(Words), .. Undeclared(arn, declared).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>The permission sets that a record has something of.</summary>
    public static IReadOnlyCollection<string> ArnsOf(AccessRecordEntry? record) => record?.Ledger?.PermissionSetArns ?? [];

    // Null where AWS does not say; an account that it does not know holds nothing that anybody could take away.
    private async Task<bool?> IsHeldAsync(AssignmentScope.Pair pair, CancellationToken cancellationToken)
    {
        try
        {
            await reader.PairAsync(pair, CallPriority.Edit, cancellationToken);
        }
        catch (Exception e) when (AwsFailure.SaysAbsent(e, new Sought.Something()))
        {
            return false;
        }
        catch (Exception e) when (AwsFailure.IsOfTheCall(e, cancellationToken))
        {
            return null;
        }

        return facts.Assignments.Of(pair) is Fact<IReadOnlySet<Assignment>>.Present list ? list.Value.Any(IsHeld) : null;
    }

    private bool IsHeld(Assignment assignment) => facts.Assignment(assignment) is not Fact<Assignment>.Absent;

    private IEnumerable<Assignment> HeldBy(AccessRecordEntry record, string arn) =>
        ArnsOf(record).Contains(arn) ? record.Ledger!.Tuples.Where(held => held.PermissionSetArn == arn && IsHeld(held)) : [];

    private static string Words(AccessRecordEntry record) =>
        $"AccountAssignment {record.OwnerKey}{(record.State is AccessRecordState.Live ? "" : $", which is gone (AccessRecord {record.Uid})")}";

    private IEnumerable<string> Undeclared(string arn, HashSet<string> declared) =>
        from list in facts.Assignments.Present
        where list.Key is AssignmentScope.Pair pair && pair.PermissionSetArn == arn
        from assignment in list.Value.Value
        where !declared.Contains(assignment.Principal.Id) && IsHeld(assignment)
        select Named.Principal(assignment.Principal.Kind is PrincipalKind.Group ? "group" : "user", assignment.Principal.Id, (facts.PrincipalNames.Of(assignment.Principal) as Fact<string>.Present)?.Value);
}
