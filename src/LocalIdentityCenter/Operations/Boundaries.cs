using System.Text.Json.Nodes;
using LocalIdentityCenter.State;
using LocalIdentityCenter.Wire;

namespace LocalIdentityCenter.Operations;

/// <summary>The permissions boundary of a permission set.</summary>
internal static class Boundaries
{
    public static JsonObject Put(RequestContext request)
    {
        var set = Targets.ChangeableSet(Targets.AccessInstance(request), request);
        set.Boundary = Read(request);
        set.Version++;
        return [];
    }

    public static JsonObject Get(RequestContext request)
    {
        var set = Targets.PermissionSet(Targets.AccessInstance(request), request);
        return Json.Object(("PermissionsBoundary", Show(set.Boundary ?? throw None(set))));
    }

    public static JsonObject Delete(RequestContext request)
    {
        var set = Targets.ChangeableSet(Targets.AccessInstance(request), request);
        if (set.Boundary is null) return request.Behaviour.DeleteAbsentBoundary == Absence.NotFound ? throw None(set) : [];
        set.Boundary = null;
        set.Version++;
        return [];
    }

    private static PermissionsBoundary Read(RequestContext request)
    {
        var boundary = request.Body.GetProperty("PermissionsBoundary");
        var managed = boundary.TryGetProperty("ManagedPolicyArn", out var arn) ? arn.GetString() : null;
        var customer = boundary.TryGetProperty("CustomerManagedPolicyReference", out var reference) && reference.ValueKind == System.Text.Json.JsonValueKind.Object;
        if (managed is not null == customer) throw Errors.Validation("Exactly one of ManagedPolicyArn and CustomerManagedPolicyReference must be given.");
        if (managed is not null && !request.World.ManagedPolicies.Contains(managed)) throw Errors.NotFound($"Policy does not exist with ARN: {managed}");
        return new(managed, customer ? ManagedPolicies.Reference(boundary) : null);
    }

    private static AwsException None(PermissionSet set) => Errors.NotFound($"PermissionSet with id {set.Id} has no permissions boundary.");

    private static JsonObject Show(PermissionsBoundary boundary) => Json.Object(
        ("CustomerManagedPolicyReference", boundary.CustomerManagedPolicy is { } policy ? ManagedPolicies.Show(policy) : null),
        ("ManagedPolicyArn", boundary.ManagedPolicyArn));
}
