using System.Numerics;
using IdentityCenterOperator.IdentityCenter;

namespace Operator.Tests.AccountAssignments.Model;

/// <summary>A small world: who may ask for what, and what may happen. At most 3 objects, 2 namespaces, 2 permission sets, 2 accounts and 3 groups.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Slots">The names that objects may have.</param>
internal sealed record ModelWorld(string Name, IReadOnlyList<ModelSlot> Slots)
{
    /// <summary>An assignment for each set, account and group.</summary>
    public const int Assignments = 12;

    private static readonly string[] Groups = ["Web", "Data", "Ops"];

    /// <summary>The permission sets by name.</summary>
    public static IReadOnlyList<string> Sets { get; } = ["reader", "admin"];

    /// <summary>The namespaces.</summary>
    public static IReadOnlyList<string> Namespaces { get; } = ["a", "b"];

    /// <summary>The accounts.</summary>
    public static IReadOnlyList<string> Accounts { get; } = ["111111111111", "222222222222"];

    /// <summary>The groups.</summary>
    public static IReadOnlyList<Principal> Principals { get; } = [.. Groups.Select((_, index) => new Principal(PrincipalKind.Group, $"{index + 1}0000000-0000-4000-8000-000000000000"))];

    /// <summary>All assignments there can be.</summary>
    public static IReadOnlyList<Assignment> All { get; } = [.. Enumerable.Range(0, Assignments).Select(AssignmentAt)];

    /// <summary>How many events deep it is explored each time that the tests run.</summary>
    public int Depth { get; init; } = 3;

    /// <summary>Which namespaces may use which sets in the beginning: a bit for each pair.</summary>
    public int Allowed { get; init; } = 0b1111;

    /// <summary>What a platform team may give and take away: sets and namespaces.</summary>
    public IReadOnlyList<(int Set, int Namespace)> Switches { get; init; } = [];

    /// <summary>Assignments that somebody else makes and takes away in AWS.</summary>
    public IReadOnlyList<int> Strangers { get; init; } = [];

    /// <summary>Whether AWS's lists show nothing of what happened until they have caught up.</summary>
    public bool Lags { get; init; }

    /// <summary>Whether AWS carries out what it was asked for before anything else happens.</summary>
    public bool IsPrompt { get; init; }

    /// <summary>Whether objects may be deleted and lose their finalizers.</summary>
    public bool Deletes { get; init; } = true;

    /// <summary>Whether the operator may die.</summary>
    public bool Crashes { get; init; } = true;

    /// <summary>ARN of a permission set.</summary>
    public static string ArnOf(int set) => $"arn:aws:sso:::permissionSet/ssoins-7223a1b2c3d4e5f6/ps-{set + 1}a2b3c4d5e6f7a8b";

    /// <summary>Index of an assignment.</summary>
    public static int IndexOf(Assignment assignment) => Enumerable.Range(0, Assignments).First(index => All[index] == assignment);

    /// <summary>The indices in a set of assignments.</summary>
    public static IEnumerable<int> In(int assignments) => Enumerable.Range(0, Assignments).Where(index => (assignments & (1 << index)) != 0);

    /// <summary>The set that an assignment is of.</summary>
    public static int SetOf(int assignment) => assignment / 6;

    /// <summary>Whether a namespace may use a set.</summary>
    public static bool MayUse(int allowed, int set, int ns) => (allowed & (1 << ((set * 2) + ns))) != 0;

    /// <summary>Assignments in words.</summary>
    public static string Words(int assignments) => assignments == 0 ? "nothing" : string.Join(", ", In(assignments).Select(Word));

    /// <summary>An assignment in words.</summary>
    public static string Word(int index) => $"{Sets[SetOf(index)]} for {Groups[index % 3]} in {Accounts[index / 3 % 2][..3]}";

    private static Assignment AssignmentAt(int index) => new(Accounts[index / 3 % 2], ArnOf(SetOf(index)), Principals[index % 3]);

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>A name that objects may have, one after the other, and what they may ask for.</summary>
/// <param name="Namespace">Index of the namespace.</param>
/// <param name="Name">The name.</param>
/// <param name="Specs">What may be asked for.</param>
internal sealed record ModelSlot(int Namespace, string Name, params IReadOnlyList<ModelSpec> Specs)
{
    /// <summary>Whether there is an object in the beginning, with the first spec, and it has what it asks for.</summary>
    public bool IsThere { get; init; } = true;

    /// <summary>Namespace and name.</summary>
    public string Path => $"{ModelWorld.Namespaces[Namespace]}/{Name}";
}

/// <summary>What an object asks for.</summary>
/// <param name="Set">The permission set.</param>
/// <param name="Accounts">A bit for each account.</param>
/// <param name="Principals">A bit for each group.</param>
internal sealed record ModelSpec(int Set, int Accounts, int Principals)
{
    /// <summary>Whether its assignments stay when it is deleted.</summary>
    public bool IsRetained { get; init; }

    /// <summary>The assignments: a bit for each.</summary>
    public int Wanted { get; } = Enumerable.Range(0, ModelWorld.Assignments)
        .Where(index => index / 6 == Set && (Accounts & (1 << (index / 3 % 2))) != 0 && (Principals & (1 << (index % 3))) != 0)
        .Sum(index => 1 << index);

    /// <inheritdoc/>
    public override string ToString() => $"{ModelWorld.Words(Wanted)}{(IsRetained ? ", Retain" : "")} ({BitOperations.PopCount((uint)Wanted)})";
}
