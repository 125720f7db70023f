using System.Text.Json.Nodes;
using LocalIdentityCenter.Models;

namespace LocalIdentityCenter.Wire;

/// <summary>An operation of the table: its model, what kind of work it is, and what it does.</summary>
internal sealed record Handler(OperationModel Model, Work Work, Func<RequestContext, JsonObject> Run)
{
    /// <summary>Whether it lists permission sets, their parts, their accounts or their assignments, but not how operations stand.</summary>
    public bool IsListOfAccess { get; } = Work is Work.Access or Work.AccessByManagement
        && Model.Name.StartsWith("List", StringComparison.Ordinal) && !Model.Name.EndsWith("Status", StringComparison.Ordinal);
}
