namespace Operator.Tests.AccountAssignments.Model;

/// <summary>The worlds that are explored. Each is small in what it is not about; what all of them leave out, docs/reliability.md tells.</summary>
internal static class ModelWorlds
{
    // A group in one account, the same with another group, and so on: bits of accounts and of groups.
    private static readonly ModelSpec Web = new(0, 1, 1);
    private static readonly ModelSpec WebAndData = new(0, 1, 3);
    private static readonly ModelSpec Ops = new(0, 2, 4);
    private static readonly ModelSpec Admins = new(1, 1, 1);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ModelWorld> All { get; } =
    [
        // One object, all that can be done to it and around it.
        new("one object", [new(0, "one", Web, WebAndData, Web with { IsRetained = true })]) { Switches = [(0, 0)], Strangers = [0], Lags = true, Depth = 4 },
        // The operator dies while AWS's lists lag, again and again.
        new("started again", [new(0, "one", Web, WebAndData)]) { Lags = true, IsPrompt = true, Deletes = false, Depth = 6 },
        // Two of one namespace ask for the same, and take turns.
        new("two that share", [new(0, "one", Web, Ops), new(0, "two", Web, WebAndData) { IsThere = false }]) { Lags = true, Depth = 4 },
        // The right to a set goes and comes, while the object names another.
        new("a right that goes", [new(0, "one", Web, Admins), new(1, "two", Web, Admins)]) { Switches = [(0, 0), (1, 0)], IsPrompt = true },
        // What is left behind, and who comes after.
        new("left behind", [new(0, "one", Web with { IsRetained = true }, Web), new(1, "two", Web) { IsThere = false }]) { Switches = [(0, 0)], Strangers = [0], IsPrompt = true, Depth = 4 },
        // Three objects, two namespaces, two sets, two accounts, three groups.
        new("three objects", [new(0, "one", Web, Admins), new(1, "two", WebAndData, Ops), new(0, "three", Web) { IsThere = false }]) { Switches = [(0, 1)], Strangers = [0], Lags = true },
    ];
}
