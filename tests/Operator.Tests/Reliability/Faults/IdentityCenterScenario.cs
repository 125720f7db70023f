using Operator.Tests.Harness;
using Testing;

namespace Operator.Tests.Reliability.Faults;

/// <summary>Attributes are changed in the console; the object is deleted, and declared anew with other attributes.</summary>
internal sealed class IdentityCenterScenario(FaultWorld world) : IScenario
{
    private const string Name = "default";
    private const string Department = "department=${path:enterprise.department}";
    private const string Team = "team=${path:userType}";

    public string Kind => "IdentityCenter";

    public async Task PrepareAsync()
    {
        await ApplyAsync("{key: department, source: \"${path:enterprise.department}\"}");
        await world.Cluster.Instances.UntilAsync(Name, seen => seen.IsReady && seen.Generation > 1, "is Ready");
        await Eventually.TrueAsync(async () => await world.Aws.AttributesAsync() == Department, "the attributes are there");
    }

    public async Task LiveAsync()
    {
        await Person.InsistsAsync(() => world.Aws.SetAttributesAsync("somebody=${path:title}"));
        await Person.InsistsAsync(() => world.Cluster.Instances.DeleteAsync(Name));
        await ApplyAsync("{key: department, source: \"${path:enterprise.department}\"}, {key: team, source: \"${path:userType}\"}");
    }

    public async Task<string?> WrongAsync() =>
        await world.Aws.AttributesAsync() is var attributes && attributes != $"{Department} {Team}" ? $"AWS has {attributes}"
        : await world.Cluster.Instances.FindAsync(Name) is not { IsReady: true } ? $"{Name} is not Ready"
        : null;

    public Task<IReadOnlyList<Seen>> SeenAsync() => world.Cluster.Instances.ListAsync();

    public string? Objection(Write write) => write.Operation switch
    {
        "CreateInstanceAccessControlAttributeConfiguration" or "UpdateInstanceAccessControlAttributeConfiguration" =>
            Keys(write) is "department" or "department team" ? null : "attributes that nobody declared",
        "DeleteInstanceAccessControlAttributeConfiguration" => "attributes that are wanted",
        _ => "",
    };

    public string? Excess(IReadOnlyList<Write> writes) =>
        writes.Any(write => write is { Operation: "CreateInstanceAccessControlAttributeConfiguration", Succeeded: true }) ? "the attributes were there already" : null;

    private static string Keys(Write write) =>
        string.Join(" ", write.Body["InstanceAccessControlAttributeConfiguration"]!["AccessControlAttributes"]!.AsArray().Select(attribute => (string)attribute!["Key"]!).Order(StringComparer.Ordinal));

    private Task ApplyAsync(string attributes) => Person.InsistsAsync(() => world.Cluster.Instances.ApplyAsync(Name, $"{{attributes: [{attributes}]}}"));
}
