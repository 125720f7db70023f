using System.Text.Json.Nodes;
using Operator.Tests.Harness;

namespace Operator.Tests.AccountAssignments.Year;

/// <summary>Reads all assignments of the local Identity Center at once.</summary>
internal static class AwsHoldings
{
    /// <summary>Who has which set where, operations in flight not counted.</summary>
    public static IReadOnlySet<Holding> Holdings(this Aws aws)
    {
        var instance = Instance(aws);
        var names = instance["permissionSets"]!.AsObject().ToDictionary(set => set.Key, set => (string)set.Value!["name"]!);
        return instance["assignmentRows"]!.AsArray().Select(row => ((string)row!).Split(' ')).Select(row => new Holding(row[0], names[row[1]], $"{row[2]} {row[3]}")).ToHashSet();
    }

    /// <summary>ARN of a set.</summary>
    public static string SetArn(this Aws aws, string set)
    {
        var id = Instance(aws)["permissionSets"]!.AsObject().Single(pair => (string?)pair.Value!["name"] == set).Key;
        return $"{Organization.InstanceArn.Replace(":instance/", ":permissionSet/", StringComparison.Ordinal)}/{id}";
    }

    private static JsonNode Instance(Aws aws) => JsonNode.Parse(aws.Server.Save())!["instances"]![Organization.InstanceArn]!;
}
