using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using IdentityCenterOperator.Policies;

namespace Planning.Tests.Policies;

/// <summary>What holds for every policy.</summary>
public sealed class PolicyProperties
{
    private static readonly Gen<JsonNode?> Actions = Values("s3:GetObject", "s3:*", "iam:PassRole", "*", "ec2:Describe*");
    private static readonly Gen<JsonNode?> Resources = Values("*", "arn:aws:s3:::a", "arn:aws:s3:::b/*", "arn:aws:iam::*:role/日本");

    private static readonly Gen<JsonNode?> Condition =
        from operators in Gen.NonEmptyListOf(Gen.Elements("StringEquals", "StringLike", "Bool"))
        from key in Gen.Elements("aws:username", "aws:SecureTransport")
        from values in Values("a", "b", "true")
        select (JsonNode?)new JsonObject(operators.Distinct().Select(name => KeyValuePair.Create(name, (JsonNode?)new JsonObject { [key] = values?.DeepClone() })));

    private static readonly Gen<JsonNode?> Statement =
        from effect in Gen.Elements("Allow", "Deny")
        from action in Gen.Elements("Action", "NotAction")
        from actions in Actions
        from resource in Gen.Elements("Resource", "NotResource")
        from resources in Resources
        from condition in Gen.OneOf(Gen.Constant((JsonNode?)null), Condition)
        select (JsonNode?)With(new JsonObject { ["Effect"] = effect, [action] = actions, [resource] = resources }, "Condition", condition);

    private static readonly Arbitrary<JsonNode> Policies = (
        from count in Gen.Choose(1, 8)
        from statements in Gen.ListOf(Statement, count)
        from version in Gen.Elements("2012-10-17", "2008-10-17")
        select (JsonNode)new JsonObject { ["Version"] = version, ["Statement"] = new JsonArray([.. statements.Select(s => s?.DeepClone())]) }).ToArbitrary();

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Fact]
    public void Reordered_and_reformatted_it_is_the_same() => ForAll((policy, random) =>
        Parse(policy.ToJsonString()).Equals(Parse(Shuffled(policy, random)!.ToJsonString(Indented))));

    [Fact]
    public void Read_again_what_is_sent_and_what_is_canonical_it_is_the_same() => ForAll((policy, _) =>
    {
        var once = Parse(policy.ToJsonString());
        return Parse(once.Text) is var sent && sent.Equals(once) && sent.Text == once.Text
            && Parse(once.Canonical) is var canonical && canonical.Equals(once) && canonical.Text == once.Canonical;
    });

    [Fact]
    public void With_any_one_value_changed_it_is_another() => ForAll((policy, random) =>
    {
        var changed = policy.DeepClone();
        var leaves = Leaves(changed).ToList();
        var leaf = leaves[random.Next(leaves.Count)];
        leaf.ReplaceWith(leaf.GetValue<string>() switch
        {
            "Allow" => "Deny",
            "Deny" => "Allow",
            "2012-10-17" => "2008-10-17",
            "2008-10-17" => "2012-10-17",
            "*" => "arn:aws:changed",
            var text => text + "Changed",
        });
        return !Parse(policy.ToJsonString()).Equals(Parse(changed.ToJsonString()));
    });

    [Fact]
    public void Any_text_is_read_or_refused_and_never_throws() => Prop.ForAll(
        ArbMap.Default.ArbFor<string>(), text => PolicyDocument.Parse(text ?? "") is not null).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    private static void ForAll(Func<JsonNode, Random, bool> property) => Prop.ForAll(
        Policies, ArbMap.Default.ArbFor<int>(), (policy, seed) => property(policy, new Random(seed))).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static Gen<JsonNode?> Values(params string[] values) => Gen.OneOf(
        Gen.Elements(values).Select(value => (JsonNode?)JsonValue.Create(value)),
        Gen.NonEmptyListOf(Gen.Elements(values)).Select(some => (JsonNode?)new JsonArray([.. some.Distinct().Select(value => (JsonNode?)value)])));

    private static JsonObject With(JsonObject statement, string name, JsonNode? value)
    {
        // A generated node may come up in several policies, but a node has one parent.
        var copy = new JsonObject(statement.Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
        if (value is not null)
            copy[name] = value.DeepClone();
        return copy;
    }

    private static JsonNode? Shuffled(JsonNode? node, Random random) => node switch
    {
        JsonObject members => new JsonObject(Mixed(members, random).Select(member => KeyValuePair.Create(member.Key, Shuffled(member.Value, random)))),
        JsonArray { Count: 1 } items when random.Next(2) == 0 => Shuffled(items[0], random),
        JsonArray items => new JsonArray([.. Mixed(items, random).Select(item => Shuffled(item, random))]),
        _ => node?.DeepClone(),
    };

    private static T[] Mixed<T>(IEnumerable<T> items, Random random)
    {
        T[] mixed = [.. items];
        random.Shuffle(mixed);
        return mixed;
    }

    private static IEnumerable<JsonValue> Leaves(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Leaves(member.Value)),
        JsonArray items => items.SelectMany(Leaves),
        JsonValue value => [value],
        _ => [],
    };

    private static PolicyDocument Parse(string text) => PolicyDocument.Parse(text) is PolicyResult.Valid valid
        ? valid.Policy : throw new ArgumentException(((PolicyResult.Invalid)PolicyDocument.Parse(text)).Problem, nameof(text));
}
