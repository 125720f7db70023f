using System.Buffers;
using System.Text;
using IdentityCenterOperator.Policies.Advice;
using IdentityCenterOperator.Policies.Reading;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Policies.Grammar;

/// <summary>
/// Action and NotAction: <c>*</c>, or the prefix of a service, one colon, and the name of an action ("Grammar of the IAM JSON policy language", action_string; "IAM JSON
/// policy elements: Action"). IAM's own answers: "Actions/Conditions must be prefaced by a vendor", "Actions/Condition can contain only one colon", "Vendor … is not valid".
/// </summary>
internal static class ActionGrammar
{
    // What people write for the colon.
    private static readonly SearchValues<char> _separators = SearchValues.Create("./;,|=");

    private const string Form = "write service:Action, for example s3:GetObject, or *";

    public static void Check(PolicyValue action, PolicyFaults faults)
    {
        if (Fault(action.Text) is var (rule, remedy))
            faults.Add(PolicyFaultKind.Action, action.Place, action.Text, rule, remedy, Meant(action.Text));
    }

    private static (string Rule, string Remedy)? Fault(string action)
    {
        if (action == "*")
            return null;
        if (action.StartsWith("arn:", StringComparison.OrdinalIgnoreCase))
            return ("is an ARN, which belongs into Resource", Form);
        if (LookAlikes.FirstNot(action, MayOccur) is var (character, position))
            return ($"character {position} is none of an action, {LookAlikes.Describe(character)}", Form);
        return action.Split(':') switch
        {
            [_] => ("has no service and colon before the action", Form),
            [var service, var name] => Fault(service, name),
            var parts => ($"has {parts.Length - 1} colons, and an action has one", Form),
        };
    }

    private static (string Rule, string Remedy)? Fault(string service, string name) => (service, name) switch
    {
        ("", _) => ("has no service before the colon", Form),
        (_, "") => ("has no action after the colon", Form),
        ("*", _) => null,
        _ when service.AsSpan().IndexOfAny('*', '?') >= 0 => ($"has a wildcard in the service {Quoted.Text(service)}, where IAM takes none", "name one service in each action"),
        _ when service.Contains('_', StringComparison.Ordinal) => ($"has \"_\" in the service {Quoted.Text(service)}, which no service has", Form),
        _ => null,
    };

    private static bool MayOccur(Rune rune) => Rune.IsLetterOrDigit(rune) && rune.IsAscii || rune.Value is ':' or '*' or '?' or '-' or '.' or '_';

    // What remains when look-alikes, white space, a colon too many and a service named twice are taken away.
    private static string? Meant(string action)
    {
        if (action.StartsWith("arn:", StringComparison.OrdinalIgnoreCase) || action.Length > 200)
            return null;
        var plain = string.Concat(LookAlikes.Plain(action).Where(character => !char.IsWhiteSpace(character)));
        var parts = plain.Split(':', StringSplitOptions.RemoveEmptyEntries);
        var meant = parts switch
        {
            [] => null,
            [var one] when one.All(character => character is '*' or '?') => "*",
            [var one] => WithColon(one),
            [var service, var again, .. var rest] when service == again && rest.Length > 0 => $"{service}:{string.Concat(rest)}",
            [var service, .. var rest] => $"{service}:{string.Concat(rest)}",
        };
        return meant is not null && meant != action && Fault(meant) is null ? meant : null;
    }

    private static string? WithColon(string action) =>
        action.AsSpan().IndexOfAny(_separators) is > 0 and var at && ServicePrefixes.IsKnown(action[..at]) ? $"{action[..at]}:{action[(at + 1)..]}" : null;
}
