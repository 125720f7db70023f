namespace IdentityCenterOperator.Policies;

/// <summary>Which rule of IAM's grammar a policy breaks.</summary>
public enum PolicyFaultKind
{
    /// <summary>The text is no JSON, or has a character that JSON knows and nothing else does.</summary>
    Json,

    /// <summary>A value of another JSON type than the element takes, or null.</summary>
    Type,

    /// <summary>An element that IAM does not know there, or Principal, which identity-based policies do not have.</summary>
    Element,

    /// <summary>A key twice in one object.</summary>
    Duplicate,

    /// <summary>An element is missing, or its list is empty.</summary>
    Missing,

    /// <summary>Two elements that exclude one another.</summary>
    Conflict,

    /// <summary>A Version that is none of the policy language.</summary>
    Version,

    /// <summary>An Effect other than Allow and Deny.</summary>
    Effect,

    /// <summary>A Sid with other characters than letters and digits, or of another statement.</summary>
    Sid,

    /// <summary>An Action or NotAction that is none.</summary>
    Action,

    /// <summary>A Resource or NotResource that is no ARN.</summary>
    Resource,

    /// <summary>A Resource or NotResource of another partition.</summary>
    Partition,

    /// <summary>A policy variable that is none, or stands where there may be none.</summary>
    Variable,

    /// <summary>A condition operator that IAM does not have.</summary>
    Operator,

    /// <summary>A condition key without the shape of one.</summary>
    ConditionKey,

    /// <summary>A value that the condition operator cannot compare with.</summary>
    ConditionValue,

    /// <summary>More than AWS takes.</summary>
    Size,
}
