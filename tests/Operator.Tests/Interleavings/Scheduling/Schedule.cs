using System.Diagnostics;
using System.Globalization;
using System.Text;
using Testing;

namespace Operator.Tests.Interleavings.Scheduling;

/// <summary>
/// One order in which everything happens, made up by a seed. All code runs on the thread that calls <see cref="Run"/>, one piece from an await to the next at a time, and time moves
/// only here: the same seed is the same order.
/// </summary>
internal sealed class Schedule
{
    private const int MostSteps = 20_000;
    private const int NotesTold = 60;
    private const int TurnsTold = 30;

    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly List<Lane> _lanes = [];
    private readonly List<Lane> _ready = [];
    private readonly List<Func<string?>> _laws = [];
    private readonly List<string> _notes = [];
    private readonly Queue<string> _turns = new();
    private readonly bool _isSlow;
    private readonly IStrategy _strategy;

    /// <summary>Makes one up.</summary>
    public Schedule(int seed)
    {
        (Seed, Random) = (seed, new Random(seed));
        _strategy = Strategy.Of(seed, Random);
        _isSlow = Random.Next(3) == 0;
        GoesOnAtOnce = Random.Next(2) == 0;
    }

    /// <summary>What it is made up by.</summary>
    public int Seed { get; }

    /// <summary>For all else that is to be made up.</summary>
    public Random Random { get; }

    /// <summary>The clock of everybody.</summary>
    public ManualTimeProvider Time { get; } = new();

    /// <summary>Whether it has begun; what happens before is not a part of it.</summary>
    public bool IsOn { get; private set; }

    /// <summary>Whether everything happens in the order in which it becomes possible, since it is not explored yet.</summary>
    public bool IsCalm { get; set; }

    /// <summary>Whether a lane goes on without a turn where it awaited itself.</summary>
    public bool GoesOnAtOnce { get; }

    /// <summary>Pieces run so far.</summary>
    public long Steps { get; private set; }

    /// <summary>What went wrong; null for nothing.</summary>
    public string? Failure { get; private set; }

    /// <summary>Tells this order from others, in any process.</summary>
    public ulong Order { get; private set; } = 14_695_981_039_346_656_037;

    /// <summary>Adds one who does something.</summary>
    public Lane Lane(string name)
    {
        var lane = new Lane(this, name, _lanes.Count);
        _lanes.Add(lane);
        return lane;
    }

    /// <summary>Adds what must hold after each piece: what is wrong, or null.</summary>
    public void Holds(Func<string?> broken) => _laws.Add(broken);

    /// <summary>Notes what happens, for whoever reads of a failure.</summary>
    public void Note(string what) => _notes.Add(string.Create(CultureInfo.InvariantCulture, $"{Steps,6} {Time.GetUtcNow():mm:ss.f}  {what}"));

    /// <summary>Something is wrong. The first counts.</summary>
    public void Fail(string what)
    {
        Note($"WRONG: {what}");
        Failure ??= what;
    }

    /// <summary>Whether something that happens now and then happens now.</summary>
    public bool Chance(int of) => Random.Next(of) == 0;

    /// <summary>Goes on for so long by its own clock, or until something is wrong.</summary>
    public void Run(TimeSpan length)
    {
        (IsOn, var end) = (true, Time.GetUtcNow() + length);
        while (Failure is null && TryStep(end))
        {
            foreach (var law in _laws)
            {
                if (Failure is null && law() is { } broken)
                    Fail(broken);
            }
        }
    }

    /// <summary>All that is known of what went wrong.</summary>
    public string Story()
    {
        var text = new StringBuilder(Failure).AppendLine();
        foreach (var note in _notes.TakeLast(NotesTold))
            text.AppendLine(note);
        text.AppendLine($"Whose turn it was: {string.Join(", ", _turns)}");
        return text.ToString();
    }

    /// <summary>Makes sure that nothing of the code under test runs where no schedule holds.</summary>
    public void EnsureInside(Lane lane)
    {
        if (Environment.CurrentManagedThreadId != _thread)
            Fail($"{lane.Name} has left the schedule: {new StackTrace()}");
    }

    private bool TryStep(DateTimeOffset end)
    {
        _ready.Clear();
        _ready.AddRange(_lanes.Where(lane => lane.Ready > 0));
        // Whoever is slow may be overtaken by the clock.
        if (_ready.Count == 0 || (!IsCalm && _isSlow && Random.Next(100) == 0))
            return TryMoveTime(end) || _ready.Count > 0;
        if (++Steps > MostSteps)
            Fail("it never comes to rest");
        Take((IsCalm ? Strategy.Calm : _strategy).Choose(_ready));
        return true;
    }

    private void Take((Lane Lane, int Place) choice)
    {
        var (lane, place) = choice;
        if (_turns.Count == TurnsTold)
            _turns.Dequeue();
        _turns.Enqueue(lane.Name);
        Order = unchecked((Order ^ (ulong)((lane.Index * 1024) + place)) * 1_099_511_628_211);
        lane.Execute(place);
    }

    private bool TryMoveTime(DateTimeOffset end)
    {
        var left = end - Time.GetUtcNow();
        var isBefore = Time.NextTimer is { } next && next <= left;
        if (isBefore || _ready.Count == 0)
            Time.Advance(isBefore ? Time.NextTimer!.Value : left);
        return isBefore;
    }
}
