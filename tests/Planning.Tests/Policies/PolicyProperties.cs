using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using IdentityCenterOperator.Policies;

namespace Planning.Tests.Policies;

/// <summary>What holds for every policy.</summary>
public sealed class PolicyProperties
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    [Fact]
    public void By_the_grammar_it_is_taken() => ForAll((policy, _) => PolicyDocument.Parse(policy.ToJsonString(), "aws") is PolicyResult.Valid);

    [Fact]
    public void Reordered_and_reformatted_it_is_the_same() => ForAll((policy, random) =>
        Read.Policy(policy.ToJsonString()).Equals(Read.Policy(Shuffled(policy, random)!.ToJsonString(_indented))));

    [Fact]
    public void Read_again_what_is_sent_and_what_is_canonical_it_is_the_same() => ForAll((policy, _) =>
    {
        var once = Read.Policy(policy.ToJsonString());
        return Read.Policy(once.Text) is var sent && sent.Equals(once) && sent.Text == once.Text
            && Read.Policy(once.Canonical) is var canonical && canonical.Equals(once) && canonical.Text == once.Canonical
            && once.Equals(PolicyDocument.Observed(once.Text)) && PolicyDocument.Observed(policy.ToJsonString(_indented))!.Text == once.Text;
    });

    [Fact]
    public void With_any_one_value_changed_it_is_another() => ForAll((policy, random) =>
    {
        var changed = policy.DeepClone();
        var leaves = Leaves(changed).ToList();
        var leaf = leaves[random.Next(leaves.Count)];
        leaf.ReplaceWith(leaf.GetValueKind() is JsonValueKind.String && (string)leaf! is var text ? text switch
        {
            "Allow" => "Deny",
            "Deny" => "Allow",
            "2012-10-17" => "2008-10-17",
            "2008-10-17" => "2012-10-17",
            _ => $"{text}Changed",
        }
        : $"{leaf.ToJsonString()}Changed");
        return !Read.Policy(policy.ToJsonString()).Equals(PolicyDocument.Observed(changed.ToJsonString()));
    });

    [Fact]
    public void Any_text_is_read_or_refused_and_never_throws() => Prop.ForAll(
        ArbMap.Default.ArbFor<string>(), text => PolicyDocument.Parse(text ?? "", "aws") is not null && (PolicyDocument.Observed(text) is null == string.IsNullOrWhiteSpace(text))).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void Any_values_in_place_of_its_own_are_read_or_refused_and_never_throw() => Prop.ForAll(
        AnyPolicy.Arbitrary, ArbMap.Default.ArbFor<string>(), ArbMap.Default.ArbFor<int>(), (policy, text, seed) =>
        {
            var leaves = Leaves(policy = policy.DeepClone()).ToList();
            leaves[new Random(seed).Next(leaves.Count)].ReplaceWith(text);
            var written = policy.ToJsonString();
            return PolicyDocument.Parse(written, "aws") is PolicyResult.Valid or PolicyResult.Invalid { Faults.Count: > 0 } && PolicyDocument.Observed(written) is not null;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    private static void ForAll(Func<JsonNode, Random, bool> property) => Prop.ForAll(
        AnyPolicy.Arbitrary, ArbMap.Default.ArbFor<int>(), (policy, seed) => property(policy, new Random(seed))).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

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
}
