using Operator.Tests.Reliability.Faults;

namespace Operator.Tests.Reliability.LongRun;

/// <summary>Attributes for access control that are declared anew, and changed in the console.</summary>
internal sealed class InstanceLife(ISides sides, Random random)
{
    private string _source = "";

    public async Task<string> GoOnAsync()
    {
        if (random.Next(2) == 0)
            return await DeclareAsync();
        await Person.InsistsAsync(() => sides.Aws.SetAttributesAsync("somebody=${path:title}"));
        return "attributes are changed by hand";
    }

    /// <summary>Declares some attribute, beside the settings of the run.</summary>
    public async Task<string> DeclareAsync()
    {
        _source = $"${{path:enterprise.department{random.Next(10)}}}";
        // A company in turmoil would trip any sensible guard; what the guard does is another story.
        await Person.InsistsAsync(() => sides.Cluster.Instances.ApplyAsync(
            "default", $"{{requestsPerSecond: 20, sweepInterval: 15m, deletionGuard: {{maxRevocations: 1000000, maxPercent: 100, maxPermissionSets: 1000}}, attributes: [{{key: department, source: \"{_source}\"}}]}}"));
        return $"the attribute is {_source}";
    }

    /// <summary>What AWS or the object is not as declared; null when all is.</summary>
    public async Task<string?> WrongAsync() => await sides.Aws.AttributesAsync() is var attributes && attributes != $"department={_source}"
        ? $"AWS has the attributes {attributes} and not {_source}"
        : await sides.Cluster.Instances.FindAsync("default") is not { IsReady: true } ? "IdentityCenter is not Ready" : null;
}
