using System.Text.Json.Nodes;
using LocalIdentityCenter.Models;

namespace LocalIdentityCenter.Wire;

/// <summary>What goes back: a status, a body, and the code of the error if it is one.</summary>
internal sealed record Answer(int Status, JsonObject Body, string? ErrorCode)
{
    public static Answer Success(JsonObject body) => new(200, body, null);

    public static Answer Error(AwsException error, string requestId, ServiceModel? service)
    {
        var body = Json.Object(("__type", error.Code), ("Message", error.Message));
        // Every error of identitystore carries the id of its request as a member.
        if (service == ServiceModel.IdentityStore) body.Add("RequestId", requestId);
        foreach (var (name, value) in error.Members)
            if (value is not null) body.Add(name, value.DeepClone());
        return new(error.Status, body, error.Code);
    }
}
