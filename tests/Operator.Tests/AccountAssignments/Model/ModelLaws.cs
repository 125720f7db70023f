namespace Operator.Tests.AccountAssignments.Model;

/// <summary>What must hold, told by what was declared and what AWS has, and by nothing that the operator thinks of it.</summary>
internal sealed class ModelLaws(ModelWorld world)
{
    /// <summary>What is wrong with something that happened; null for nothing.</summary>
    public string? Broken(ModelState before, ModelChange change) => (change switch
    {
        { Sent: { IsGrant: true } sent } => Granted(before, sent.Assignment),
        { Sent: { } sent } => Revoked(before, sent.Assignment),
        _ => null,
    }) ?? Lost(change.Next);

    /// <summary>What is wrong with how everything has come to rest; null for nothing.</summary>
    public string? BrokenAtRest(ModelState state)
    {
        var wanted = Wanted(state);
        var left = state.Records.Where(record => !record.IsLive).Aggregate(0, (all, record) => all | (record.Held & Allowed(state, world.Slots[record.Slot].Namespace)));
        if ((wanted & ~state.Aws) is > 0 and var missing)
            return $"nobody ever assigns {ModelWorld.Words(missing)}, which is wanted";
        if ((state.Aws & state.Ours & ~wanted & ~left) is > 0 and var surplus)
            return $"nobody ever revokes {ModelWorld.Words(surplus)}, which nobody wants or may have";
        if (Enumerable.Range(0, state.Objects.Length).FirstOrDefault(slot => state.Objects[slot] is { IsDeleting: true }, -1) is >= 0 and var stuck)
            return $"{world.Slots[stuck].Path} never goes";
        if (state.Steps.Length + state.Running.Length > 0)
            return "there is always something to do";
        return state.Records.FirstOrDefault(record => (record.Held & ~state.Aws) != 0) is { } record
            ? $"the record of {world.Slots[record.Slot].Path} has {ModelWorld.Words(record.Held & ~state.Aws)} for ever, which AWS does not have" : null;
    }

    private string? Granted(ModelState before, int assignment)
    {
        var bit = 1 << assignment;
        if ((before.Recorded & bit) == 0)
            return $"{ModelWorld.Word(assignment)} is assigned, and stands in no record";
        return (Wanted(before) & bit) != 0 ? null : $"{ModelWorld.Word(assignment)} is assigned, and nobody wants it";
    }

    private string? Revoked(ModelState before, int assignment)
    {
        var bit = 1 << assignment;
        if ((before.Recorded & bit) == 0)
            return $"{ModelWorld.Word(assignment)} is revoked, and stood in no record: it is somebody else's";
        return (Wanted(before) & bit) == 0 ? null : $"{ModelWorld.Word(assignment)} is revoked, and somebody wants and may have it";
    }

    private static string? Lost(ModelState state)
    {
        var made = state.Running.Where(one => one.IsGrant).Aggregate(state.Ours & state.Aws, (all, one) => all | (1 << one.Assignment));
        return (made & ~state.Recorded) is > 0 and var lost ? $"{ModelWorld.Words(lost)} was made by the operator, and stands in no record any more" : null;
    }

    private int Wanted(ModelState state) => Enumerable.Range(0, state.Objects.Length)
        .Where(slot => state.Objects[slot] is { IsDeleting: false })
        .Aggregate(0, (all, slot) => all | (world.Slots[slot].Specs[state.Objects[slot]!.Spec].Wanted & Allowed(state, world.Slots[slot].Namespace)));

    private static int Allowed(ModelState state, int ns) =>
        Enumerable.Range(0, ModelWorld.Assignments).Where(index => ModelWorld.MayUse(state.Allowed, ModelWorld.SetOf(index), ns)).Sum(index => 1 << index);
}
