using IdentityCenterOperator.Policies.Grammar;
using IdentityCenterOperator.Policies.Reading;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Policies.Advice;

/// <summary>Services that are not known: a Deny of theirs protects nothing, an Allow grants nothing.</summary>
internal static class ServiceAdvice
{
    public static void On(PolicyStatement statement, PolicyWarnings warnings)
    {
        var actions = statement.Actions!;
        var unknown = actions.Values.Where(action => Service(action.Text) is { } service && !ServicePrefixes.IsKnown(service)).ToList();
        if (statement.Effect == "Deny" && !actions.AreExcluded && unknown.Count == actions.Values.Count)
            warnings.Add(PolicyWarningKind.DeniesNothing, statement.Place, $"denies nothing, for no service has these actions: {Named(unknown[0].Text)}");
        else
            foreach (var action in unknown.TakeWhile(_ => !warnings.AreFull))
                warnings.Add(PolicyWarningKind.UnknownService, action.Place, $"is of a service that this version does not know: {Named(action.Text)}");
        foreach (var resource in statement.Resources!.Values.TakeWhile(_ => !warnings.AreFull))
            OfArn(resource, warnings);
    }

    private static string? Service(string action) => action.Split(':', 2) is [var service, _] && service != "*" ? service : null;

    private static string Named(string action) => Service(action)! is var service && ServicePrefixes.Meant(service) is { } meant
        ? $"{Quoted.Text(action)}; did you mean {Quoted.Text($"{meant}{action[service.Length..]}")}?"
        : $"{Quoted.Text(action)}; if it is a new one, all is well";

    // Actions are compared without regard to case, ARNs are not.
    private static void OfArn(PolicyValue resource, PolicyWarnings warnings)
    {
        if (resource.Text == "*" || Arn.Of(resource.Text) is not { Service: { Length: > 0 } service } arn)
            return;
        if (service.Any(char.IsAsciiLetterUpper))
            warnings.Add(PolicyWarningKind.UnknownService, resource.Place, $"is {Quoted.Text(resource.Text)}, an ARN with capital letters in its service, which no ARN has; did you mean {Quoted.Text(service.ToLowerInvariant())}?");
        else if (!IsAccount(arn.Account))
            warnings.Add(PolicyWarningKind.NeverMatches, resource.Place, $"is {Quoted.Text(resource.Text)}, an ARN with the account {Quoted.Text(arn.Account)}, which no account is called: write the account's 12 digits, or *");
        else if (arn.Parts.Count == Arn.Count && arn.Resource.Length == 0)
            warnings.Add(PolicyWarningKind.NeverMatches, resource.Place, $"is {Quoted.Text(resource.Text)}, an ARN that names no resource after its fifth colon: write which, or *");
    }

    private static bool IsAccount(string account) =>
        account.Length == 0 || Arn.HasWildcard(account) || account.StartsWith("aws", StringComparison.Ordinal) || (account.Length == 12 && account.All(char.IsAsciiDigit));
}
