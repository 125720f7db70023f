using Operator.Tests.AccountAssignments.Year;
using Operator.Tests.Harness;

namespace Operator.Tests.Reliability.Faults;

/// <summary>A set that two accounts hold is edited, one is changed in the console, one deleted, one created.</summary>
internal sealed class PermissionSetScenario(FaultWorld world) : IScenario
{
    private const string ReadOnly = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    private const string Audit = "arn:aws:iam::aws:policy/SecurityAudit";
    private const string Power = "arn:aws:iam::aws:policy/PowerUserAccess";

    private readonly Dictionary<string, string> _arns = [];

    public string Kind => "PermissionSet";

    public async Task PrepareAsync()
    {
        await Person.InsistsAsync(() => world.Cluster.ApplyAsync("edited", "{description: One, managedPolicies: [ReadOnlyAccess], tags: {team: data}}"));
        await Person.InsistsAsync(() => world.Cluster.ApplyAsync("drifting", "{managedPolicies: [SecurityAudit]}"));
        await Person.InsistsAsync(() => world.Cluster.ApplyAsync("dropped", "{managedPolicies: [ReadOnlyAccess]}"));
        foreach (var name in new[] { "edited", "drifting", "dropped" })
            _arns[name] = (await world.Cluster.ReadyAsync(name)).Status.Arn!;
        await world.Aws.AssignAsync(_arns["edited"], 2);
    }

    public async Task LiveAsync()
    {
        await Person.InsistsAsync(() => world.Aws.DetachAsync(_arns["drifting"], "SecurityAudit"));
        await Person.InsistsAsync(() => world.Aws.AttachAsync(_arns["drifting"], "PowerUserAccess"));
        await Person.InsistsAsync(() => world.Cluster.ApplyAsync("edited", "{description: Two, managedPolicies: [SecurityAudit], tags: {owner: security}}"));
        await Person.InsistsAsync(() => world.Cluster.ApplyAsync("fresh", "{description: New, managedPolicies: [ReadOnlyAccess, SecurityAudit], tags: {team: new}}"));
        await Person.InsistsAsync(() => world.Cluster.DeleteAsync("dropped"));
    }

    public async Task<string?> WrongAsync()
    {
        foreach (var (name, description, policies, tags) in Declared)
        {
            if (await world.Cluster.FindAsync(name) is not { IsReady: true } ready)
                return $"{name} is not Ready";
            if (await world.Aws.FindAsync(name) is not { } set)
                return $"AWS has no set {name}";
            if ((set.Description, set.ManagedPolicies, set.Tags, set.Arn, set.OwnerUid) != (description, policies, tags, ready.Status.Arn, ready.Uid))
                return $"AWS has {set}";
        }

        return await world.Cluster.FindAsync("dropped") is not null ? "dropped is not gone"
            : await world.Aws.ArnAsync("dropped") is not null ? "AWS still has dropped"
            : (await world.Aws.AccountsAsync(_arns["edited"], outdated: true)).Count > 0 ? "accounts have an old version of edited"
            : null;
    }

    public Task<IReadOnlyList<Seen>> SeenAsync() => world.Cluster.ListAsync();

    public string? Objection(Write write) => write.Operation switch
    {
        "CreatePermissionSet" => write["Name"] == "fresh" ? null : "another set than the new one",
        "DeletePermissionSet" => IsOf(write, "dropped") ? null : "another set than the deleted one",
        "DetachManagedPolicyFromPermissionSet" => (IsOf(write, "edited") && write["ManagedPolicyArn"] == ReadOnly) || (IsOf(write, "drifting") && write["ManagedPolicyArn"] == Power)
            ? null : "a policy that is wanted",
        "AttachManagedPolicyToPermissionSet" => IsOurs(write) && write["ManagedPolicyArn"] is ReadOnly or Audit ? null : "a policy that nobody wants",
        "UpdatePermissionSet" or "ProvisionPermissionSet" => IsOf(write, "edited") || IsOf(write, "drifting") ? null : "a set that is as declared",
        "TagResource" => IsOurs(write) ? null : "somebody else's set",
        "UntagResource" => IsOf(write, "edited") && $"{write.Body["TagKeys"]![0]}" == "team" && write.Body["TagKeys"]!.AsArray().Count == 1 ? null : "tags that are wanted",
        _ => "",
    };

    public string? Excess(IReadOnlyList<Write> writes) =>
        writes.Count(write => write is { Operation: "CreatePermissionSet", Succeeded: true }) > 1 ? "fresh was created twice"
        : writes.Count(write => write is { Operation: "DeletePermissionSet", Succeeded: true }) > 1 ? "dropped was deleted twice"
        : null;

    private static IEnumerable<(string Name, string? Description, string Policies, string Tags)> Declared =>
    [
        ("edited", "Two", Audit, "owner=security"),
        ("drifting", null, Audit, ""),
        ("fresh", "New", $"{ReadOnly} {Audit}", "team=new"),
    ];

    private bool IsOf(Write write, string name) => write["PermissionSetArn"] == _arns[name] || write["ResourceArn"] == _arns[name];

    private bool IsOurs(Write write)
    {
        var arn = write["PermissionSetArn"] ?? write["ResourceArn"];
        return _arns.ContainsValue(arn!) || arn == world.Aws.SetArn("fresh");
    }
}
