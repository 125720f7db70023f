using System.Text.Json.Nodes;
using LocalIdentityCenter.Models;

namespace LocalIdentityCenter.Wire;

/// <summary>The errors that faults ask for, as each service spells them.</summary>
internal static class Faulty
{
    public static AwsException Throttled(ServiceModel service, string message) => service == ServiceModel.Organizations
        ? new("TooManyRequestsException", message, 400, ("Type", "ORGANIZATION"))
        : Errors.Throttled(message);

    /// <summary>Null when the fault is not an error by itself.</summary>
    public static AwsException? Error(Fault fault, ServiceModel service) => fault.Kind switch
    {
        FaultKind.Throttle => With(fault, Throttled(service, fault.Message ?? "Rate exceeded")),
        FaultKind.Denied => With(fault, Errors.Denied(fault.Message ?? "You do not have sufficient access to perform this action.")),
        FaultKind.Error => With(fault, new(fault.Code ?? ServerError(service), fault.Message ?? "An unexpected internal service exception was encountered", fault.Status)),
        _ => null,
    };

    private static AwsException With(Fault fault, AwsException error) => new(
        error.Code, error.Message, error.Status, [.. error.Members, ("Reason", fault.Reason), ("ResourceType", fault.ResourceType), ("ResourceId", fault.ResourceId)]);

    /// <summary>The answer as if its lists ended early. What is not a list stays as it is.</summary>
    public static JsonObject Shortened(JsonObject answer, int keep)
    {
        foreach (var list in answer.Select(member => member.Value).OfType<JsonArray>().Where(list => list.Count > keep).ToList()) list.RemoveRange(keep, list.Count - keep);
        answer.Remove("NextToken");
        return answer;
    }

    public static string ServerError(ServiceModel service) => service == ServiceModel.Organizations ? "ServiceException" : "InternalServerException";
}
