using IdentityCenterOperator.Policies.Grammar;
using IdentityCenterOperator.Policies.Reading;

namespace IdentityCenterOperator.Policies.Advice;

/// <summary>Statements that allow more than most people mean ("IAM JSON policy elements: NotAction", NotResource; "Granting a user permissions to pass a role to an AWS service").</summary>
internal static class GrantAdvice
{
    private const string PassRole = "iam:PassRole";
    private const string PassedToService = "iam:PassedToService";

    public static void On(PolicyStatement statement, PolicyWarnings warnings)
    {
        if (!statement.Allows || statement is not { Actions: { } actions, Resources: { } resources })
            return;
        if (actions.AreExcluded)
            warnings.Add(PolicyWarningKind.AllowsAllButListed, actions.Place, "allows every action that it does not list, also those that AWS adds: list under Action what is meant, or check that this is");
        if (resources.AreExcluded)
            warnings.Add(PolicyWarningKind.AllowsAllButListed, resources.Place, "allows access to every resource that it does not list, also to those that come: list under Resource what is meant, or check that this is");
        if (actions.AreExcluded || resources.AreExcluded)
            return;
        if (actions.Values.Any(action => action.Text is "*" or "*:*") && resources.Values.Any(resource => resource.Text == "*") && !HasCondition(statement))
            warnings.Add(PolicyWarningKind.AllowsEverything, statement.Place, "allows every action on every resource, without a condition: who is assigned this permission set administers the account");
        else if (actions.Values.FirstOrDefault(action => Wildcards.Match(action.Text, PassRole)) is { } passes && resources.Values.Any(IsEveryRole) && !Asks(statement, PassedToService))
            warnings.Add(PolicyWarningKind.PassesAnyRole, passes.Place, $"allows {PassRole} on every role: whoever may start a service may give it an administrator's role; name the roles under Resource, or the services by the condition key {PassedToService}");
    }

    private static bool IsEveryRole(PolicyValue resource) =>
        resource.Text == "*" || Arn.Of(resource.Text) is { Service: "iam", Resource: "*" or "role/*" };

    private static bool HasCondition(PolicyStatement statement) => statement.Conditions?.Any(condition => condition.Keys.Count > 0) == true;

    private static bool Asks(PolicyStatement statement, string key) =>
        statement.Conditions?.Any(condition => condition.Keys.Any(each => each.Key.Equals(key, StringComparison.OrdinalIgnoreCase))) == true;
}
