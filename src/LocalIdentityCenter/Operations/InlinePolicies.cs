using System.Text.Json.Nodes;
using LocalIdentityCenter.State;
using LocalIdentityCenter.Wire;

namespace LocalIdentityCenter.Operations;

/// <summary>The inline policy of a permission set.</summary>
internal static class InlinePolicies
{
    /// <summary>Checks the form only: what the policy means is looked at when it is provisioned.</summary>
    public static JsonObject Put(RequestContext request)
    {
        var set = Targets.ChangeableSet(Targets.AccessInstance(request), request);
        var text = request.Text("InlinePolicy");
        if (request.Behaviour.RefuseMalformedInlinePolicy && !InlinePolicy.IsJson(text)) throw Errors.Validation("The inline policy is not valid JSON.");
        if (InlinePolicy.BytesCounted(text) > request.Limits.InlinePolicyCharacters)
            throw Errors.Quota($"The inline policy has more than {request.Limits.InlinePolicyCharacters} bytes that are not white space.");
        set.InlinePolicy = text;
        set.Version++;
        return [];
    }

    public static JsonObject Get(RequestContext request)
    {
        var set = Targets.PermissionSet(Targets.AccessInstance(request), request);
        return Json.Object(("InlinePolicy", Shown(set.InlinePolicy, request.Behaviour)));
    }

    public static JsonObject Delete(RequestContext request)
    {
        var set = Targets.ChangeableSet(Targets.AccessInstance(request), request);
        if (set.InlinePolicy is null)
            return Errors.Of(request.Behaviour.DeleteAbsentInlinePolicy, $"PermissionSet with id {set.Id} has no inline policy.") is { } error ? throw error : [];
        set.InlinePolicy = null;
        set.Version++;
        return [];
    }

    private static string? Shown(string? text, Behaviour behaviour) => text switch
    {
        null => behaviour.EmptyInlinePolicyIsText ? "" : null,
        _ when behaviour.InlinePolicyVerbatim => text,
        _ => InlinePolicy.Minified(text),
    };
}
