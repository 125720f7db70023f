using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Planning.Tests.Policies;

/// <summary>Policies by IAM's grammar: every element, every operator, every form of a value.</summary>
internal static class AnyPolicy
{
    private static readonly string[] _qualifiers = ["", "ForAllValues:", "ForAnyValue:"];

    private static readonly (string[] Operators, JsonNode[] Values)[] _conditions =
    [
        (["StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike", "StringNotLike"], ["", "a", "home/${aws:username}/*", "日本", "${*}", 4711, true, "x y"]),
        (["ArnEquals", "ArnNotEquals", "ArnLike", "ArnNotLike"], ["arn:aws:iam::*:role/x", "arn:*:s3:::a*", "*", "arn:aws:iam::123456789012:role/${aws:PrincipalTag/r, 'none'}"]),
        (["NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals"], [3600, "3600", 1.5, "-2", 0, "1e3"]),
        (["DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals"], ["2027-01-31T12:00:00Z", "2027-01-31", 1577836800, "2027-01-31T12:00:00+02:00"]),
        (["Bool"], [true, false, "true", "False"]),
        (["IpAddress", "NotIpAddress"], ["203.0.113.0/24", "203.0.113.7", "2001:db8::/32", "::1"]),
        (["BinaryEquals"], ["QQ==", "QmluYXJ5", ""]),
        (["Null"], [true, "false"]),
    ];

    private static readonly Gen<string> _action = Gen.OneOf(
        Gen.Constant("*"),
        from service in Gen.Elements("s3", "EC2", "iam", "aws-portal", "cognito-idp", "*")
        from name in Gen.Elements("*", "Get*", "Describe?nstances", "*Tag*", "GetObject", "listbuckets")
        select $"{service}:{name}");

    private static readonly Gen<string> _resource = Gen.OneOf(
        Gen.Constant("*"),
        Gen.Elements("arn:aws:iam::*:role/x", "arn:aws:iam::123456789012:*", "arn:aws:logs:*", "arn:aws:iam::*:user/${aws:username}"),
        from partition in Gen.Elements("aws", "*", "aws*")
        from service in Gen.Elements("s3", "sqs", "ec2")
        from region in Gen.Elements("", "*", "eu-west-1", "eu-*")
        from account in Gen.Elements("", "*", "123456789012")
        from resource in Gen.Elements("*", "a/b*", "a:b:c?", "café/日", "b-${aws:PrincipalTag/team, 'no ne'}/${$}", "x y")
        select $"arn:{partition}:{service}:{region}:{account}:{resource}");

    private static readonly Gen<string> _key = Gen.Elements(
        "aws:username", "aws:PrincipalTag/cost center", "s3:prefix", "kms:EncryptionContext:aws:s3:arn", "accounts.google.com:aud", "oidc.eks.eu-west-1.amazonaws.com/id/AB12:sub");

    private static readonly Gen<(string Operator, JsonNode Keys)> _condition =
        from kind in Gen.Elements(_conditions)
        from name in Gen.Elements(kind.Operators)
        from qualifier in Gen.Elements(_qualifiers)
        from suffix in name == "Null" ? Gen.Constant("") : Gen.Elements("", "IfExists")
        from keys in Gen.ListOf(_key)
        from values in Gen.ListOf(OneOrMany(Gen.Elements(kind.Values).Select(value => value.DeepClone()), canBeEmpty: true), keys.Count)
        select ($"{qualifier}{name}{suffix}", (JsonNode)new JsonObject(keys.Zip(values).DistinctBy(each => each.First).Select(each => KeyValuePair.Create(each.First, (JsonNode?)each.Second.DeepClone()))));

    private static readonly Gen<JsonNode?> _conditionBlock = Gen.OneOf(
        Gen.Constant((JsonNode?)null),
        Gen.ListOf(_condition).Select(all => (JsonNode?)new JsonObject(all.DistinctBy(each => each.Operator).Select(each => KeyValuePair.Create(each.Operator, (JsonNode?)each.Keys.DeepClone())))));

    private static readonly Gen<JsonObject> _statement =
        from effect in Gen.Elements("Allow", "Deny")
        from action in Gen.Elements("Action", "NotAction")
        from actions in OneOrMany(_action.Select(value => (JsonNode)value), canBeEmpty: false)
        from resource in Gen.Elements("Resource", "NotResource")
        from resources in OneOrMany(_resource.Select(value => (JsonNode)value), canBeEmpty: false)
        from condition in _conditionBlock
        from sid in Gen.Elements(null, "", "Sid")
        select Present(("Sid", sid), ("Effect", effect), (action, actions), (resource, resources), ("Condition", condition));

    /// <summary>Any policy that IAM takes.</summary>
    public static Arbitrary<JsonNode> Arbitrary { get; } = (
        from statements in Gen.NonEmptyListOf(_statement)
        from version in Gen.Elements(null, "2012-10-17", "2008-10-17")
        from id in Gen.Elements(null, "", "an id")
        from isAlone in Gen.Elements(true, false)
        select (JsonNode)Present(("Version", version), ("Id", id), ("Statement", isAlone ? statements[0] : new JsonArray([.. statements.Take(8).Select(Numbered)])))).ToArbitrary();

    // A Sid occurs once in a policy.
    private static JsonNode? Numbered(JsonObject statement, int index)
    {
        var copy = statement.DeepClone();
        if ((string?)copy["Sid"] is { Length: > 0 })
            copy["Sid"] = $"Sid{index}";
        return copy;
    }

    private static Gen<JsonNode> OneOrMany(Gen<JsonNode> value, bool canBeEmpty) => Gen.OneOf(
        value.Select(one => one.DeepClone()),
        (canBeEmpty ? Gen.ListOf(value) : Gen.NonEmptyListOf(value)).Select(many => (JsonNode)new JsonArray([.. many.Select(one => (JsonNode?)one.DeepClone())])));

    // A generated node may come up in several policies, but a node has one parent.
    private static JsonObject Present(params (string Name, JsonNode? Value)[] members) =>
        new(members.Where(member => member.Value is not null).Select(member => KeyValuePair.Create(member.Name, member.Value?.DeepClone())));
}
