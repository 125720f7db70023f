namespace Operator.Tests.AccountAssignments.Model;

/// <summary>What may happen in a state, by whom, and which states it leads to. What the operator does is done by its own code; all else is told here.</summary>
internal sealed class ModelEvents(ModelWorld world, ModelProcess process)
{
    /// <summary>Everything that may happen.</summary>
    public IEnumerable<ModelChange> In(ModelState state) => People(state).Concat(Strangers(state)).Concat(Aws(state)).Concat(Operator(state));

    /// <summary>What the operator and AWS do when nobody does anything any more, each in its turn; AWS's lists catch up last.</summary>
    public IEnumerable<Func<ModelState, IEnumerable<ModelChange>>> Rest =>
    [
        state => Aws(state).Where(change => change.Story.StartsWith("AWS has", StringComparison.Ordinal)).Take(1),
        .. Enumerable.Range(0, world.Slots.Count).Select(slot => (Func<ModelState, IEnumerable<ModelChange>>)(state => state.Objects[slot] is null ? [] : [Run(state, slot, null)])),
        .. Enumerable.Range(0, 6).Select(index => (Func<ModelState, IEnumerable<ModelChange>>)(state => Ownerless(state).Skip(index).Take(1).Select(record => Run(state, record, null)))),
        .. Enumerable.Range(0, 6).Select(_ => (Func<ModelState, IEnumerable<ModelChange>>)(state => state.Steps.Take(1).Select(step => Start(state, step)))),
        state => Aws(state).Where(change => change.Story.StartsWith("AWS's", StringComparison.Ordinal)),
    ];

    /// <summary>The process is gone, and with it all that it remembers. A new one begins.</summary>
    public static ModelState Crashed(ModelState state) => WithoutGone(state with { Steps = [], Ends = [], IsYoung = true, Running = [.. state.Running.Select(one => one with { IsFollowed = false })] });

    /// <summary>The host tells the controllers of what is gone: nothing is done for it any more.</summary>
    public static ModelState WithoutGone(ModelState state) => state with
    {
        Steps = [.. state.Steps.Where(step => step.OfRecord
            ? state.Records.Any(record => record.Uid == step.Owner)
            : Enumerable.Range(0, state.Objects.Length).Any(slot => state.Objects[slot] is { } there && ModelProcess.UidOf(slot, there.Life) == step.Owner))],
    };

    private IEnumerable<ModelChange> People(ModelState state)
    {
        foreach (var (slot, index) in world.Slots.Select((slot, index) => (slot, index)))
        {
            if (state.Objects[index] is not { } there)
            {
                foreach (var spec in Enumerable.Range(0, slot.Specs.Count).Where(_ => LifeIn(state, index) < 2))
                    yield return Person($"{slot.Path} is created: {slot.Specs[spec]}", state, index, new(LifeIn(state, index), spec));
                continue;
            }

            foreach (var spec in Enumerable.Range(0, slot.Specs.Count).Where(spec => spec != there.Spec && !there.IsDeleting))
                yield return Person($"{slot.Path} is edited: {slot.Specs[spec]}", state, index, there.Changed() with { Spec = spec });
            if (world.Deletes && !there.IsDeleting)
                yield return Person($"{slot.Path} is deleted", state, index, there.HasFinalizer ? there.Changed() with { IsDeleting = true } : null);
            if (world.Deletes && there.HasFinalizer)
                yield return Person($"the finalizer of {slot.Path} is torn off", state, index, there.IsDeleting ? null : there with { HasFinalizer = false });
        }

        foreach (var (set, ns) in world.Switches)
        {
            var word = ModelWorld.MayUse(state.Allowed, set, ns) ? "may not use" : "may use";
            yield return new($"namespace {ModelWorld.Namespaces[ns]} {word} {ModelWorld.Sets[set]} from now on", state with { Allowed = state.Allowed ^ (1 << ((set * 2) + ns)) });
        }
    }

    private static ModelChange Person(string story, ModelState state, int slot, ModelObject? next) => new(story, WithoutGone(state with { Objects = state.Objects.SetItem(slot, next) }));

    // A name under which nothing is recorded any more is as new.
    private static int LifeIn(ModelState state, int slot) => state.Records.Where(record => record.Slot == slot).Select(record => record.Life + 1).DefaultIfEmpty(0).Max();

    private IEnumerable<ModelChange> Strangers(ModelState state) => world.Strangers.Where(index => !state.Running.Any(one => one.Assignment == index)).Select(index =>
    {
        var (bit, has) = (1 << index, (state.Aws & (1 << index)) != 0);
        return new ModelChange($"somebody {(has ? "takes away" : "assigns")} {ModelWorld.Word(index)} in AWS", Moved(state, state.Aws ^ bit) with { Ours = state.Ours & ~bit });
    });

    private IEnumerable<ModelChange> Aws(ModelState state)
    {
        foreach (var one in state.Running)
            yield return new($"AWS has {(one.IsGrant ? "assigned" : "revoked")} {ModelWorld.Word(one.Assignment)}", Ended(state, one));
        if (state.Shown != state.Aws || state.IsYoung || state.Ends.Length > 0)
            yield return new("AWS's lists have caught up, and the settling time is over", state with { Shown = state.Aws, IsYoung = false, Ends = [] });
    }

    private ModelState Ended(ModelState state, ModelOperation one)
    {
        var bit = 1 << one.Assignment;
        var ends = state.Ends.RemoveAll(end => end.Assignment == one.Assignment).Add(new(one.Assignment, one.IsFollowed ? one.IsGrant : null));
        return Moved(state, one.IsGrant ? state.Aws | bit : state.Aws & ~bit) with
        {
            Ours = one.IsGrant ? state.Ours | bit : state.Ours & ~bit,
            Running = state.Running.Remove(one),
            Ends = ends,
        };
    }

    private ModelState Moved(ModelState state, int aws) => state with { Aws = aws, Shown = world.Lags ? state.Shown : aws };

    private IEnumerable<ModelChange> Operator(ModelState state)
    {
        foreach (var slot in Enumerable.Range(0, state.Objects.Length).Where(slot => state.Objects[slot] is not null))
        {
            foreach (var change in WithDeaths(dies => process.Reconcile(state, slot, dies), $"the controller runs over {world.Slots[slot].Path}"))
                yield return change;
        }

        foreach (var record in Ownerless(state))
        {
            foreach (var change in WithDeaths(dies => process.Reconcile(state, record, dies), $"the controller runs over the record of {world.Slots[record.Slot].Path}, which is gone"))
                yield return change;
        }

        foreach (var step in state.Steps)
            yield return Start(state, step);
        if (world.Crashes && Crashed(state) is var crashed && crashed.Digest != state.Digest)
            yield return new("the operator dies and is started again", crashed);
    }

    private ModelChange Run(ModelState state, int slot, int? dies) => new($"the controller runs over {world.Slots[slot].Path}", process.Reconcile(state, slot, dies).State);

    private ModelChange Run(ModelState state, ModelRecord record, int? dies) => new($"the controller runs over the record of {world.Slots[record.Slot].Path}, which is gone", process.Reconcile(state, record, dies).State);

    // To die before the first write is to die before the run, and after the last to die after it.
    private IEnumerable<ModelChange> WithDeaths(Func<int?, (ModelState State, int Writes)> run, string story)
    {
        var (whole, writes) = run(null);
        yield return new(story, whole);
        for (var dies = 1; world.Crashes && dies < writes; dies++)
            yield return new($"{story}, and dies after write {dies} of {writes}", run(dies).State);
    }

    private ModelChange Start(ModelState state, ModelStep step)
    {
        var next = process.Start(state, step);
        var isSent = next.Running.Length > state.Running.Length;
        var story = $"{(isSent ? "AWS is asked to" : "the works do not")} {(step.IsGrant ? "assign" : "revoke")} {ModelWorld.Word(step.Assignment)}";
        var sent = isSent ? next.Running[^1] : null;
        return new(story, sent is not null && world.IsPrompt ? Ended(next, sent) : next) { Sent = sent };
    }

    private static IEnumerable<ModelRecord> Ownerless(ModelState state) => state.Records.Where(record => state.Objects[record.Slot]?.Life != record.Life);
}

/// <summary>Something happened.</summary>
/// <param name="Story">What, for people.</param>
/// <param name="Next">What came of it.</param>
internal sealed record ModelChange(string Story, ModelState Next)
{
    /// <summary>What was sent to AWS; null for nothing.</summary>
    public ModelOperation? Sent { get; init; }
}
