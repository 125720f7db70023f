using System.Text;
using System.Text.Json.Nodes;
using LocalIdentityCenter.Operations;
using LocalIdentityCenter.State;
using LocalIdentityCenter.Wire;
using Microsoft.Extensions.Primitives;

namespace LocalIdentityCenter.Control;

/// <summary>What the buttons of the page do: the calls that AWS's console would make, as the caller <c>console</c>.</summary>
/// <remarks>Like the console, and unlike the API, it provisions a set again after changing it.</remarks>
internal sealed class ConsoleActions(LocalIdentityCenterServer server, IdentityCenter center, CallLog log)
{
    private const string Name = "console";

    /// <summary>Carries out an action and says how it went; null when there is no such action.</summary>
    public string? Perform(string action, Func<string, StringValues> field) => action switch
    {
        "assign" => Call("CreateAccountAssignment", Assignment(field)),
        "unassign" => Call("DeleteAccountAssignment", Assignment(field)),
        "attach" => Reprovisioned($"{field("set")}", Call("AttachManagedPolicyToPermissionSet", Policy($"{field("set")}", $"arn:aws:iam::aws:policy/{field("policy")}"))),
        "detach" => Detach($"{field("policy")}".Split(' ', 2)),
        "delete-group" => Call("DeleteGroup", new() { ["IdentityStoreId"] = Store(), ["GroupId"] = PrincipalIn(field)[1] }),
        "account-state" => Said(() => server.Organization.SetAccountState($"{field("account")}", $"{field("state")}"), $"account {field("account")} is {field("state")}"),
        "fault" => Said(() => server.Faults.Add(new() { Kind = Enum.Parse<FaultKind>($"{field("kind")}"), Operation = $"{field("operation")}", Times = 1 }), $"the next {field("operation")} meets {field("kind")}"),
        "release" => Said(server.ReleaseStuck, "released"),
        "reset" => Said(server.Reset, "this is the seed again"),
        _ => null,
    };

    private string Detach(string[] setAndPolicy) => setAndPolicy switch
    {
        [var set, ['/', ..] policy] => Reprovisioned(set, Call("DetachCustomerManagedPolicyReferenceFromPermissionSet", Reference(set, CustomerManagedPolicy.Parse(policy)))),
        [var set, var policy] => Reprovisioned(set, Call("DetachManagedPolicyFromPermissionSet", Policy(set, policy))),
        _ => "no policy was chosen",
    };

    private string Reprovisioned(string set, string said)
    {
        Call("ProvisionPermissionSet", new() { ["InstanceArn"] = Instance(), ["PermissionSetArn"] = set, ["TargetType"] = "ALL_PROVISIONED_ACCOUNTS" });
        return said;
    }

    private static string Said(Action action, string said)
    {
        try { action(); }
        catch (ArgumentException e) { return e.Message; }
        return said;
    }

    // Limits do not apply: a person is slower than any of them, and a button that does nothing helps nobody.
    private string Call(string operation, JsonObject body)
    {
        var handler = OperationTable.All.First(h => h.Model.Name == operation);
        var request = new AwsRequest(handler.Model.Target, Encoding.UTF8.GetBytes(body.ToJsonString()), "/", header => header == "user-agent" ? Name : null);
        var caller = center.ConsoleCaller(Name);
        try
        {
            center.Execute(handler, request.Body, caller, laterFault: null, isThrottled: false);
            log.Add(request, handler, caller, "OK");
            return $"{operation}: accepted";
        }
        catch (AwsException e)
        {
            log.Add(request, handler, caller, e.Code, e.Message);
            return $"{operation}: {e.Code}: {e.Message}";
        }
    }

    private JsonObject Assignment(Func<string, StringValues> field) => new()
    {
        ["InstanceArn"] = Instance(),
        ["PermissionSetArn"] = $"{field("set")}",
        ["TargetId"] = $"{field("account")}",
        ["TargetType"] = "AWS_ACCOUNT",
        ["PrincipalType"] = PrincipalIn(field)[0],
        ["PrincipalId"] = PrincipalIn(field)[1],
    };

    private JsonObject Policy(string set, string policy) => new() { ["InstanceArn"] = Instance(), ["PermissionSetArn"] = set, ["ManagedPolicyArn"] = policy };

    private JsonObject Reference(string set, CustomerManagedPolicy policy) => new()
    {
        ["InstanceArn"] = Instance(),
        ["PermissionSetArn"] = set,
        ["CustomerManagedPolicyReference"] = ManagedPolicies.Show(policy),
    };

    private static string[] PrincipalIn(Func<string, StringValues> field) => $"{field("principal")}".Split(' ') is [var type, var id] ? [type, id] : ["", ""];

    private string Instance() => center.Look(world => world.OrganizationInstance()?.Arn ?? "");

    private string Store() => center.Look(world => world.OrganizationInstance()?.IdentityStoreId ?? "");
}
