using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Amazon.Runtime;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>
/// Finds out which assignments exist: from memory where that is good enough, and by as few calls as it takes where it is not. Where a permission set is not provisioned to
/// an account nothing is assigned; else one list tells of a principal, where AWS lets this caller read that, or of a pair of account and permission set. An account of which
/// AWS does not tell leaves just what is in that account unknown. Thread-safe.
/// </summary>
internal sealed class AssignmentSight(AssignmentReader reader, FactReader sets, FactStore facts, InstanceLocator instances, SteadyClock time)
{
    /// <summary>Lists that are read in one look at most.</summary>
    public const int ReadsAtMost = 100;

    /// <summary>For how long a pair that AWS does not tell of is not asked for again.</summary>
    public static readonly TimeSpan RefusedFor = TimeSpan.FromMinutes(1);

    // Requests under way at a time; how many a second is the budget's to say.
    private const int AtATime = 8;

    // What it takes to read one permission set with the accounts that have it.
    private const int ReadsOfOneSet = 8;

    private readonly ConcurrentDictionary<AssignmentScope, Refusal> _refused = new();

    /// <summary>Looks.</summary>
    /// <param name="assignments">What to look for.</param>
    /// <param name="need">How good the facts have to be.</param>
    /// <param name="cancellationToken">Stops waiting; what was read by then is kept.</param>
    /// <exception cref="AmazonServiceException">AWS refused, and nothing was seen; what was known stays.</exception>
    public async Task<AccessSight> LookAsync(IReadOnlyCollection<Assignment> assignments, AccessNeed need, CancellationToken cancellationToken)
    {
        var look = new Look(facts, need, IsUnseen);
        var missing = look.Missing(assignments);
        if (missing.Count > 0 && need is AccessNeed.Whatever)
            missing = await UnlistedAsync(look, missing, cancellationToken);
        if (missing.Count > 0 && need is AccessNeed.Whatever)
            return new AccessSight.LeftToSweep();
        var isAll = missing.Count == 0 || await ReadAsync(look, missing, cancellationToken);
        var observed = Observe(look, assignments);
        return isAll ? new AccessSight.Seen(observed) : Partly(observed, assignments);
    }

    /// <summary>
    /// What is known without a look, however old, of what is forgotten for ever where it is absent: what AWS may just not show yet is not known. Calls are made only where a
    /// complete list lacks a permission set.
    /// </summary>
    /// <exception cref="AmazonServiceException">AWS refused; what was known stays.</exception>
    public async Task<ObservedAccess> RememberedAsync(IReadOnlyCollection<Assignment> assignments, CancellationToken cancellationToken)
    {
        var look = new Look(facts, new AccessNeed.Known { GivesUp = _ => true }, IsUnseen);
        await UnlistedAsync(look, look.Missing(assignments), cancellationToken);
        return look.Observe(assignments);
    }

    // A delegated administrator may not be told that the management account, which owns the instance, has a permission set.
    private bool IsUnseen(string account) => reader.Access is not AssignmentAccess.ByPrincipal && account == instances.Found?.OwnerAccountId;

    private AccessSight.Partly Partly(ObservedAccess observed, IReadOnlyCollection<Assignment> asked)
    {
        var needed = Scopes(asked, []).Count;
        return new(observed, needed - Math.Min(needed, Scopes(observed.Unknown, []).Count), needed);
    }

    private ObservedAccess Observe(Look look, IReadOnlyCollection<Assignment> assignments)
    {
        var observed = look.Observe(assignments);
        var refusals = observed.Unknown.Select(assignment => (assignment.AccountId, Refusal: RefusalOf(assignment.Pair))).Where(each => each.Refusal is not null).ToList();
        if (refusals.Count == 0)
            return observed;
        var (account, first) = refusals[0];
        if (observed.Unknown.Count == assignments.Count)
            ExceptionDispatchInfo.Throw(first!.Error);
        var failure = AwsFailure.Classify(first!.Error);
        return observed with { Obstacle = new(refusals.Select(each => each.AccountId).Distinct().Count(), account, failure.Reason, failure.Message) };
    }

    // What a complete list of all permission sets lacks nobody will ever read, unless it is asked for by itself.
    private async Task<List<Assignment>> UnlistedAsync(Look look, List<Assignment> missing, CancellationToken cancellationToken)
    {
        foreach (var arn in missing.Select(assignment => assignment.PermissionSetArn).Distinct().Where(arn => facts.IsListed(arn) == false && facts.PermissionSet(arn) is Fact<PermissionSetFacts>.Unknown))
            await sets.PermissionSetAsync(arn, cancellationToken);
        return look.Missing(missing);
    }

    // Whether all was read that can be: what is unknown then is so for another reason.
    private async Task<bool> ReadAsync(Look look, List<Assignment> missing, CancellationToken cancellationToken)
    {
        await ReadSetsAsync(look, missing, ReadsOfOneSet, cancellationToken);
        var (left, gone, read) = (look.Missing(missing), new HashSet<AssignmentScope>(), new HashSet<AssignmentScope>());
        while (Unread(left, gone, read) is { Count: > 0 } scopes)
        {
            if (read.Count >= ReadsAtMost)
                return false;
            // The first list tells whether AWS lets this caller read by principal; the first few, whether it tells this caller anything at all.
            var some = scopes.Take(reader.Access is AssignmentAccess.Unknown ? 1 : read.Count == 0 ? AtATime : ReadsAtMost - read.Count).ToList();
            await ReadAsync(some, gone, cancellationToken);
            read.UnionWith(some);
            left = look.Missing(left);
            if (read.All(scope => RefusalOf(scope) is not null))
                break;
        }

        // Of an account that AWS does not tell of, or does not know, the permission set may tell that nobody has it there.
        await ReadSetsAsync(look, [.. left.Where(assignment => RefusalOf(assignment.Pair) is not null)], 0, cancellationToken);
        return true;
    }

    private List<AssignmentScope> Unread(List<Assignment> left, HashSet<AssignmentScope> gone, HashSet<AssignmentScope> read) =>
        left.Count == 0 ? [] : [.. Scopes(left, gone).Where(scope => !read.Contains(scope) && RefusalOf(scope) is null)];

    // Where many lists would have to be read, the accounts that have the set may spare most of them.
    private async Task ReadSetsAsync(Look look, List<Assignment> missing, int unlessMore, CancellationToken cancellationToken)
    {
        foreach (var ofSet in missing.GroupBy(assignment => assignment.PermissionSetArn))
        {
            if (!look.KnowsAccountsOf(ofSet.Key) && Scopes([.. ofSet], []).Count > unlessMore)
                await sets.PermissionSetAsync(ofSet.Key, cancellationToken);
        }
    }

    private async Task ReadAsync(List<AssignmentScope> scopes, HashSet<AssignmentScope> gone, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtATime, TaskScheduler = TaskScheduler.Current, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(scopes, options, async (scope, token) =>
        {
            if (scope is AssignmentScope.Pair pair)
                await PairAsync(pair, token);
            else if (scope is AssignmentScope.Holder holder && !await reader.TryHolderAsync(holder.Principal, CallPriority.Edit, token))
                lock (gone)
                    gone.Add(holder);
        });
    }

    private async Task PairAsync(AssignmentScope.Pair pair, CancellationToken cancellationToken)
    {
        try
        {
            await reader.PairAsync(pair, CallPriority.Edit, cancellationToken);
            _refused.TryRemove(pair, out _);
        }
        catch (AmazonServiceException e) when (IsOfAccount(e))
        {
            _refused[pair] = new(time.GetUtcNow(), e);
        }
    }

    // A policy may deny it of this account alone, and an account may be gone: others have nothing to do with it.
    private static bool IsOfAccount(AmazonServiceException error) =>
        AwsFailure.SaysAbsent(error, new Sought.Something()) || AwsFailure.Classify(error) is { Class: FailureClass.Terminal, Reason: Reason.AccessDenied };

    private Refusal? RefusalOf(AssignmentScope scope) => _refused.TryGetValue(scope, out var refusal) && time.GetUtcNow() - refusal.At < RefusedFor ? refusal : null;

    // Whichever takes fewer calls.
    private List<AssignmentScope> Scopes(IReadOnlyCollection<Assignment> assignments, HashSet<AssignmentScope> gone)
    {
        var pairs = assignments.Select(assignment => assignment.Pair).Distinct().ToList();
        if (reader.Access is AssignmentAccess.ByPair)
            return pairs;
        var holders = assignments.Select(assignment => gone.Contains(assignment.Holder) ? assignment.Pair : assignment.Holder).Distinct().ToList();
        return holders.Count <= pairs.Count ? holders : pairs;
    }

    private sealed record Refusal(DateTimeOffset At, AmazonServiceException Error);

    /// <summary>What facts say, as far as they are good enough.</summary>
    private sealed class Look(FactStore facts, AccessNeed need, Func<string, bool> isUnseen)
    {
        public List<Assignment> Missing(IReadOnlyCollection<Assignment> assignments)
        {
            var accounts = AccountsOf(assignments);
            return [.. assignments.Where(assignment => Of(assignment, accounts) is (Sighting.Unknown, _))];
        }

        public ObservedAccess Observe(IReadOnlyCollection<Assignment> assignments)
        {
            var accounts = AccountsOf(assignments);
            var seen = assignments.ToLookup(assignment => Of(assignment, accounts));
            var unsettled = seen[(Sighting.Unknown, true)].ToList();
            return new(seen[(Sighting.Present, false)].ToHashSet(), seen[(Sighting.Unknown, false)].Concat(unsettled).ToHashSet()) { IsUnsettled = unsettled.Count > 0 };
        }

        public bool KnowsAccountsOf(string arn) => AccountsOf(arn) is not null;

        private (Sighting Sighting, bool IsUnsettled) Of(Assignment assignment, Dictionary<string, SetAccounts?> accounts) => facts.Assignment(assignment) switch
        {
            Fact<Assignment>.Present { StaleSince: null } present when IsGood(present.ReadAt) => (Sighting.Present, false),
            Fact<Assignment>.Absent absent when IsGood(absent.ReadAt) => Gone(assignment, absent.IsSettled),
            _ => accounts[assignment.PermissionSetArn] is { } set && !set.Accounts.Contains(assignment.AccountId) && !(set.Exists && isUnseen(assignment.AccountId))
                && facts.MayBeAbsent(assignment, set.ReadAt) is { } isSettled
                ? Gone(assignment, isSettled)
                : (Sighting.Unknown, false),
        };

        // Nothing is given up for ever on what AWS may just not show yet.
        private (Sighting Sighting, bool IsUnsettled) Gone(Assignment assignment, bool isSettled) =>
            isSettled || !need.GivesUp(assignment) ? (Sighting.Absent, false) : (Sighting.Unknown, true);

        private Dictionary<string, SetAccounts?> AccountsOf(IReadOnlyCollection<Assignment> assignments) =>
            assignments.Select(assignment => assignment.PermissionSetArn).Distinct().ToDictionary(arn => arn, AccountsOf);

        // Null where nobody knows.
        private SetAccounts? AccountsOf(string arn) => facts.PermissionSet(arn) switch
        {
            Fact<PermissionSetFacts>.Present { StaleSince: null } set when IsGood(set.ReadAt) => new(true, [.. set.Value.CurrentAccounts, .. set.Value.OutdatedAccounts], set.ReadAt),
            Fact<PermissionSetFacts>.Absent gone when IsGood(gone.ReadAt) => new(false, [], gone.ReadAt),
            _ => null,
        };

        private bool IsGood(DateTimeOffset readAt) => need is not AccessNeed.Since { At: var at } || readAt >= at;

        private sealed record SetAccounts(bool Exists, HashSet<string> Accounts, DateTimeOffset ReadAt);
    }
}
