using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using IdentityCenterOperator.Policies;
using static IdentityCenterOperator.Policies.PolicyFaultKind;

namespace Planning.Tests.Policies;

/// <summary>Every policy that IAM takes, with one mistake: it is refused for that mistake alone, at its place.</summary>
public sealed class MutationProperties
{
    /// <summary>The mistakes by name: each makes one somewhere in a statement, and tells its kind and its place behind the statement's.</summary>
    private static readonly Dictionary<string, Func<JsonObject, Random, (PolicyFaultKind Kind, string Place)>> _mistakes = new()
    {
        ["a colon too many"] = (s, r) => Value(s, r, PolicyFaultKind.Action, "Action", "s3::GetObject", "s3:Get:Object"),
        ["no colon"] = (s, r) => Value(s, r, PolicyFaultKind.Action, "Action", "s3GetObject", "Get*", "**"),
        ["a space in an action"] = (s, r) => Value(s, r, PolicyFaultKind.Action, "Action", "s3:GetObject ", " s3:GetObject", "s3: GetObject"),
        ["a look-alike in an action"] = (s, r) => Value(s, r, PolicyFaultKind.Action, "Action", "docdb\u2011elastic:*", "\u04553:GetObject", "s3:Get\u200bObject"),
        ["a wildcard in the service of an action"] = (s, r) => Value(s, r, PolicyFaultKind.Action, "Action", "s*:GetObject", "?3:*"),
        ["an empty action"] = (s, r) => Value(s, r, PolicyFaultKind.Action, "Action", "", "s3:", ":Get*"),
        ["no ARN"] = (s, r) => Value(s, r, Resource, "Resource", "bucket", "", "s3:::b", "ARN:aws:s3:::b", "**"),
        ["a part of an ARN too few"] = (s, r) => Value(s, r, Resource, "Resource", "arn:aws:s3::b", "arn:aws:sqs:eu-west-1:q", "arn:aws:s3"),
        ["a wildcard for the service of an ARN"] = (s, r) => Value(s, r, Resource, "Resource", "arn:aws:*:*:*:*", "arn:aws:s?:::b"),
        ["another partition"] = (s, r) => Value(s, r, Partition, "Resource", "arn:aws-cn:s3:::b", "arn:aws-us-gov:iam::*:role/x", "arn::s3:::b"),
        ["a variable before the fifth colon"] = (s, r) => Value(s, r, Variable, "Resource", "arn:aws:sqs:${aws:RequestedRegion}:*:q", "arn:${aws:PrincipalTag/p}:s3:::b"),
        ["a type that IAM does not know"] = (s, r) => Value(s, r, Resource, "Resource", "arn:aws:iam::*:roles/x", "arn:aws:iam::*:*/x"),
        ["no Effect"] = (s, _) => Without(s, "Effect"),
        ["another Effect"] = (s, r) => With(s, Effect, ".Effect", "Effect", OneOf(r, "allow", "DENY", "", "Permit")),
        ["no Action"] = (s, _) => Without(s, "Action", "NotAction"),
        ["no Resource"] = (s, _) => Without(s, "Resource", "NotResource"),
        ["both of two actions"] = (s, _) => With(s, Conflict, "", s.ContainsKey("Action") ? "NotAction" : "Action", "s3:GetObject"),
        ["both of two resources"] = (s, _) => With(s, Conflict, "", s.ContainsKey("Resource") ? "NotResource" : "Resource", "*"),
        ["an empty list"] = (s, _) => With(s, Missing, $".{NameOf(s, "Action")}", NameOf(s, "Action"), new JsonArray()),
        ["an unknown element"] = (s, r) => With(s, Element, "", OneOf(r, "condition", "Comment", "Actions", "effect"), "x"),
        ["a principal"] = (s, r) => With(s, Element, "", OneOf(r, "Principal", "NotPrincipal"), "*"),
        ["another Sid"] = (s, r) => With(s, PolicyFaultKind.Sid, ".Sid", "Sid", OneOf(r, "a b", "a-b", "é")),
        ["null"] = (s, r) => OneOf(r, "Effect", "Action", "Resource", "Sid", "Condition") is var name ? With(s, PolicyFaultKind.Type, $".{NameOf(s, name)}", NameOf(s, name), null) : default,
        ["another type"] = (s, r) => OneOf(r, "Effect", "Action", "Resource", "Sid") is var name ? With(s, PolicyFaultKind.Type, $".{NameOf(s, name)}", NameOf(s, name), 1) : default,
        ["no operator"] = (s, r) => Compared(s, Operator, OneOf(r, "StirngLike", "stringEquals", "NullIfExists", "ForAnyValue::Bool", "x"), "aws:username", "a", isOfOperator: true),
        ["no condition key"] = (s, r) => Compared(s, ConditionKey, "StringLikeIfExists", OneOf(r, "username", "aws:", ":a", "aws:user name", "aws:PrincipalTag/"), "a"),
        ["a key in two spellings"] = (s, _) => Twice(s),
        ["no boolean"] = (s, r) => Compared(s, ConditionValue, "Bool", "aws:ViaAWSService", OneOf(r, "yes", "", "1")),
        ["no number"] = (s, r) => Compared(s, ConditionValue, "NumericEquals", "s3:max-keys", OneOf(r, "ten", "", "1 0", "0x1")),
        ["no date"] = (s, r) => Compared(s, ConditionValue, "DateEquals", "aws:CurrentTime", OneOf(r, "tomorrow", "2027-13-01", "2027-02-30", "1 May 2027")),
        ["no address"] = (s, r) => Compared(s, ConditionValue, "IpAddress", "aws:SourceIp", OneOf(r, "10.0.0.0/33", "10.0.0", "example.com", "::/129")),
        ["no bytes"] = (s, r) => Compared(s, ConditionValue, "BinaryEquals", "a4b:x", OneOf(r, "QQ", "?", "Q")),
        ["neither null nor not"] = (s, r) => Compared(s, ConditionValue, "Null", "aws:TokenIssueTime", OneOf(r, "null", "maybe")),
        ["an object for a value"] = (s, _) => Compared(s, PolicyFaultKind.Type, "StringEquals", "aws:userid", new JsonObject()),
        ["a list of lists for a value"] = (s, _) => Compared(s, PolicyFaultKind.Type, "StringEquals", "aws:userid", new JsonArray("a", new JsonArray("b")), "[1]"),
    };

    public static TheoryData<string> Mistakes => [.. _mistakes.Keys];

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void One_mistake_is_one_fault_at_its_place(string mistake) => ForAll((policy, random) =>
    {
        var (statement, place) = Any(policy, random);
        var (kind, at) = _mistakes[mistake](statement, random);
        return (kind, place + at);
    });

    [Fact]
    public void A_variable_that_is_not_closed_is_a_fault_where_there_are_variables() => ForAll((policy, random) =>
    {
        policy["Version"] = "2012-10-17";
        var (statement, place) = Any(policy, random);
        var (kind, at) = Value(statement, random, Variable, "Resource", "arn:aws:s3:::b/${aws:username", "arn:aws:s3:::b/${}", "arn:aws:s3:::b/${a b}");
        return (kind, place + at);
    });

    [Fact]
    public void Another_version_is_a_fault() => ForAll((policy, random) =>
    {
        policy["Version"] = OneOf(random, "2012-10-18", "2012", "");
        return (PolicyFaultKind.Version, "Version");
    });

    [Fact]
    public void A_key_twice_is_a_fault_wherever_it_is() => Prop.ForAll(AnyPolicy.Arbitrary, ArbMap.Default.ArbFor<int>(), (policy, seed) =>
    {
        var text = policy.ToJsonString();
        // Before each key that is one of IAM's own the same key is written once more.
        var keys = System.Text.RegularExpressions.Regex.Matches(text, "\"(Version|Id|Statement|Effect|Action|NotAction|Resource|NotResource|Condition)\":");
        var key = keys[new Random(seed).Next(keys.Count)];
        var result = PolicyDocument.Parse(text.Insert(key.Index, $"{key.Value}null,"), "aws");
        return result is PolicyResult.Invalid { Faults: var faults } && faults.Any(fault => fault.Kind == Duplicate);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static void ForAll(Func<JsonObject, Random, (PolicyFaultKind Kind, string Place)> mistake) => Prop.ForAll(AnyPolicy.Arbitrary, ArbMap.Default.ArbFor<int>(), (any, seed) =>
    {
        var policy = any.DeepClone().AsObject();
        var (kind, place) = mistake(policy, new Random(seed));
        var result = PolicyDocument.Parse(policy.ToJsonString(), "aws");
        return (result is PolicyResult.Invalid { Faults: [var fault] } && fault.Kind == kind && fault.Place == place)
            .Label($"{kind} at {place} expected, got {(result is PolicyResult.Invalid invalid ? string.Join("; ", invalid.Faults.Select(each => $"{each.Kind} at {each.Place}")) : "nothing")} of {policy.ToJsonString()}");
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    private static (JsonObject Statement, string Place) Any(JsonObject policy, Random random) => policy["Statement"] is JsonArray statements && random.Next(statements.Count) is var index
        ? (statements[index]!.AsObject(), $"Statement[{index}]")
        : (policy["Statement"]!.AsObject(), "Statement");

    private static string NameOf(JsonObject statement, string name) => statement.ContainsKey($"Not{name}") ? $"Not{name}" : name;

    private static T OneOf<T>(Random random, params T[] some) => some[random.Next(some.Length)];

    // One of the values of Action or Resource becomes another.
    private static (PolicyFaultKind Kind, string Place) Value(JsonObject statement, Random random, PolicyFaultKind kind, string element, params string[] values)
    {
        var (name, value) = (NameOf(statement, element), OneOf(random, values));
        if (statement[name] is not JsonArray list)
            return With(statement, kind, $".{name}", name, value);
        var index = random.Next(list.Count);
        list[index] = value;
        return (kind, $".{name}[{index}]");
    }

    private static (PolicyFaultKind Kind, string Place) With(JsonObject statement, PolicyFaultKind kind, string place, string name, JsonNode? value)
    {
        statement[name] = value;
        return (kind, place);
    }

    private static (PolicyFaultKind Kind, string Place) Without(JsonObject statement, params string[] names)
    {
        foreach (var name in names)
            statement.Remove(name);
        return (Missing, "");
    }

    private static (PolicyFaultKind Kind, string Place) Compared(JsonObject statement, PolicyFaultKind kind, string name, string key, JsonNode value, string item = "", bool isOfOperator = false)
    {
        Condition(statement)[name] = new JsonObject { [key] = value };
        return (kind, isOfOperator ? $".Condition[\"{name}\"]" : $".Condition[\"{name}\"][\"{key}\"]{item}");
    }

    private static (PolicyFaultKind Kind, string Place) Twice(JsonObject statement)
    {
        Condition(statement)["NotIpAddress"] = new JsonObject { ["aws:SourceIp"] = "192.0.2.0/24", ["AWS:sourceip"] = "198.51.100.0/24" };
        return (ConditionKey, ".Condition[\"NotIpAddress\"][\"AWS:sourceip\"]");
    }

    private static JsonObject Condition(JsonObject statement)
    {
        if (statement["Condition"] is not JsonObject)
            statement["Condition"] = new JsonObject();
        return statement["Condition"]!.AsObject();
    }
}
