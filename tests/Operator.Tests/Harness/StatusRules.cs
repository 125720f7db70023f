using System.Text.Json.Nodes;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Reconciliation;

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
            Assert.All(versions.Zip(versions.Skip(1)), pair => Explained(pair.Second, after => Check(pair.First, after)));
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
        WritesStatusAndFinalizerAlone(version.Json);
        if (!version.HasStatus)
            return;
        var conditions = version.Status.Conditions ?? [];
        Assert.Equal(conditions.Count, conditions.DistinctBy(condition => condition.Type).Count());
        Assert.Contains(conditions, condition => condition.Type == "Ready");
        Assert.All(conditions, condition => Check(condition, version));
        Assert.All(conditions.Where(condition => condition.Type is "Reconciling" or "Stalled" or "Drifted"), condition => Assert.Equal("True", condition.Status));
        Assert.True(conditions.Count(condition => condition.Type is "Reconciling" or "Stalled") <= 1, "Reconciling and Stalled exclude one another");
        Assert.Equal(version.Status.Drift is not null, version.Condition("Drifted") is not null);
        Assert.NotEqual(0, version.Status.Drift?.Total ?? 1);
        Assert.InRange(version.Status.Drift?.Entries?.Count ?? 0, 0, 20);
        Assert.False(version is { IsReady: true, Status.Drift: not null }, "Ready while AWS differs");
        Assert.InRange(version.Status.ObservedGeneration ?? 0, 0, version.Generation);
    }

    private static void Check(Condition condition, Seen version)
    {
        Assert.Contains(condition.Status, new[] { "True", "False", "Unknown" });
        Assert.Contains(condition.Reason, Reasons);
        Assert.EndsWith(".", condition.Message.TrimEnd('"'), StringComparison.Ordinal);
        Assert.InRange(condition.ObservedGeneration ?? 0, 1, version.Generation);
    }

    private static void Check(Seen before, Seen after)
    {
        Assert.True((after.Status.ObservedGeneration ?? 0) >= (before.Status.ObservedGeneration ?? 0), "observedGeneration goes back");
        foreach (var condition in after.Status.Conditions ?? [])
        {
            if (before.Condition(condition.Type) is { } former && former.Status == condition.Status)
                Assert.Equal(former.LastTransitionTime, condition.LastTransitionTime);
        }
    }

    // The spec is the user's, and so are labels and annotations.
    private static void WritesStatusAndFinalizerAlone(JsonObject version)
    {
        foreach (var entry in version["metadata"]!["managedFields"]!.AsArray().Where(entry => (string?)entry!["manager"] == Manager))
        {
            var fields = entry!["fieldsV1"]!.AsObject();
            Assert.All(fields, field => Assert.Contains(field.Key, new[] { "f:status", "f:metadata" }));
            Assert.All(fields["f:metadata"]?.AsObject() ?? [], field => Assert.Equal("f:finalizers", field.Key));
        }
    }
}
