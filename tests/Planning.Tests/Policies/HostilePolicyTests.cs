using IdentityCenterOperator.Policies;

namespace Planning.Tests.Policies;

/// <summary>Policies that are there to cost: what reading one takes grows with its length, and no faster.</summary>
public sealed class HostilePolicyTests
{
    private const int Length = 75_000;

    private static readonly Dictionary<string, Func<int, string>> _policies = new()
    {
        ["statements"] = length => Policy("[" + Many("{\"Effect\":\"x\",\"Action\":\"y\",\"Resource\":\"z\"}", length) + "]"),
        ["actions"] = length => Action("[" + Many("\"s3::Get*\"", length) + "]"),
        ["services that are like many"] = length => Action("[" + Many("\"ec3:x\"", length) + "]"),
        ["resources"] = length => Resource("[" + Many("\"arn:aws-*-*-*:s3:::${aws:username\"", length) + "]"),
        ["wildcards"] = length => Resource("\"arn:" + new string('*', length / 2) + "a" + new string('*', length / 2) + ":s3:::b\""),
        ["variables"] = length => Resource("\"arn:aws:s3:::" + string.Concat(Enumerable.Repeat("${aws:a}", length / 8)) + "${\""),
        ["colons"] = length => Action("\"" + new string(':', length) + "\""),
        ["operators"] = length => Condition(Numbered(i => $"\"StirngLike{i}\":{{}}", length)),
        ["keys"] = length => Condition("\"StringLike\":{" + Numbered(i => $"\"aws:PrincipalTag/{i}\":\"a*\"", length) + "}"),
        ["values"] = length => Condition("\"IpAddress\":{\"aws:SourceIp\":[" + Many("\"10.0.0.0/33\"", length) + "]}"),
        ["unknown elements"] = length => Policy("{" + Numbered(i => $"\"Efect{i}\":1", length) + "}"),
        ["look-alikes"] = length => Action("\"" + new string('\u2011', length / 3) + "\""),
        ["unseen characters"] = length => Resource("\"arn:aws:s3:::" + new string('\u200b', length / 3) + "\""),
        ["digits"] = length => Condition("\"NumericEquals\":{\"s3:x\":" + new string('9', length) + "}"),
    };

    public static TheoryData<string> Policies => [.. _policies.Keys];

    // Memory is counted, since it does not depend on what else the machine does; it bounds how much is worked through. What grows by doubling may be one
    // doubling ahead; were it to grow with the square, four times the policy would take sixteen times as much.
    [Theory]
    [MemberData(nameof(Policies))]
    public void Four_times_the_policy_takes_about_four_times_as_much(string policy)
    {
        var (once, four) = (_policies[policy](Length), _policies[policy](4 * Length));
        Cost(four);
        Assert.InRange(Cost(four), 0, (6 * Cost(once)) + 200_000);
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Its_faults_are_few_and_their_sentences_short(string policy)
    {
        if (PolicyDocument.Parse(_policies[policy](Length), "aws") is not PolicyResult.Invalid { Faults: var faults })
            return;
        Assert.InRange(faults.Count, 1, 20);
        Assert.All(faults, fault => Assert.InRange(fault.SentenceOn("spec.inlinePolicy").Length, 1, 800));
    }

    // A pattern in which a careless match tries every way.
    [Fact]
    public void A_pattern_of_many_wildcards_is_matched_at_once()
    {
        Assert.IsType<PolicyResult.Valid>(PolicyDocument.Parse(Action("\"iam:" + string.Concat(Enumerable.Repeat("a*", 4_000)) + "b\""), "aws"));
    }

    private static long Cost(string policy)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = PolicyDocument.Parse(policy, "aws");
        _ = PolicyDocument.Observed(policy);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static string Policy(string statement) => "{\"Version\":\"2012-10-17\",\"Statement\":" + statement + "}";

    private static string Action(string value) => Policy("{\"Effect\":\"Allow\",\"Resource\":\"*\",\"Action\":" + value + "}");

    private static string Resource(string value) => Policy("{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":" + value + "}");

    private static string Condition(string operators) => Policy("{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\",\"Condition\":{" + operators + "}}");

    private static string Many(string item, int length) => string.Join(',', Enumerable.Repeat(item, length / item.Length));

    private static string Numbered(Func<int, string> item, int length) => string.Join(',', Enumerable.Range(0, length / item(0).Length).Select(item));
}
