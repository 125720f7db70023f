using System.Text.Json.Nodes;
using IdentityCenterOperator.Reconciliation;
using Testing;

namespace Operator.Tests.Harness;

/// <summary>What must hold for every version of every object that the operator ever writes.</summary>
internal static class StatusRules
{
    private const string Manager = "identity-center-operator";

    private static readonly HashSet<string> Reasons = [.. Enum.GetNames<Reason>()];

    /// <summary>Checks all versions, and each against the one before it.</summary>
    public static void Check(History history)
    {
        foreach (var versions in history.Objects)
        {
            Assert.All(versions, version => Explained(version, Check));
            Assert.All(versions.Zip(versions.Skip(1)), pair => Explained(pair.Second, after => Check(pair.First, after, history.IsAfterAGap(after))));
        }
    }

    private static void Explained(Seen version, Action<Seen> check)
    {
        try
        {
            check(version);
        }
        catch (Xunit.Sdk.XunitException e)
        {
            throw new Xunit.Sdk.XunitException($"{version} breaks a rule: {e.Message}");
        }
    }

    private static void Check(Seen version)
    {
        Assert.Empty(ConditionsChecker.Problems(version.Json));
        WritesStatusAndFinalizerAlone(version.Json);
        if (!version.HasStatus)
            return;
        Assert.NotNull(version.Condition("Ready"));
        Assert.All(version.Status.Conditions!, condition => Assert.Contains(condition.Reason, Reasons));
        Assert.Equal(version.Status.Drift is { Total: > 0 }, version.Condition("Drifted") is not null);
        Assert.Equal(version.Status.Drift is { Total: > 0 }, version.Status.Drift?.Entries is not null);
        Assert.InRange(version.Status.Drift?.Entries?.Count ?? 0, 0, 20);
        Assert.False(version is { IsReady: true, Status.Drift.Total: > 0 }, "Ready while AWS differs");
        Assert.InRange(version.Status.ObservedGeneration ?? 0, 0, version.Generation);
    }

    private static void Check(Seen before, Seen after, bool isAfterAGap)
    {
        // A condition may have gone there and back in a version that was missed.
        if (!isAfterAGap)
            Assert.Empty(ConditionsChecker.Problems(after.Json, before.Json));
        Assert.True((after.Status.ObservedGeneration ?? 0) >= (before.Status.ObservedGeneration ?? 0), "observedGeneration goes back");
    }

    // The spec is the user's, and so are labels and annotations.
    private static void WritesStatusAndFinalizerAlone(JsonObject version)
    {
        foreach (var entry in (version["metadata"]!["managedFields"] as JsonArray ?? []).Where(entry => (string?)entry!["manager"] == Manager))
        {
            var fields = entry!["fieldsV1"]!.AsObject();
            Assert.All(fields, field => Assert.Contains(field.Key, new[] { "f:status", "f:metadata" }));
            Assert.All(fields["f:metadata"] as JsonObject ?? [], field => Assert.Equal("f:finalizers", field.Key));
        }
    }
}
