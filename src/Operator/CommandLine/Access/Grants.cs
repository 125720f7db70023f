using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Records;
using PrincipalType = IdentityCenterOperator.AccountAssignments.PrincipalType;

namespace IdentityCenterOperator.CommandLine.Access;

/// <summary>For which AccountAssignments of the cluster an assignment is recorded, and which only observe just it: nobody else is named as its giver.</summary>
internal sealed class Grants
{
    private readonly Dictionary<Assignment, List<string>> _ledgers = [];
    private readonly Dictionary<(string Arn, Principal Principal), List<Observer>> _observers = [];

    private Grants()
    {
    }

    /// <summary>Reads all objects of a cluster, and what is recorded for them.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="now">The time: whose access has ended, or has not begun, declares none.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<Grants> ReadAsync(IKubernetesClient cluster, DateTimeOffset now, CancellationToken cancellationToken) => Of(
        (await cluster.ReadAsync(AccessRecord.Definition, cancellationToken)).Select(AccessRecordReading.Read),
        (await cluster.ReadAsync(AccountAssignment.Definition, cancellationToken)).Select(stored => stored.Value).OfType<AccountAssignment>(),
        now);

    /// <summary>What is recorded, and what these objects observe.</summary>
    public static Grants Of(IEnumerable<AccessRecordEntry> records, IEnumerable<AccountAssignment> objects, DateTimeOffset now)
    {
        var grants = new Grants();
        foreach (var record in records)
            grants.Add(record);
        foreach (var entity in objects.Where(entity => Declares(entity, now)))
            grants.Add(entity);
        return grants;
    }

    /// <summary>What must be known of the organization to tell who observes these assignments.</summary>
    public OrganizationParts Needs(IEnumerable<Assignment> assignments) => assignments.SelectMany(ObserversOf).Distinct()
        .Aggregate(OrganizationParts.Accounts, (parts, observer) => parts | Targets.Needs(observer.Targets));

    /// <summary>Namespaces and names of the objects; null for none.</summary>
    /// <param name="assignment">The assignment.</param>
    /// <param name="organization">With the parts that it <see cref="Needs"/>.</param>
    public string? Of(Assignment assignment, OrganizationSnapshot organization)
    {
        var givers = _ledgers.GetValueOrDefault(assignment) ?? [];
        var observers = ObserversOf(assignment).Where(observer => !givers.Contains(observer.Name, StringComparer.Ordinal) && observer.Means(assignment.AccountId, organization));
        var names = givers.Concat(observers.Select(observer => $"{observer.Name} (observes)")).Order(StringComparer.Ordinal).ToList();
        return names.Count == 0 ? null : string.Join(", ", names);
    }

    private List<Observer> ObserversOf(Assignment assignment) => _observers.GetValueOrDefault((assignment.PermissionSetArn, assignment.Principal)) ?? [];

    private void Add(AccessRecordEntry record)
    {
        var name = record.State is AccessRecordState.Live ? record.OwnerKey.ToString() : $"{record.OwnerKey} (gone, {record.State})";
        foreach (var held in record.Ledger?.Tuples ?? [])
            (_ledgers.TryGetValue(held, out var names) ? names : _ledgers[held] = []).Add(name);
    }

    private void Add(AccountAssignment entity)
    {
        if (entity.Status is not { PermissionSetArn: { } arn } status)
            return;
        var observer = new Observer(entity.Metadata.Key.ToString(), entity.Spec.Targets);
        foreach (var principal in (status.Principals ?? []).Select(found => new Principal(PrincipalType.KindOf(found.Type), found.Id)))
            (_observers.TryGetValue((arn, principal), out var observers) ? observers : _observers[(arn, principal)] = []).Add(observer);
    }

    // What its status found is what its spec says now, and may be said in its namespace.
    private static bool Declares(AccountAssignment entity, DateTimeOffset now) =>
        entity is { Spec.ManagementPolicy: ManagementPolicy.Observe, Metadata.DeletionTimestamp: null, Status: { } status }
        && status.ObservedGeneration == entity.Metadata.Generation
        && status.Conditions?.Any(condition => condition is { Type: Reconciliation.Conditions.Ready, Reason: nameof(Reconciliation.Reason.NamespaceNotAllowed) }) != true
        && AccountAssignmentValidation.Check(entity.Spec).Count == 0
        && AccessWindow.Closed(entity.Spec, now) is null;

    /// <summary>An object that only observes.</summary>
    private sealed class Observer(string name, AccountTargets targets)
    {
        private ResolvedTargets? _resolved;

        public string Name => name;

        public AccountTargets Targets => targets;

        // Where it is not known what an exclusion keeps out, nothing is known to be meant.
        public bool Means(string account, OrganizationSnapshot organization) =>
            (_resolved ??= AccountAssignments.Targets.Resolve(targets, organization)) is { MissingExclusions.Count: 0 } meant && (meant.Accounts.Contains(account) || meant.Skipped.Contains(account));
    }
}
