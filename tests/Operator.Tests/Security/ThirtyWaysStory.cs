using System.Text;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Yaml;
using Operator.Tests.AccountAssignments;
using Operator.Tests.Harness;
using Testing;

namespace Operator.Tests.Security;

/// <summary>
/// Some of the thirty ways in which somebody could try to gain more, each with just the rights that they have. docs/security.md has all of them as a table; the number is a part of
/// a test's name.
/// </summary>
[Collection(Lanes.Ways)]
public abstract class ThirtyWaysStory : AccessStory, IDisposable
{
    private protected const string Theirs = "tenant";
    private protected const string Neighbours = "neighbour";
    private protected const string Default = "default";
    private protected const string Approve = "identitycenter.dev/approve";
    private protected const string OpenToTenant = "{assignableFrom: {namespaces: [tenant, trusted]}}";
    private protected const string OpenToBoth = "{assignableFrom: {namespaces: [tenant, neighbour]}}";
    private protected const string ClosedToTenant = "{assignableFrom: {namespaces: [trusted]}}";
    private protected const string NoRoom = "{deletionGuard: {maxRevocations: 0}}";

    private readonly List<IDisposable> _people = [];

    private protected override string Lane => Lanes.Ways;

    /// <summary>Somebody with the role identity-center-operator-assign in the namespace tenant, and nothing else.</summary>
    private protected Tenant Mallory { get; private set; } = null!;

    /// <summary>The same in the namespace neighbour, with no ill will.</summary>
    private protected Tenant Neighbour { get; private set; } = null!;

    private protected Objects Mine => Cluster.AssignmentsIn(Theirs);

    private protected Objects Ours => Cluster.AssignmentsIn(Neighbours);

    public void Dispose()
    {
        foreach (var somebody in _people)
            somebody.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected async Task TenantAsync(params (string Key, string Value)[] labels) => _people.Add(Mallory = await Tenant.InAsync(Cluster, Theirs, labels));

    private protected async Task TenantsAsync()
    {
        await TenantAsync();
        _people.Add(Neighbour = await Tenant.InAsync(Cluster, Neighbours));
    }

    /// <summary>A client of somebody who is given rights by these objects, with a name of its own in managedFields: what the operator writes must be told from what others do.</summary>
    private protected async Task<KubernetesClient> WithRightsAsync(string user, string yaml)
    {
        await Cluster.Plane.ApplyAsync(yaml);
        var client = new KubernetesClient(ClientConfiguration.Load(new() { ExplicitPath = Cluster.Plane.KubeconfigFor(user) }), new() { UserAgent = $"{user}/1", CallTimeout = Eventually.DefaultDeadline });
        _people.Add(client);
        return client;
    }

    /// <summary>The tenant's object "mine" with metadata and whatever else a body may have.</summary>
    private protected Task CreateAsync(string spec, string metadata = "{}", string? status = null)
    {
        var body = Body(AccountAssignment.Definition, spec, metadata);
        if (status is not null)
            body["status"] = YamlReader.ReadAll(status)[0]!.DeepClone();
        return Mallory.Client.CreateAsync(AccountAssignment.Definition, Theirs, Utf8(body));
    }

    /// <summary>An object of a kind, named "mine" unless its metadata say otherwise.</summary>
    private protected static JsonObject Body(ResourceDefinition kind, string spec, string metadata = "{}")
    {
        var meta = YamlReader.ReadAll(metadata)[0]!.DeepClone().AsObject();
        meta["name"] ??= "mine";
        return new() { ["apiVersion"] = kind.ApiVersion, ["kind"] = kind.Kind, ["metadata"] = meta, ["spec"] = YamlReader.ReadAll(spec)[0]!.DeepClone() };
    }

    private protected static ReadOnlyMemory<byte> Utf8(JsonNode json) => Encoding.UTF8.GetBytes(json.ToJsonString());

    /// <summary>A JSON merge patch, given as YAML.</summary>
    private protected static Patch.Merge Merge(string yaml) => new(Utf8(YamlReader.ReadAll(yaml)[0]!));

    private protected static async Task RefusedAsync(Func<Task> act) => Assert.Equal("Forbidden", (await Assert.ThrowsAsync<KubernetesException>(act)).Reason);

    /// <summary>Waits until nothing is recorded as given to anybody.</summary>
    private protected Task NothingRecordedAsync() => Until(async () => (await Cluster.Records.ListAsync()).Count == 0, "nothing is recorded any more");

    /// <summary>Waits until the instance shows a plan as held back, and returns the hash that approves it.</summary>
    private protected async Task<string> BlockedAsync() =>
        (await Cluster.Instances.UntilAsync(Default, seen => seen.Instance.Guard?.Blocked is { Plans: 1 }, "shows what is held back")).Instance.Guard!.Blocked!.Hash;

    private protected void NothingRevoked() => Assert.DoesNotContain("DeleteAccountAssignment", Aws.CallsSince(0));
}
