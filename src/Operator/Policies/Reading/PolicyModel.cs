namespace IdentityCenterOperator.Policies.Reading;

/// <summary>A policy as it was read: IAM's elements by name. What is missing, or of another type than the grammar has, is null.</summary>
/// <param name="Version">Version; null where it is absent.</param>
/// <param name="Id">Id; null where it is absent.</param>
/// <param name="Statements">The statements in their order.</param>
internal sealed record PolicyModel(string? Version, string? Id, IReadOnlyList<PolicyStatement> Statements)
{
    /// <summary>The Version that knows policy variables.</summary>
    public const string Current = "2012-10-17";

    /// <summary>The Version of a policy that names none; it takes policy variables literally.</summary>
    public const string Older = "2008-10-17";

    /// <summary>Whether <c>${…}</c> is a policy variable in it.</summary>
    public bool HasVariables => Version == Current;
}

/// <summary>A statement.</summary>
/// <param name="Place">Where it is.</param>
/// <param name="Sid">Sid.</param>
/// <param name="Effect">Effect.</param>
/// <param name="Actions">Action or NotAction.</param>
/// <param name="Resources">Resource or NotResource.</param>
/// <param name="Conditions">Condition; null where it is absent.</param>
internal sealed record PolicyStatement(
    PolicyPlace Place, string? Sid, string? Effect, PolicyValues? Actions, PolicyValues? Resources, IReadOnlyList<PolicyCondition>? Conditions)
{
    /// <summary>Whether it allows.</summary>
    public bool Allows => Effect == "Allow";
}

/// <summary>The values of Action, NotAction, Resource or NotResource.</summary>
/// <param name="Element">Name of the element.</param>
/// <param name="Place">Where it is.</param>
/// <param name="Values">The values, at least one.</param>
internal sealed record PolicyValues(string Element, PolicyPlace Place, IReadOnlyList<PolicyValue> Values)
{
    /// <summary>Whether the values are those that are not meant.</summary>
    public bool AreExcluded => Element.StartsWith("Not", StringComparison.Ordinal);
}

/// <summary>A value.</summary>
/// <param name="Text">The text; of a number or boolean its canonical text.</param>
/// <param name="Place">Where it is.</param>
internal sealed record PolicyValue(string Text, PolicyPlace Place);

/// <summary>A condition operator with what it compares.</summary>
/// <param name="Operator">The operator as written.</param>
/// <param name="Place">Where it is.</param>
/// <param name="Keys">The condition keys.</param>
internal sealed record PolicyCondition(string Operator, PolicyPlace Place, IReadOnlyList<PolicyConditionKey> Keys);

/// <summary>A condition key with the values that it is compared with.</summary>
/// <param name="Key">The key as written.</param>
/// <param name="Place">Where it is.</param>
/// <param name="Values">The values; IAM takes an empty list.</param>
internal sealed record PolicyConditionKey(string Key, PolicyPlace Place, IReadOnlyList<PolicyValue> Values);
