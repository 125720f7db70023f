using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Records;
using PrincipalType = IdentityCenterOperator.AccountAssignments.PrincipalType;

namespace IdentityCenterOperator.CommandLine.Access;

/// <summary>For which AccountAssignments of the cluster an assignment is recorded, and which only observe it.</summary>
internal sealed class Grants
{
    private readonly Dictionary<Assignment, List<string>> _ledgers = [];
    private readonly Dictionary<(string Arn, Principal Principal), List<string>> _observers = [];

    private Grants()
    {
    }

    /// <summary>Reads all objects of a cluster, and what is recorded for them.</summary>
    public static async Task<Grants> ReadAsync(IKubernetesClient cluster, CancellationToken cancellationToken)
    {
        var grants = new Grants();
        foreach (var stored in await cluster.ReadAsync(AccessRecord.Definition, cancellationToken))
            grants.Add(AccessRecordReading.Read(stored));
        foreach (var stored in await cluster.ReadAsync(AccountAssignment.Definition, cancellationToken))
            grants.Add(stored.Key.ToString(), stored.Value);
        return grants;
    }

    /// <summary>Namespaces and names of the objects; null for none.</summary>
    public string? Of(Assignment assignment)
    {
        var names = (_ledgers.GetValueOrDefault(assignment) ?? []).Concat(_observers.GetValueOrDefault((assignment.PermissionSetArn, assignment.Principal)) ?? []).Order(StringComparer.Ordinal).ToList();
        return names.Count == 0 ? null : string.Join(", ", names);
    }

    private void Add(AccessRecordEntry record)
    {
        var name = record.State is AccessRecordState.Live ? record.OwnerKey.ToString() : $"{record.OwnerKey} (gone, {record.State})";
        foreach (var held in record.Ledger?.Tuples ?? [])
            (_ledgers.TryGetValue(held, out var names) ? names : _ledgers[held] = []).Add(name);
    }

    private void Add(string name, AccountAssignment? assignment)
    {
        if (assignment is not { Spec.ManagementPolicy: ManagementPolicy.Observe, Status: { PermissionSetArn: { } arn } status })
            return;
        foreach (var principal in (status.Principals ?? []).Select(found => new Principal(PrincipalType.KindOf(found.Type), found.Id)))
            (_observers.TryGetValue((arn, principal), out var names) ? names : _observers[(arn, principal)] = []).Add($"{name} (observes)");
    }
}
