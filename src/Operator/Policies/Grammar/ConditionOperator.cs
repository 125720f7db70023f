using System.Collections.Frozen;

namespace IdentityCenterOperator.Policies.Grammar;

/// <summary>What a condition operator compares.</summary>
internal enum OperandType
{
    Text,
    Arn,
    Number,
    Date,
    Boolean,
    Presence,
    Address,
    Binary,
}

/// <summary>
/// A condition operator of IAM ("IAM JSON policy elements: Condition operators"; "Creating a condition with multiple keys or values"): <c>ForAllValues:</c> or
/// <c>ForAnyValue:</c> before it, <c>IfExists</c> behind it, but not behind Null. The spelling is exact; IAM's answer to another: "Invalid Condition type : stringEquals".
/// </summary>
/// <param name="Name">The operator alone.</param>
/// <param name="Type">What it compares.</param>
/// <param name="Qualifier"><c>ForAllValues</c>, <c>ForAnyValue</c> or nothing.</param>
internal sealed record ConditionOperator(string Name, OperandType Type, string Qualifier)
{
    private const string IfExists = nameof(IfExists);

    private static readonly string[] _qualifiers = ["", "ForAllValues:", "ForAnyValue:"];

    private static readonly (OperandType Type, string[] Names)[] _names =
    [
        (OperandType.Text, ["StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike", "StringNotLike"]),
        (OperandType.Arn, ["ArnEquals", "ArnNotEquals", "ArnLike", "ArnNotLike"]),
        (OperandType.Number, ["NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals"]),
        (OperandType.Date, ["DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals"]),
        (OperandType.Boolean, ["Bool"]),
        (OperandType.Presence, ["Null"]),
        (OperandType.Address, ["IpAddress", "NotIpAddress"]),
        (OperandType.Binary, ["BinaryEquals"]),
    ];

    private static readonly FrozenDictionary<string, ConditionOperator> _all = _names
        .SelectMany(group => group.Names.Select(name => (group.Type, Name: name)))
        .SelectMany(each => _qualifiers.SelectMany(qualifier => Written(each.Name, each.Type, qualifier).Select(written => (Written: written, Operator: new ConditionOperator(each.Name, each.Type, qualifier.TrimEnd(':'))))))
        .ToFrozenDictionary(each => each.Written, each => each.Operator, StringComparer.Ordinal);

    /// <summary>All operators as they are written.</summary>
    public static IEnumerable<string> All => _all.Keys;

    /// <summary>Whether the values of the key may be patterns.</summary>
    public bool ExpandsWildcards => Name is "StringLike" or "StringNotLike" || Type is OperandType.Arn;

    /// <summary>Whether policy variables are replaced in its values.</summary>
    public bool TakesVariables => Type is OperandType.Text or OperandType.Arn or OperandType.Boolean;

    /// <summary>The operator that is written so; null for none.</summary>
    public static ConditionOperator? Find(string written) => _all.GetValueOrDefault(written);

    private static IEnumerable<string> Written(string name, OperandType type, string qualifier) =>
        type is OperandType.Presence ? [$"{qualifier}{name}"] : [$"{qualifier}{name}", $"{qualifier}{name}{IfExists}"];
}
