using System.Text.Json;
using System.Text.Json.Nodes;
using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Hosting;

namespace IdentityCenterOperator.CommandLine.Status;

/// <summary>The board for programs; lists are whole.</summary>
internal static class StatusJson
{
    /// <summary>The document.</summary>
    public static JsonObject Of(StatusBoard board) => new()
    {
        ["instance"] = board.Instance?.Status is { } status ? Instance(status) : null,
        ["kubernetes"] = board.Server is { } server ? new JsonObject { ["version"] = server.Text, ["supported"] = SupportedKubernetes.Objection(server) is null } : null,
        ["kinds"] = Array(board.Kinds, kind => new() { ["kind"] = kind.Kind, ["total"] = kind.Total, ["ready"] = kind.Ready, ["drifted"] = kind.Drifted }),
        ["propagating"] = Array(board.Propagating, state => new()
        {
            ["name"] = state.Name,
            ["accounts"] = state.Propagation!.Accounts,
            ["outdated"] = state.Propagation.Outdated,
            ["failed"] = state.Propagation.Failed,
        }),
        ["notReady"] = Array(board.NotReady, state => new()
        {
            ["kind"] = state.Kind,
            ["name"] = state.Name,
            ["reason"] = state.Reason,
            ["message"] = state.Message,
            ["stalled"] = state.IsStalled,
            ["since"] = state.Since is { } since ? AccessWindow.Text(since) : null,
        }),
        ["guard"] = Array(board.Guard, line => new()
        {
            ["namespace"] = line.Namespace,
            ["used"] = line.Used,
            ["limit"] = line.Limit,
            ["plans"] = line.Plans,
            ["blocked"] = line.Blocked,
        }),
        ["expiring"] = Array(board.Expiring, state => new() { ["kind"] = state.Kind, ["name"] = state.Name, ["expiresAt"] = AccessWindow.Text(state.ExpiresAt!.Value) }),
    };

    private static JsonObject Instance(IdentityCenterStatus status) => new()
    {
        ["arn"] = status.InstanceArn,
        ["primaryRegion"] = status.PrimaryRegion,
        ["lastSweep"] = status.LastSweep is { } sweep ? JsonSerializer.SerializeToNode(sweep, EntitiesJson.Default.SweepStatus) : null,
        ["unmanaged"] = status.Unmanaged is { } unmanaged ? JsonSerializer.SerializeToNode(unmanaged, EntitiesJson.Default.UnmanagedStatus) : null,
        ["blocked"] = status.Guard?.Blocked is { } blocked ? JsonSerializer.SerializeToNode(blocked, EntitiesJson.Default.GuardBlocked) : null,
    };

    private static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonObject> of) => new([.. items.Select(item => (JsonNode?)of(item))]);
}
