using System.Text.Json.Nodes;

namespace Policies.Inputs;

/// <summary>A policy that was made by a rule of IAM's documentation, with what that rule says of it.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Source">The page of AWS's documentation that has it.</param>
/// <param name="Partition">Partition of the account.</param>
/// <param name="Text">The policy.</param>
/// <param name="IsGood">Whether IAM takes it.</param>
public sealed record GeneratedPolicy(string Rule, string Source, string Partition, string Text, bool IsGood);

/// <summary>
/// Each rule of IAM's grammar applied to all that it is about: every operator with every prefix and suffix, every character of ASCII in every name, ARNs of many services in every
/// partition. The verdicts are made of what the documentation says, of its tables and its lists, and of nothing that the code has.
/// </summary>
public static class GeneratedPolicies
{
    private const string Operators = "IAM JSON policy elements: Condition operators";
    private const string Grammar = "Grammar of the IAM JSON policy language";

    // The tables of "Condition operators", each with a value of its type and one of another.
    private static readonly (string[] Names, string Good, string Bad)[] _operators =
    [
        (["NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals"], "10", "ten"),
        (["DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals"], "2027-01-31T12:00:00Z", "soon"),
        (["Bool"], "true", "yes"),
        (["BinaryEquals"], "QmluYXJ5VmFsdWVJbkJhc2U2NA==", "?"),
        (["IpAddress", "NotIpAddress"], "203.0.113.0/24", "203.0.113.0/33"),
        (["Null"], "false", "null"),
    ];

    // Of these any text is a value.
    private static readonly string[] _texts =
        ["StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike", "StringNotLike", "ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"];

    private static readonly string[] _qualifiers = ["", "ForAllValues:", "ForAnyValue:"];

    private static readonly string[] _partitions = ["aws", "aws-cn", "aws-us-gov"];

    // ARN formats of the "Service Authorization Reference", but for the partition.
    private static readonly string[] _resources =
    [
        "s3:::example-bucket", "s3:::example-bucket/*", "ec2:eu-west-1:111122223333:instance/i-0123456789abcdef0", "ec2:*:111122223333:volume/*", "iam::111122223333:role/path/Name",
        "iam::111122223333:user/*", "iam::111122223333:policy/Name", "sqs:us-east-1:111122223333:queue", "sns:us-east-1:111122223333:topic", "lambda:us-east-1:111122223333:function:name:1",
        "dynamodb:us-east-1:111122223333:table/Books", "kms:us-east-1:111122223333:key/*", "kms:*:*:alias/*", "logs:us-east-1:111122223333:log-group:/aws/lambda/*:log-stream:*",
        "rds:us-east-1:111122223333:db:*", "secretsmanager:us-east-1:111122223333:secret:Prod-??????", "execute-api:us-east-1:111122223333:abc/*/GET/path", "sts::111122223333:assumed-role/Name/*",
        "cloudformation:us-east-1:111122223333:stack/Name/*", "ecr:us-east-1:111122223333:repository/team/*", "ssm:us-east-1:111122223333:parameter/team/*", "states:us-east-1:111122223333:stateMachine:*",
        "elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/name/*", "events:us-east-1:111122223333:rule/bus/name", "route53:::hostedzone/*", "cloudfront::111122223333:distribution/*",
    ];

    /// <summary>All of them, each policy once for a partition.</summary>
    public static IReadOnlyList<GeneratedPolicy> All { get; } =
        [.. new[] { OfOperators(), OfNoOperators(), OfValues(), OfKeys(), OfArns(), OfSids(), OfActions(), OfServices(), OfEffects(), OfVersions(), OfElements(), OfTypes() }
            .SelectMany(some => some).DistinctBy(policy => (policy.Partition, policy.Text))];

    private static IEnumerable<GeneratedPolicy> OfOperators() =>
        from each in _operators.SelectMany(some => some.Names.Select(name => (Name: name, some.Good))).Concat(_texts.Select(name => (Name: name, Good: "arn:aws:iam::111122223333:role/a")))
        from qualifier in _qualifiers
        from suffix in new[] { "", "IfExists" }
        select Policy("every operator takes IfExists, but for Null, and a qualifier of sets", Operators, Condition($"{qualifier}{each.Name}{suffix}", each.Good), !(each.Name == "Null" && suffix != ""));

    private static IEnumerable<GeneratedPolicy> OfNoOperators() =>
        from name in _operators.SelectMany(some => some.Names).Concat(_texts)
        from wrong in new[] { name.ToLowerInvariant(), name.ToUpperInvariant(), $"{name}IfExistsIfExists", $"{name}ifExists", $"Not{name}s", $"ForAllvalues:{name}", $"ForSomeValues:{name}", $"ForAllValues:ForAnyValue:{name}", $"{name} ", $" {name}", $"ForAnyValue: {name}" }
        select Policy("operators are written as in the tables", Operators, Condition(wrong, "1"), isGood: false);

    private static IEnumerable<GeneratedPolicy> OfValues() =>
        from some in _operators
        from name in some.Names
        from value in new[] { (Value: some.Good, IsGood: true), (Value: some.Bad, IsGood: false) }
        from isList in new[] { false, true }
        select Policy("a value is of the operator's type", Operators, Condition(name, isList ? new JsonArray(some.Good, value.Value) : value.Value), value.IsGood);

    private static IEnumerable<GeneratedPolicy> OfKeys()
    {
        const string rule = "names of condition keys are not case-sensitive: each occurs once in an operator";
        const string source = "IAM JSON policy elements: Condition";
        foreach (var key in new[] { "aws:SourceIp", "aws:PrincipalOrgID", "aws:RequestedRegion", "aws:PrincipalTag/team", "s3:prefix", "ec2:InstanceType", "kms:ViaService" })
        {
            foreach (var other in new[] { key.ToLowerInvariant(), key.ToUpperInvariant(), $"{char.ToUpperInvariant(key[0])}{key[1..]}" }.Where(other => other != key))
            {
                yield return Policy(rule, source, new() { ["Condition"] = new JsonObject { ["StringLike"] = new JsonObject { [key] = "a", [other] = "b" } } }, isGood: false);
                yield return Policy(rule, source, new() { ["Condition"] = new JsonObject { ["StringLike"] = new JsonObject { [key] = "a" }, ["StringNotLike"] = new JsonObject { [other] = "b" } } }, isGood: true);
                yield return Policy(rule, source, new() { ["Condition"] = new JsonObject { ["StringLike"] = new JsonObject { [other] = "b" } } }, isGood: true);
            }
        }
    }

    private static IEnumerable<GeneratedPolicy> OfArns() =>
        from own in _partitions
        from partition in _partitions.Append("*")
        from resource in _resources
        select Policy("an ARN is of the account's partition, or a wildcard that matches it", "IAM JSON policy elements: Resource", new() { ["Resource"] = $"arn:{partition}:{resource}" }, partition == own || partition == "*", own);

    private static IEnumerable<GeneratedPolicy> OfSids() =>
        from character in Ascii()
        select Policy("Sid has letters and digits", "IAM JSON policy elements: Sid", new() { ["Sid"] = $"A{character}1" }, char.IsAsciiLetterOrDigit(character));

    private static IEnumerable<GeneratedPolicy> OfActions() =>
        from element in new[] { "Action", "NotAction" }
        from character in Ascii().Where(character => character is not ('-' or '_' or '.'))
        select Policy("the name of an action has letters, digits and wildcards, and one colon before it", Grammar, new() { [element] = $"s3:Get{character}Object" }, char.IsAsciiLetterOrDigit(character) || character is '*' or '?');

    private static IEnumerable<GeneratedPolicy> OfServices() =>
        from character in Ascii().Where(character => character is not '.')
        select Policy("the prefix of a service has letters, digits and hyphens, and no wildcard", Grammar, new() { ["Action"] = $"cognito{character}idp:ListUsers" }, char.IsAsciiLetterOrDigit(character) || character == '-');

    private static IEnumerable<GeneratedPolicy> OfEffects() =>
        from effect in new[] { "Allow", "Deny", "allow", "deny", "ALLOW", "DENY", "Allow ", "Permit", "", "*" }
        select Policy("Effect is Allow or Deny, and case-sensitive", "IAM JSON policy elements: Effect", new() { ["Effect"] = effect }, effect is "Allow" or "Deny");

    private static IEnumerable<GeneratedPolicy> OfVersions() =>
        from version in new[] { "2012-10-17", "2008-10-17", "2012-10-18", "2012-10-7", "2012/10/17", "20121017", "2024-01-01", "1", "" }
        select new GeneratedPolicy("Version is one of two", "IAM JSON policy elements: Version", "aws", new JsonObject { ["Version"] = version, ["Statement"] = Statement(new()) }.ToJsonString(), version is "2012-10-17" or "2008-10-17");

    private static IEnumerable<GeneratedPolicy> OfElements() =>
        from element in new[] { "Sid", "Effect", "Action", "Resource", "Condition" }
        from name in new[] { element.ToLowerInvariant(), element.ToUpperInvariant(), $"{element}s", $"{element} ", $"Not{element}s" }
        select Policy("elements are those of the grammar", Grammar, new() { [name] = element == "Condition" ? new JsonObject() : "x" }, isGood: false);

    private static IEnumerable<GeneratedPolicy> OfTypes() =>
        from element in new[] { "Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition" }
        from value in new Func<JsonNode?>[] { () => 1, () => true, () => null, () => 1.5 }
        select Policy("an element has a value of its type", Grammar, new() { [element] = value() }, isGood: false);

    private static IEnumerable<char> Ascii() => Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code);

    private static JsonObject Condition(string name, JsonNode value) => new() { ["Condition"] = new JsonObject { [name] = new JsonObject { ["aws:example"] = value } } };

    private static GeneratedPolicy Policy(string rule, string source, JsonObject elements, bool isGood, string partition = "aws") =>
        new(rule, source, partition, new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = Statement(elements) }.ToJsonString(), isGood);

    // A good statement, with some of its elements replaced.
    private static JsonObject Statement(JsonObject elements)
    {
        JsonObject statement = new() { ["Effect"] = "Deny", ["Action"] = "s3:GetObject", ["Resource"] = "*" };
        foreach (var (name, value) in elements)
        {
            if (name.StartsWith("Not", StringComparison.Ordinal))
                statement.Remove(name[3..]);
            statement[name] = value?.DeepClone();
        }

        return statement;
    }
}
