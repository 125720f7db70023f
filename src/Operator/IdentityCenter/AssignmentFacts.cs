namespace IdentityCenterOperator.IdentityCenter;

/// <summary>A read told something about assignments that was not known.</summary>
/// <param name="Scope">What was read.</param>
/// <param name="IsFirst">Whether nothing was known of the scope before: then also whoever waits for an assignment in it that does not exist is concerned.</param>
/// <param name="Differing">Assignments that appeared or went.</param>
internal sealed record AssignmentNews(AssignmentScope Scope, bool IsFirst, IReadOnlyCollection<Assignment> Differing);

/// <summary>
/// Which assignments exist, by three tellers, of which the latest counts: the list of the (account, permission set) pair, the list of the principal, and the end of
/// an operation on exactly that assignment, which AWS told or nobody saw. A list that began within the settling time of an end is not believed against it, nor is one of the
/// two lists against the other. Thread-safe.
/// </summary>
internal sealed class AssignmentFacts(Settling settling)
{
    private static readonly IReadOnlySet<Assignment> Nothing = new HashSet<Assignment>();

    private readonly Lock gate = new();

    // By pair and by principal, so that a list finds those that it covers.
    private readonly Dictionary<AssignmentScope, Dictionary<Assignment, Confirmation>> confirmed = [];

    // What lists of the other kind have of a scope: the next list of that scope may overrule them without having, or having had, any of it itself.
    private readonly Dictionary<AssignmentScope, HashSet<Assignment>> listedBeside = [];

    /// <summary>Raised after a list told something new.</summary>
    public event Action<AssignmentNews>? Changed;

    /// <summary>The lists as they were read.</summary>
    public FactTable<AssignmentScope, IReadOnlySet<Assignment>> Reads { get; } = new((a, b) => a.SetEquals(b));

    /// <summary>Confirmations that no list has covered yet.</summary>
    public int Confirmations
    {
        get
        {
            lock (gate)
            {
                return confirmed.Where(scope => scope.Key is AssignmentScope.Pair).Sum(scope => scope.Value.Count);
            }
        }
    }

    /// <summary>All pairs that anything is known of.</summary>
    public IReadOnlyList<AssignmentScope.Pair> Pairs
    {
        get
        {
            lock (gate)
            {
                return [.. Reads.Present.Select(list => list.Key).Concat(confirmed.Keys).OfType<AssignmentScope.Pair>().Distinct()];
            }
        }
    }

    /// <summary>Whether any assignment of a pair is known to exist.</summary>
    public bool HasAny(AssignmentScope pair)
    {
        lock (gate)
        {
            return Known(Reads.Of(pair)).Concat(Confirmed(pair)).Concat(listedBeside.GetValueOrDefault(pair) ?? []).Any(assignment => Of(assignment) is Fact<Assignment>.Present);
        }
    }

    /// <summary>Everybody who is in a list, whose own list was read, or whom an operation was about that no list has covered yet.</summary>
    public IReadOnlyCollection<Principal> Holders
    {
        get
        {
            var listed = Reads.Present.SelectMany(list => list.Key is AssignmentScope.Holder own ? [own.Principal] : list.Value.Value.Select(row => row.Principal));
            lock (gate)
            {
                return [.. listed.Concat(confirmed.Keys.OfType<AssignmentScope.Holder>().Select(own => own.Principal)).Distinct()];
            }
        }
    }

    /// <summary>The pairs in which lists, or ends of operations, have something of a principal.</summary>
    public IReadOnlyList<AssignmentScope.Pair> PairsOf(Principal principal)
    {
        var scope = new AssignmentScope.Holder(principal);
        lock (gate)
            return [.. Confirmed(scope).Concat(listedBeside.GetValueOrDefault(scope) ?? []).Concat(Known(Reads.Of(scope))).Select(assignment => (AssignmentScope.Pair)assignment.Pair).Distinct()];
    }

    /// <summary>Takes a complete list of a scope. Confirmations that it is late enough for are forgotten: the list knows.</summary>
    public void Put(AssignmentScope scope, Fact<IReadOnlySet<Assignment>> fact)
    {
        bool isFirst;
        List<Assignment> differing;
        lock (gate)
        {
            var before = Reads.Of(scope);
            isFirst = before is Fact<IReadOnlySet<Assignment>>.Unknown;
            var concerned = Known(before).Concat(Known(fact)).Concat(Confirmed(scope)).Concat(listedBeside.GetValueOrDefault(scope) ?? []).Distinct()
                .Select(assignment => (Assignment: assignment, Existed: Exists(Of(assignment)))).ToList();
            Reads.Put(scope, fact);
            Cover(scope);
            Index(scope, Known(before), Known(Reads.Of(scope)));
            differing = [.. concerned.Where(one => one.Existed != Exists(Of(one.Assignment))).Select(one => one.Assignment)];
        }

        if (isFirst || differing.Count > 0)
            Changed?.Invoke(new(scope, isFirst, differing));
    }

    /// <summary>AWS ended an operation on exactly this assignment: it exists now, or does not.</summary>
    public void Confirm(Assignment assignment, bool exists, DateTimeOffset at) => Note(assignment, new(exists, at));

    /// <summary>
    /// Nothing knows what became of a write to this assignment: it has to be read again, by a read that begins at or after <paramref name="writtenAt"/>. What is known of
    /// others stays.
    /// </summary>
    /// <param name="assignment">The assignment.</param>
    /// <param name="writtenAt">When.</param>
    /// <param name="hasEffect">Whether it may have taken effect, so that a list may not show that effect for a while.</param>
    public void MarkStale(Assignment assignment, DateTimeOffset writtenAt, bool hasEffect = true) => Note(assignment, new(null, writtenAt) { HasEffect = hasEffect });

    /// <summary>Whether nobody knows what became of a write to an assignment, and no later list has told.</summary>
    public bool IsDoubted(Assignment assignment)
    {
        lock (gate)
            return ConfirmationOf(assignment) is { Exists: null };
    }

    /// <summary>Has everybody look again whom an assignment concerns.</summary>
    public void Tell(Assignment assignment) => Changed?.Invoke(new(assignment.Pair, IsFirst: false, [assignment]));

    /// <summary>Whether an assignment exists, by the latest teller. Absent is said only by a list that was complete, or by the end of its revocation.</summary>
    public Fact<Assignment> Of(Assignment assignment)
    {
        Confirmation? end;
        lock (gate)
            end = ConfirmationOf(assignment);
        var lists = Scopes(assignment).Select(scope => Told(assignment, Reads.Of(scope))).OfType<Teller>().OrderByDescending(list => list.At).ToList();
        return lists is [var latest, .. var earlier] && !(end?.At > latest.At) ? Judge(assignment, latest, earlier, end) : Said(assignment, end, end?.At ?? default);
    }

    /// <summary>
    /// Whether it can be believed of something else that was read then that an assignment is absent: of the accounts that have a permission set, say. Null where it cannot; else
    /// whether it may be given up for ever on it.
    /// </summary>
    public bool? MayBeAbsent(Assignment assignment, DateTimeOffset readAt)
    {
        Confirmation? end;
        lock (gate)
            end = ConfirmationOf(assignment);
        return end switch
        {
            { Exists: not false, At: var at } when at > readAt => null,
            { Exists: true } => settling.IsTooEarly(readAt, end.At) ? null : IsSettled(readAt),
            { Exists: null, HasEffect: true } => IsSettled(readAt) && !settling.IsTooEarly(readAt, end.At),
            _ => IsSettled(readAt),
        };
    }

    /// <summary>Forgets everything, and takes nothing that was read before. Nobody is told.</summary>
    public void Clear(DateTimeOffset at)
    {
        lock (gate)
        {
            Reads.Clear(at);
            confirmed.Clear();
            listedBeside.Clear();
        }
    }

    private static AssignmentScope[] Scopes(Assignment assignment) => [assignment.Pair, assignment.Holder];

    private static IReadOnlySet<Assignment> Known(Fact<IReadOnlySet<Assignment>> fact) => fact is Fact<IReadOnlySet<Assignment>>.Present { Value: var all } ? all : Nothing;

    private static bool? Exists(Fact<Assignment> fact) => fact switch
    {
        Fact<Assignment>.Present => true,
        Fact<Assignment>.Absent => false,
        _ => null,
    };

    private static Teller? Told(Assignment assignment, Fact<IReadOnlySet<Assignment>> read) => read switch
    {
        Fact<IReadOnlySet<Assignment>>.Present list when list.Value.Contains(assignment) => new(list.ReadAt, new Fact<Assignment>.Present(assignment, list.ReadAt) { StaleSince = list.StaleSince }),
        Fact<IReadOnlySet<Assignment>>.Present { StaleSince: not null } list => new(list.ReadAt, new Fact<Assignment>.Unknown()),
        Fact<IReadOnlySet<Assignment>>.Present list => new(list.ReadAt, new Fact<Assignment>.Absent(list.ReadAt)),
        // The permission set is gone, and all assignments with it.
        Fact<IReadOnlySet<Assignment>>.Absent gone => new(gone.ReadAt, new Fact<Assignment>.Absent(gone.ReadAt)),
        _ => null,
    };

    private static Fact<Assignment> Said(Assignment assignment, Confirmation? end, DateTimeOffset at) => end?.Exists switch
    {
        true => new Fact<Assignment>.Present(assignment, at),
        false => new Fact<Assignment>.Absent(at),
        null => new Fact<Assignment>.Unknown(),
    };

    // What the latest list says, as far as it is late enough to say so.
    private Fact<Assignment> Judge(Assignment assignment, Teller latest, IReadOnlyList<Teller> earlier, Confirmation? end) => (latest.Fact, end) switch
    {
        (Fact<Assignment>.Absent, { Exists: true }) when settling.IsTooEarly(latest.At, end.At) => Said(assignment, end, latest.At),
        (Fact<Assignment>.Present, { Exists: false }) when settling.IsTooEarly(latest.At, end.At) => Said(assignment, end, latest.At),
        (Fact<Assignment>.Absent, _) when earlier.Any(other => other.Fact is Fact<Assignment>.Present && !(end?.At > other.At) && settling.IsTooEarly(latest.At, other.At)) =>
            new Fact<Assignment>.Present(assignment, latest.At),
        (Fact<Assignment>.Absent absent, not { Exists: false }) =>
            absent with { IsSettled = IsSettled(latest.At) && !(end is { Exists: null, HasEffect: true } && settling.IsTooEarly(latest.At, end.At)) },
        (Fact<Assignment>.Unknown, { Exists: not null }) => Said(assignment, end, end.At),
        (var fact, _) => fact,
    };

    private bool IsSettled(DateTimeOffset readAt) => !settling.IsTooEarly(readAt, settling.Since);

    private void Note(Assignment assignment, Confirmation told)
    {
        lock (gate)
        {
            foreach (var scope in Scopes(assignment))
            {
                if (!confirmed.TryGetValue(scope, out var entries))
                {
                    confirmed[scope] = entries = [];
                }

                entries[assignment] = told;
            }
        }
    }

    // This and what follows is called under the gate.
    private IEnumerable<Assignment> Confirmed(AssignmentScope scope) => confirmed.GetValueOrDefault(scope)?.Keys ?? Enumerable.Empty<Assignment>();

    private Confirmation? ConfirmationOf(Assignment assignment) => confirmed.GetValueOrDefault(assignment.Pair)?.GetValueOrDefault(assignment);

    // Whatever the table took: a list that was late covers nothing.
    private void Cover(AssignmentScope scope)
    {
        var readAt = Reads.Of(scope) switch
        {
            Fact<IReadOnlySet<Assignment>>.Present list => list.ReadAt,
            Fact<IReadOnlySet<Assignment>>.Absent gone => gone.ReadAt,
            _ => DateTimeOffset.MinValue,
        };
        var covered = confirmed.GetValueOrDefault(scope)?.Where(entry => entry.Value.At <= readAt && !(entry.Value.HasEffect && settling.IsTooEarly(readAt, entry.Value.At)))
            .Select(entry => entry.Key).ToList() ?? [];
        covered.ForEach(Forget);
    }

    private void Forget(Assignment assignment)
    {
        foreach (var scope in Scopes(assignment))
        {
            if (confirmed.TryGetValue(scope, out var entries) && entries.Remove(assignment) && entries.Count == 0)
            {
                confirmed.Remove(scope);
            }
        }
    }

    private void Index(AssignmentScope scope, IReadOnlySet<Assignment> before, IReadOnlySet<Assignment> after)
    {
        foreach (var gone in before.Where(one => !after.Contains(one)))
        {
            var other = Beside(scope, gone);
            if (listedBeside.TryGetValue(other, out var listed) && listed.Remove(gone) && listed.Count == 0)
                listedBeside.Remove(other);
        }

        foreach (var here in after.Where(one => !before.Contains(one)))
        {
            var other = Beside(scope, here);
            (listedBeside.TryGetValue(other, out var listed) ? listed : listedBeside[other] = []).Add(here);
        }
    }

    private static AssignmentScope Beside(AssignmentScope scope, Assignment assignment) => scope is AssignmentScope.Pair ? assignment.Holder : assignment.Pair;

    private sealed record Teller(DateTimeOffset At, Fact<Assignment> Fact);

    // Neither true nor false where nobody knows.
    private sealed record Confirmation(bool? Exists, DateTimeOffset At)
    {
        // An end of which AWS said that it came to nothing leaves nothing that a list could fail to show.
        public bool HasEffect { get; init; } = true;
    }
}
