using System.Collections.Concurrent;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>How far what must be known of AWS was brought into memory.</summary>
internal enum Gathered
{
    /// <summary>All of it, as far as AWS tells.</summary>
    All,

    /// <summary>There is more to look up than is looked up at a time: look again, in one's turn.</summary>
    Partly,

    /// <summary>The organization is being read, which takes long: whoever is concerned is told of each part.</summary>
    OrganizationUnderWay,
}

/// <summary>
/// Brings into memory what must be known of AWS to tell what an object asks for: the permission set's ARN, the organization, the principals. An object that names many is
/// looked up in parts, so that it keeps no others waiting. Thread-safe.
/// </summary>
internal sealed class AccessGathering(
    FactStore facts, FactReader reader, InstanceLocator instances, OrganizationDirectory organization, PrincipalDirectory directory, SteadyClock time)
{
    /// <summary>Principals that are looked up in one go at most.</summary>
    public const int LookupsAtMost = 100;

    // Look-ups of one object under way at a time.
    private const int AtATime = 4;

    // A large organization takes minutes, which are nobody's to wait for.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // When the look for what an object names was begun that is gone on with: what was found, or not found, since need not be looked up again.
    private readonly ConcurrentDictionary<string, DateTimeOffset> _begun = new(StringComparer.Ordinal);

    /// <summary>Has the sweep look for it, however long that takes; makes no call.</summary>
    public void LeaveToSweep(AccountAssignment assignment)
    {
        organization.Want(Targets.Needs(assignment.Spec.Targets));
        foreach (var reference in assignment.Spec.Principals)
        {
            if (Principals.NameIn(reference) is { } name)
                directory.Known(name);
            else if (Principals.IdIn(reference) is { } id)
                directory.Known(id);
        }
    }

    /// <summary>Reads what is not known, as much at a time as one object may.</summary>
    /// <param name="assignment">The object.</param>
    /// <param name="status">Its status, with the principals as they were found before.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <param name="asked">When somebody asked for a look at whom it names, whatever is known of them; null when nobody did.</param>
    /// <exception cref="Amazon.Runtime.AmazonServiceException">AWS refused; what was known stays.</exception>
    public async Task<Gathered> GatherAsync(AccountAssignment assignment, AccountAssignmentStatus status, CancellationToken cancellationToken, DateTimeOffset? asked = null)
    {
        var since = _begun.GetOrAdd(assignment.Metadata.Uid, _ => time.GetUtcNow());
        // Who names a permission set may have just made it by hand.
        if (assignment.Spec.PermissionSetName is { } name && facts.ArnOf(name) is null)
            await reader.NamesAsync(status.ObservedGeneration == assignment.Metadata.Generation ? DateTimeOffset.MinValue : since, cancellationToken);
        var organizationIsRead = await organization.TryGetAsync(Targets.Needs(assignment.Spec.Targets), Patience, cancellationToken) is not null;
        var looks = assignment.Spec.Principals
            .Select(reference => asked is { } at ? AskFor(reference, RecordedIn(status), at) : LookFor(reference, RecordedIn(status), since))
            .OfType<Func<CancellationToken, Task>>().ToList();
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtATime, TaskScheduler = TaskScheduler.Current, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(looks.Take(LookupsAtMost), options, async (look, token) => await look(token));
        if (looks.Count > LookupsAtMost)
            return Gathered.Partly;
        _begun.TryRemove(assignment.Metadata.Uid, out _);
        return organizationIsRead ? Gathered.All : Gathered.OrganizationUnderWay;
    }

    /// <summary>Forgets an object that is gone.</summary>
    public void Forget(string uid) => _begun.TryRemove(uid, out _);

    // What another instance's directory called so says nothing about this one's.
    private IReadOnlyList<ResolvedPrincipal> RecordedIn(AccountAssignmentStatus status) =>
        status.PermissionSetArn is { } arn && instances.Found?.Has(arn) == false ? [] : status.Principals ?? [];

    // Null where nothing need be looked up.
    private Func<CancellationToken, Task>? LookFor(PrincipalReference reference, IReadOnlyList<ResolvedPrincipal> recorded, DateTimeOffset since)
    {
        if (Principals.IdIn(reference) is { } id)
            return directory.IsKnown(id, since) ? null : token => directory.ExistsAsync(id, token);
        if (Principals.NameIn(reference) is not { } name)
            return null;
        var before = Principals.Recorded(name, recorded);
        return directory.IsKnown(name, since) && (before is null || directory.Known(name) is not Fact<string>.Absent || directory.IsKnown(before, since))
            ? null
            : token => FindAsync(name, before, since, token);
    }

    // The same, for somebody who knows better than what is known.
    private Func<CancellationToken, Task>? AskFor(PrincipalReference reference, IReadOnlyList<ResolvedPrincipal> recorded, DateTimeOffset at)
    {
        if (Principals.IdIn(reference) is { } id)
            return directory.IsRead(id, at) ? null : token => directory.AskAsync(id, token);
        if (Principals.NameIn(reference) is not { } name)
            return null;
        var before = Principals.Recorded(name, recorded);
        return directory.IsRead(name, at) && (before is null || directory.Known(name) is not Fact<string>.Absent || directory.IsRead(before, at))
            ? null
            : token => AskAsync(name, before, at, token);
    }

    private async Task AskAsync(PrincipalName name, Principal? before, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (!directory.IsRead(name, at))
            await directory.AskAsync(name, cancellationToken);
        if (before is not null && directory.Known(name) is Fact<string>.Absent && !directory.IsRead(before, at))
            await directory.AskAsync(before, cancellationToken);
    }

    // Under that name there is nobody: whether the one it named before is still there decides what becomes of what it holds.
    private async Task FindAsync(PrincipalName name, Principal? before, DateTimeOffset since, CancellationToken cancellationToken)
    {
        if (!directory.IsKnown(name, since))
            await directory.FindAsync(name, cancellationToken);
        if (before is not null && directory.Known(name) is Fact<string>.Absent && !directory.IsKnown(before, since))
            await directory.ExistsAsync(before, cancellationToken);
    }
}
