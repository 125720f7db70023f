using System.Text.Json.Nodes;
using System.Xml;
using LocalIdentityCenter.State;
using LocalIdentityCenter.Wire;

namespace LocalIdentityCenter.Operations;

/// <summary>Permission sets themselves, without their policies.</summary>
internal static class PermissionSets
{
    private const string DefaultSessionDuration = "PT1H";

    private static readonly TimeSpan shortestSession = TimeSpan.FromHours(1);
    private static readonly TimeSpan longestSession = TimeSpan.FromHours(12);

    public static JsonObject Create(RequestContext request)
    {
        var instance = Targets.AccessInstance(request);
        var name = request.Text("Name");
        if (instance.PermissionSetNamed(name) is not null) throw Errors.Conflict($"PermissionSet with name {name} already exists.");
        if (instance.PermissionSets.Count >= request.Limits.PermissionSets)
            throw Errors.Quota($"You have exceeded AWS SSO limits. Cannot create PermissionSet more than {request.Limits.PermissionSets} for id {instance.Id}.");
        var set = New(instance, request);
        instance.Add(set);
        return Json.Object(("PermissionSet", Show(set)));
    }

    public static JsonObject Describe(RequestContext request) =>
        Json.Object(("PermissionSet", Show(Targets.PermissionSet(Targets.AccessInstance(request), request))));

    public static JsonObject List(RequestContext request) =>
        Pager.Page(request, "PermissionSets", Targets.AccessInstance(request).PermissionSets.Values, s => s.Id, s => s.Arn);

    /// <summary>A relay state that is not given is cleared (seen by terraform-provider-aws 17411); the rest is a switch.</summary>
    public static JsonObject Update(RequestContext request)
    {
        var set = Targets.ChangeableSet(Targets.AccessInstance(request), request);
        var clears = request.Behaviour.UpdateClearsOmitted;
        set.SessionDuration = Duration(request) ?? (clears ? DefaultSessionDuration : set.SessionDuration);
        set.Description = request.OptionalText("Description") ?? (clears ? null : set.Description);
        set.RelayState = request.OptionalText("RelayState");
        set.Version++;
        return [];
    }

    /// <summary>Refused while an account holds the set, or will when an operation in progress is done.</summary>
    public static JsonObject Delete(RequestContext request)
    {
        var instance = Targets.AccessInstance(request);
        var set = Targets.ChangeableSet(instance, request);
        if (set.Provisioned.Count > 0 || request.World.Operations.InProgress.Any(o => o.PermissionSetArn == set.Arn))
            throw Errors.Conflict("Could not delete because PermissionSet has ApplicationProfile associated with it");
        instance.Remove(set);
        return [];
    }

    private static PermissionSet New(Instance instance, RequestContext request)
    {
        var id = $"ps-{request.Ids.Hex(16)}";
        var tags = request.Tags("Tags");
        TagRules.Check(tags, request.Limits);
        return new PermissionSet
        {
            Id = id,
            Arn = $"arn:{instance.Partition}:sso:::permissionSet/{instance.Id}/{id}",
            Name = request.Text("Name"),
            Description = request.OptionalText("Description"),
            SessionDuration = Duration(request) ?? DefaultSessionDuration,
            RelayState = request.OptionalText("RelayState"),
            CreatedDate = request.Now,
            Tags = tags,
        };
    }

    private static string? Duration(RequestContext request)
    {
        if (request.OptionalText("SessionDuration") is not { } text) return null;
        var duration = Parse(text);
        if (request.Behaviour.RefuseSessionDurationOutOfRange && (duration < shortestSession || duration > longestSession))
            throw Errors.Validation("SessionDuration must be between 1 hour and 12 hours.");
        return request.Behaviour.NormalizeSessionDuration ? XmlConvert.ToString(duration) : text;
    }

    // The pattern also lets through what no duration is (P1W, or more years than a TimeSpan holds).
    private static TimeSpan Parse(string text)
    {
        try { return XmlConvert.ToTimeSpan(text); }
        catch (Exception e) when (e is FormatException or OverflowException) { throw Errors.Validation($"SessionDuration {text} is not a valid duration."); }
    }

    private static JsonObject Show(PermissionSet set) => Json.Object(
        ("Name", set.Name),
        ("PermissionSetArn", set.Arn),
        ("Description", set.Description),
        ("CreatedDate", Json.Epoch(set.CreatedDate)),
        ("SessionDuration", set.SessionDuration),
        ("RelayState", set.RelayState));
}
