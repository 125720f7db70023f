using IdentityCenterOperator.Entities;
using Operator.Tests.Harness;

namespace Operator.Tests.Records;

/// <summary>A story about what a tenant was given with the permission set "reader", and what becomes of it.</summary>
public abstract class TenantStory : RecordStory, IDisposable
{
    private protected const string Theirs = "tenant";
    private protected const string Opened = "{assignableFrom: {namespaces: [tenant, trusted]}}";
    private protected const string Closed = "{assignableFrom: {namespaces: [trusted]}}";

    private protected Tenant Mallory { get; private set; } = null!;

    public void Dispose()
    {
        Mallory?.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected Objects Objects => Cluster.AssignmentsIn(Theirs);

    /// <summary>The set is opened to the tenant, and its object "mine" is Ready: one group in two accounts. Returns the ARN.</summary>
    private protected async Task<string> BeginWithMineAsync(string spec = DataInTwo, TimeSpan? sweepInterval = null)
    {
        Mallory = await Tenant.InAsync(Cluster, Theirs);
        var arn = await BeginAsync(sweepInterval, Opened);
        await Mallory.CreateAsync("mine", spec);
        await Objects.ReadyAsync("mine");
        return arn;
    }

    /// <summary>The permission is lost: the set is open to others alone.</summary>
    private protected Task CloseAsync() => Cluster.ApplyAsync("reader", Closed);

    /// <summary>All records that there are.</summary>
    private protected async Task<IReadOnlyList<AccessRecord>> RecordsAsync() =>
        [.. (await Cluster.Records.ListAsync()).Select(seen => System.Text.Json.JsonSerializer.Deserialize(seen.Json.ToJsonString(), AccessRecord.Definition.Json)!)];

    /// <summary>Waits until there is one record, and it is in this state.</summary>
    private protected async Task<AccessRecord> RecordAsync(AccessRecordState state)
    {
        await Until(async () => (await RecordsAsync()) is [{ Spec.State: var its }] && its == state, $"there is one record, and it is {state}");
        return (await RecordsAsync()).Single();
    }
}
