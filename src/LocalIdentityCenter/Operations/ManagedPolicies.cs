using System.Text.Json.Nodes;
using LocalIdentityCenter.State;
using LocalIdentityCenter.Wire;

namespace LocalIdentityCenter.Operations;

/// <summary>AWS managed and customer-managed policies of a permission set.</summary>
internal static class ManagedPolicies
{
    public static JsonObject Attach(RequestContext request)
    {
        var set = Targets.ChangeableSet(Targets.AccessInstance(request), request);
        var arn = request.Text("ManagedPolicyArn");
        if (!request.World.ManagedPolicies.Contains(arn)) throw Errors.NotFound($"Policy does not exist with ARN: {arn}");
        // The typo is AWS's.
        if (set.ManagedPolicies.Contains(arn)) throw Errors.Conflict($"Permission set with id {set.Id} already has a typed link attachment to a manged policy with {arn}");
        CheckCount(set, "ManagedPolicy", request.Limits);
        set.ManagedPolicies.Add(arn);
        set.Version++;
        return [];
    }

    public static JsonObject Detach(RequestContext request)
    {
        var set = Targets.ChangeableSet(Targets.AccessInstance(request), request);
        var arn = request.Text("ManagedPolicyArn");
        if (!set.ManagedPolicies.Remove(arn)) throw Errors.NotFound($"Permission set with id {set.Id} has no attached managed policy with ARN {arn}");
        set.Version++;
        return [];
    }

    public static JsonObject List(RequestContext request) => Pager.Page(request, "AttachedManagedPolicies",
        Targets.PermissionSet(Targets.AccessInstance(request), request).ManagedPolicies, arn => arn, arn => Json.Object(("Name", Targets.LastPart(arn)), ("Arn", arn)));

    public static JsonObject AttachReference(RequestContext request)
    {
        var set = Targets.ChangeableSet(Targets.AccessInstance(request), request);
        var policy = Reference(request.Body);
        if (set.CustomerManagedPolicies.Contains(policy))
            throw Errors.Conflict($"Given customer managed policy with name: {policy.Name}  and path {policy.Path} already attached");
        CheckCount(set, "CustomerManagedPolicyReference", request.Limits);
        set.CustomerManagedPolicies.Add(policy);
        set.Version++;
        return [];
    }

    public static JsonObject DetachReference(RequestContext request)
    {
        var set = Targets.ChangeableSet(Targets.AccessInstance(request), request);
        var policy = Reference(request.Body);
        if (!set.CustomerManagedPolicies.Remove(policy))
            throw Errors.NotFound($"Given managed policy with name: {policy.Name}  and path {policy.Path} does not exist on PermissionSet");
        set.Version++;
        return [];
    }

    public static JsonObject ListReferences(RequestContext request) => Pager.Page(request, "CustomerManagedPolicyReferences",
        Targets.PermissionSet(Targets.AccessInstance(request), request).CustomerManagedPolicies, p => p.ToString(), Show);

    /// <summary>The reference in a request or in a boundary; the path defaults to <c>/</c>.</summary>
    public static CustomerManagedPolicy Reference(System.Text.Json.JsonElement holder)
    {
        var reference = holder.GetProperty("CustomerManagedPolicyReference");
        var path = reference.TryGetProperty("Path", out var given) ? given.GetString() : null;
        return new(path ?? "/", reference.GetProperty("Name").GetString()!);
    }

    public static JsonNode Show(CustomerManagedPolicy policy) => Json.Object(("Name", policy.Name), ("Path", policy.Path));

    private static void CheckCount(PermissionSet set, string what, Limits limits)
    {
        if (set.ManagedPolicies.Count + set.CustomerManagedPolicies.Count >= limits.PoliciesPerPermissionSet)
            throw Errors.Quota($"You have exceeded AWS SSO limits. Cannot create {what} more than {limits.PoliciesPerPermissionSet} for id {set.Id}.");
    }
}
