using System.Text.Json.Nodes;
using LocalIdentityCenter.State;
using LocalIdentityCenter.Wire;

namespace LocalIdentityCenter.Operations;

/// <summary>Attributes for access control of an instance.</summary>
internal static class Attributes
{
    private const string Member = "InstanceAccessControlAttributeConfiguration";

    public static JsonObject Create(RequestContext request)
    {
        var instance = Targets.AccessInstance(request);
        if (instance.AccessControlAttributes is not null) throw Errors.Conflict("Attributes for access control are already enabled.");
        instance.AccessControlAttributes = new() { Configuration = Read(request), ReadyAt = request.Now + request.Behaviour.InstanceLatency };
        return [];
    }

    /// <summary>Replaces the whole list.</summary>
    public static JsonObject Update(RequestContext request)
    {
        Current(request).Configuration = Read(request);
        return [];
    }

    public static JsonObject Describe(RequestContext request)
    {
        var attributes = Current(request);
        return Json.Object(
            ("Status", request.Now < attributes.ReadyAt ? "CREATION_IN_PROGRESS" : "ENABLED"),
            (Member, attributes.Configuration.DeepClone()));
    }

    public static JsonObject Delete(RequestContext request)
    {
        Current(request);
        Targets.AccessInstance(request).AccessControlAttributes = null;
        return [];
    }

    private static AccessControlAttributes Current(RequestContext request) =>
        Targets.AccessInstance(request).AccessControlAttributes ?? throw Errors.NotFound("Attributes for access control are not enabled.");

    private static JsonNode Read(RequestContext request)
    {
        var configuration = request.Node(Member)!;
        var keys = configuration["AccessControlAttributes"]!.AsArray().Select(a => a!["Key"]!.GetValue<string>()).ToList();
        return keys.Distinct(StringComparer.Ordinal).Count() == keys.Count ? configuration : throw Errors.Validation("Attribute keys must be unique.");
    }
}
