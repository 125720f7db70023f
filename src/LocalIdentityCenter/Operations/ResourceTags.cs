using System.Text.Json.Nodes;
using LocalIdentityCenter.State;
using LocalIdentityCenter.Wire;

namespace LocalIdentityCenter.Operations;

/// <summary>Tags of permission sets and instances. Applications and trusted token issuers are not modelled, so theirs are not found.</summary>
internal static class ResourceTags
{
    public static JsonObject Tag(RequestContext request)
    {
        var tags = Of(request, change: true);
        var merged = new Tags(tags);
        foreach (var (key, value) in request.Tags("Tags")) merged[key] = value;
        TagRules.Check(merged, request.Limits);
        foreach (var (key, value) in merged) tags[key] = value;
        return [];
    }

    public static JsonObject Untag(RequestContext request)
    {
        var tags = Of(request, change: true);
        foreach (var key in request.Texts("TagKeys")) tags.Remove(key);
        return [];
    }

    public static JsonObject List(RequestContext request) => Pager.Page(request, "Tags", Of(request, change: false), t => t.Key, Show);

    public static JsonNode Show(KeyValuePair<string, string> tag) => Json.Object(("Key", tag.Key), ("Value", tag.Value));

    private static Tags Of(RequestContext request, bool change)
    {
        var arn = request.Text("ResourceArn");
        var parts = arn.Split(':')[^1].Split('/');
        return parts[0] switch
        {
            "instance" => OfInstance(request, arn),
            "permissionSet" => OfSet(request, arn, parts[1], change),
            _ => throw Errors.NotFound($"Resource {arn} does not exist."),
        };
    }

    private static Tags OfInstance(RequestContext request, string arn)
    {
        RefuseOtherInstance(request, arn);
        var instance = Targets.Find(request, arn);
        Refusals.CheckRegion(instance, request, readsEverywhere: true);
        return instance.Tags;
    }

    private static Tags OfSet(RequestContext request, string arn, string instanceId, bool change)
    {
        var instanceArn = $"arn:{arn.Split(':')[1]}:sso:::instance/{instanceId}";
        RefuseOtherInstance(request, instanceArn);
        var instance = Targets.AccessInstance(request, instanceArn);
        var set = Targets.PermissionSet(instance, arn);
        if (change) Targets.CheckDelegation(set, request);
        return set.Tags;
    }

    private static void RefuseOtherInstance(RequestContext request, string instanceArn)
    {
        if (request.OptionalText("InstanceArn") is { } given && given != instanceArn)
            throw Errors.Validation($"The resource {request.Text("ResourceArn")} does not belong to the instance {given}.");
    }
}
