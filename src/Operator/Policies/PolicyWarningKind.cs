namespace IdentityCenterOperator.Policies;

/// <summary>What is legal in a policy and seldom meant. The names are the reasons of Events: stable words.</summary>
public enum PolicyWarningKind
{
    /// <summary>Allow of every action on every resource, without a condition.</summary>
    AllowsEverything,

    /// <summary>Allow with NotAction or NotResource: of all that is not listed, and of what AWS adds.</summary>
    AllowsAllButListed,

    /// <summary>Allow of iam:PassRole on every role, to every service.</summary>
    PassesAnyRole,

    /// <summary>A Deny of actions that no service has.</summary>
    DeniesNothing,

    /// <summary>A service prefix, or the service of an ARN, that this version does not know.</summary>
    UnknownService,

    /// <summary>A condition key of AWS as a whole that this version does not know.</summary>
    UnknownConditionKey,

    /// <summary>An ARN that a condition compares with and that no ARN of this partition, or none at all, equals.</summary>
    NeverMatches,

    /// <summary>A policy variable that IAM does not replace.</summary>
    VariableNotReplaced,

    /// <summary>A condition operator or key that compares with nothing.</summary>
    EmptyCondition,

    /// <summary>A wildcard in a value that is compared literally.</summary>
    WildcardNotExpanded,

    /// <summary>A character that looks like another one, or like nothing.</summary>
    LookAlike,
}
