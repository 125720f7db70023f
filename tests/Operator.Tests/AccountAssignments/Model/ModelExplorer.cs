using System.Text;
using Testing;

namespace Operator.Tests.AccountAssignments.Model;

/// <summary>
/// Goes through every state that can be reached by so many events, nearest first, so that the story of a fault is the shortest that there is. From each state everything
/// is let come to rest as well.
/// </summary>
internal sealed class ModelExplorer : IDisposable
{
    private const int RoundsAtMost = 40;

    private readonly ModelWorld _world;
    private readonly ModelProcess _process;
    private readonly ModelEvents _events;
    private readonly ModelLaws _laws;
    private readonly Dictionary<(ulong, ulong), ((ulong, ulong) From, string Story)> _seen = [];
    private readonly HashSet<(int Turn, (ulong, ulong) State)> _rest = [];
    private readonly List<Func<ModelState, IEnumerable<ModelChange>>> _turns;

    /// <summary>Begins with a world whose objects have what they ask for.</summary>
    public ModelExplorer(ModelWorld world)
    {
        _world = world;
        _process = new(world);
        _events = new(world, _process);
        _laws = new(world);
        _turns = [.. _events.Rest];
        Begin = new() { Objects = [.. world.Slots.Select(slot => slot.IsThere ? new ModelObject(0, 0) : null)], Allowed = world.Allowed };
    }

    /// <summary>Where it begins.</summary>
    public ModelState Begin { get; private set; }

    /// <summary>States found.</summary>
    public int States => _seen.Count;

    /// <summary>Transitions tried.</summary>
    public long Transitions { get; private set; }

    /// <summary>States found at each depth.</summary>
    public List<int> ByDepth { get; } = [];

    /// <summary>Explores.</summary>
    /// <param name="depth">Events at most.</param>
    /// <exception cref="ExpectationException">A law is broken; the message tells the shortest story.</exception>
    public void Explore(int depth)
    {
        Begin = Rested(Begin);
        _seen[Begin.Digest] = (default, "");
        var frontier = new List<ModelState> { Begin };
        ByDepth.Add(1);
        for (var level = 1; level <= depth && frontier.Count > 0; level++)
        {
            frontier = [.. frontier.SelectMany(Neighbours)];
            ByDepth.Add(frontier.Count);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _process.Dispose();

    private List<ModelState> Neighbours(ModelState state)
    {
        var (found, from) = (new List<ModelState>(), state.Digest);
        foreach (var change in _events.In(state))
        {
            Transitions++;
            if (_laws.Broken(state, change) is { } broken)
                throw Story(broken, from, [change.Story]);
            if (!_seen.TryAdd(change.Next.Digest, (from, change.Story)))
                continue;
            found.Add(change.Next);
            Rested(change.Next);
        }

        return found;
    }

    // Nobody does anything any more: AWS and the operator go on, each in its turn, until nothing changes. What was found to come to rest is not gone through again.
    private ModelState Rested(ModelState state)
    {
        var (story, from, passed) = (new List<string>(), state.Digest, new List<(int, (ulong, ulong))>());
        for (var round = 0; round < RoundsAtMost; round++)
        {
            var before = state.Digest;
            for (var turn = 0; turn < _turns.Count; turn++)
            {
                if (_rest.Contains((turn, state.Digest)))
                    return Passed(state, passed);
                passed.Add((turn, state.Digest));
                state = Turned(state, turn, from, story);
            }

            if (state.Digest != before)
                continue;
            return _laws.BrokenAtRest(state) is { } broken ? throw Story(broken, from, [.. story, "nothing more happens"]) : Passed(state, passed);
        }

        throw Story("it never comes to rest", from, story);
    }

    private ModelState Passed(ModelState state, List<(int, (ulong, ulong))> passed)
    {
        _rest.UnionWith(passed);
        return state;
    }

    private ModelState Turned(ModelState state, int turn, (ulong, ulong) from, List<string> story)
    {
        foreach (var change in _turns[turn](state).ToList())
        {
            if (change.Next.Digest != state.Digest)
                story.Add(change.Story);
            if (_laws.Broken(state, change) is { } broken)
                throw Story(broken, from, story);
            state = change.Next;
        }

        return state;
    }

    private ExpectationException Story(string broken, (ulong, ulong) from, IReadOnlyList<string> after)
    {
        var before = new List<string>();
        while (_seen.TryGetValue(from, out var step) && step.Story.Length > 0)
        {
            before.Insert(0, step.Story);
            from = step.From;
        }

        var text = new StringBuilder($"In the world \"{_world}\": {broken}.").AppendLine();
        foreach (var (line, index) in before.Concat(after).Select((line, index) => (line, index + 1)))
            text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"  {index,2}. {line}");
        return new(text.ToString());
    }
}
