namespace Operator.Tests.Reliability.Crashes;

/// <summary>What somebody asks of the operator.</summary>
/// <param name="Name">In words.</param>
/// <param name="Prepare">What there is before: made before an operator runs, and settled by one.</param>
/// <param name="Act">What is asked.</param>
/// <param name="Effects">Writes to AWS that it takes, and no more; null where it depends on how far the first operator came.</param>
internal sealed record Scenario(string Name, Func<World, Task> Prepare, Func<World, Task> Act, int? Effects)
{
    /// <summary>What is asked when the operator is dead and no other one runs yet; where it does not die, once it is through with the rest. Null for nothing.</summary>
    public Func<World, Task>? Meanwhile { get; init; }

    /// <summary>What a person does besides once another operator has taken over. Null for nothing.</summary>
    public Func<World, Task>? Afterwards { get; init; }

    /// <summary>Whether what was asked is done, where objects that are Ready do not say so already.</summary>
    public Func<World, Task<bool>> IsDone { get; init; } = _ => Task.FromResult(true);

    public override string ToString() => Name;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
        [.. PermissionSetScenarios.All, .. AccountAssignmentScenarios.All, .. ReplicaRegionScenarios.All, .. IdentityCenterScenarios.All];
}
