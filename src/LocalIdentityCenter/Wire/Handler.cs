using System.Text.Json.Nodes;
using LocalIdentityCenter.Models;

namespace LocalIdentityCenter.Wire;

/// <summary>An operation of the table: its model, what kind of work it is, and what it does.</summary>
internal sealed record Handler(OperationModel Model, Work Work, Func<RequestContext, JsonObject> Run);
