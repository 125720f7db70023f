using System.Text.Json;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.PermissionSets;

namespace Operator.Tests.PermissionSets;

/// <summary>Bad input: each rule by one spec that breaks it, with the sentence that the user reads.</summary>
public sealed class ValidationTests
{
    private const string Allow = """{"Effect":"Allow","Action":"s3:*","Resource":"*"}""";

    [Theory]
    [InlineData("""{"name":"a b"}""", """spec.name is "a b": must have 1 to 32 characters that AWS takes there; use letters, digits and _+=,.@-.""")]
    [InlineData("""{"name":""}""", """spec.name is "": must have 1 to 32 characters that AWS takes there; use letters, digits and _+=,.@-.""")]
    [InlineData("""{"name":"é"}""", """spec.name is "é": must have 1 to 32 characters that AWS takes there; use letters, digits and _+=,.@-.""")]
    [InlineData("""{"name":"a\n"}""", """spec.name is "a\u000A": must have 1 to 32 characters that AWS takes there; use letters, digits and _+=,.@-.""")]
    [InlineData("""{"description":"日本"}""", """spec.description is "日本": must have 1 to 700 characters that AWS takes there; use the characters of Latin-1.""")]
    [InlineData("""{"description":""}""", """spec.description is "": must have 1 to 700 characters that AWS takes there; use the characters of Latin-1.""")]
    [InlineData("""{"sessionDuration":"PT30M"}""", """spec.sessionDuration is "PT30M": must be between PT1H and PT12H; write for example PT4H.""")]
    [InlineData("""{"sessionDuration":"PT12H1S"}""", """spec.sessionDuration is "PT12H1S": must be between PT1H and PT12H; write for example PT4H.""")]
    [InlineData("""{"sessionDuration":"4h"}""", """spec.sessionDuration is "4h": must be an ISO 8601 duration of hours, minutes and seconds; write for example PT4H.""")]
    [InlineData("""{"sessionDuration":"P1D"}""", """spec.sessionDuration is "P1D": must be an ISO 8601 duration of hours, minutes and seconds; write for example PT4H.""")]
    [InlineData("""{"sessionDuration":"PT4H\n"}""", """spec.sessionDuration is "PT4H\u000A": must be an ISO 8601 duration of hours, minutes and seconds; write for example PT4H.""")]
    [InlineData("""{"sessionDuration":"-PT4H"}""", """spec.sessionDuration is "-PT4H": must be an ISO 8601 duration of hours, minutes and seconds; write for example PT4H.""")]
    [InlineData("""{"relayState":"https://a/<b>"}""", """spec.relayState is "https://a/<b>": must have 1 to 240 characters that AWS takes there; use an address without < or > or quotation marks outside ASCII.""")]
    [InlineData("""{"managedPolicies":["Read Only"]}""", """spec.managedPolicies[0] is "Read Only": is no name of an AWS managed policy; write for example ReadOnlyAccess or job-function/Billing.""")]
    [InlineData("""{"managedPolicies":["arn:aws:iam::111122223333:policy/mine"]}""", """spec.managedPolicies[0] is "arn:aws:iam::111122223333:policy/mine": is no ARN of an AWS managed policy; write for example arn:aws:iam::aws:policy/ReadOnlyAccess, and name policies of your own under spec.customerManagedPolicies.""")]
    [InlineData("""{"managedPolicies":["arn:aws-cn:iam::aws:policy/ReadOnlyAccess"]}""", """spec.managedPolicies[0] is "arn:aws-cn:iam::aws:policy/ReadOnlyAccess": is of another partition than the instance; write arn:aws:… or just the name.""")]
    [InlineData("""{"managedPolicies":["A","arn:aws:iam::aws:policy/A"]}""", """spec.managedPolicies[1] is "arn:aws:iam::aws:policy/A": is named twice, perhaps once by name and once by ARN; remove one of them.""")]
    [InlineData("""{"managedPolicies":[null]}""", """spec.managedPolicies[0] is "": must be the name or the ARN of an AWS managed policy; write for example ReadOnlyAccess.""")]
    [InlineData("""{"customerManagedPolicies":[{"name":"teams/operators"}]}""", """spec.customerManagedPolicies[0].name is "teams/operators": must have 1 to 128 characters that AWS takes there; use letters, digits and _+=,.@-, and put the path in path.""")]
    [InlineData("""{"customerManagedPolicies":[{"name":"a","path":"teams"}]}""", """spec.customerManagedPolicies[0].path is "teams": must have 1 to 512 characters that AWS takes there; begin and end it with a slash, for example /teams/.""")]
    [InlineData("""{"customerManagedPolicies":[{"name":"a"},{"name":"a","path":"/"}]}""", """spec.customerManagedPolicies[1].name is "a": is named twice with the same path; remove one of them.""")]
    [InlineData("""{"customerManagedPolicies":[null]}""", "spec.customerManagedPolicies[0] is empty: give a name, or remove it.")]
    [InlineData("""{"permissionsBoundary":{}}""", "spec.permissionsBoundary names no policy: give managedPolicy or customerManagedPolicy, or remove it.")]
    [InlineData("""{"permissionsBoundary":{"managedPolicy":"A","customerManagedPolicy":{"name":"b"}}}""", """spec.permissionsBoundary has managedPolicy "A" and customerManagedPolicy "b": AWS takes one boundary; keep one of them.""")]
    [InlineData("""{"permissionsBoundary":{"managedPolicy":"arn:A"}}""", """spec.permissionsBoundary.managedPolicy is "arn:A": is no ARN of an AWS managed policy; write for example arn:aws:iam::aws:policy/ReadOnlyAccess, and name policies of your own under spec.customerManagedPolicies.""")]
    [InlineData("""{"tags":{"aws:team":"x"}}""", """spec.tags is "aws:team": keys that begin with aws: belong to AWS; choose another key.""")]
    [InlineData("""{"tags":{"identitycenter.dev/uid":"x"}}""", """spec.tags is "identitycenter.dev/uid": keys that begin with identitycenter.dev/ belong to the operator; choose another key.""")]
    [InlineData("""{"tags":{"a#":"x"}}""", """spec.tags is "a#": is no key that AWS takes; use 1 to 128 letters, digits, spaces and _.:/=+-@.""")]
    [InlineData("""{"tags":{"a":"x#"}}""", """spec.tags["a"] is "x#": must have at most 256 letters, digits, spaces and _.:/=+-@.""")]
    [InlineData("""{"inlinePolicy":"{}"}""", "spec.inlinePolicy is not an object: write one, as in the IAM policy grammar.")]
    [InlineData("""{"inlinePolicy":{"Statement":[]}}""", "spec.inlinePolicy has no Statement: add at least one.")]
    [InlineData("""{"inlinePolicy":{"Statement":""" + Allow + ""","Principal":"*"}}""", "spec.inlinePolicy has a Principal: a permission set's policy applies to whoever is assigned it; remove the Principal.")]
    [InlineData("""{"inlinePolicy":{"Statement":""" + Allow + ""","Statement":""" + Allow + """}}""", "spec.inlinePolicy has the key \"Statement\" twice: keep one of them.")]
    public void A_broken_rule_is_said_with_field_value_and_remedy(string spec, string sentence) => Assert.Equal(sentence, Message(spec));

    [Theory]
    [InlineData("PT1H")]
    [InlineData("PT60M")]
    [InlineData("PT3600S")]
    [InlineData("PT11H59M60S")]
    [InlineData("PT12H")]
    public void Session_durations_from_one_to_twelve_hours_are_taken_however_written(string duration) =>
        Assert.Null(Message($$"""{"sessionDuration":"{{duration}}"}"""));

    [Fact]
    public void A_name_of_the_object_that_is_too_long_for_AWS_asks_for_a_name() => Assert.Equal(
        $"metadata.name is \"{new string('a', 33)}\": must have 1 to 32 characters that AWS takes there; set spec.name to the name that AWS shall have.",
        Message("{}", new string('a', 33)));

    [Fact]
    public void More_than_20_policies_of_both_kinds_together_are_too_many()
    {
        var managed = string.Join(',', Enumerable.Range(0, 11).Select(i => $"\"P{i}\""));
        var own = string.Join(',', Enumerable.Range(0, 10).Select(i => $$"""{"name":"p{{i}}"}"""));
        Assert.Equal(
            "spec.managedPolicies and spec.customerManagedPolicies have 21 policies together: AWS takes at most 20; join some into one policy.",
            Message($$"""{"managedPolicies":[{{managed}}],"customerManagedPolicies":[{{own}}]}"""));
    }

    [Fact]
    public void More_than_48_tags_are_too_many()
    {
        var tags = string.Join(',', Enumerable.Range(0, 49).Select(i => $"\"t{i}\":\"\""));
        Assert.Equal("spec.tags has 49 tags: AWS takes 50 and the operator needs 2 of them; keep at most 48.", Message($"{{\"tags\":{{{tags}}}}}"));
    }

    [Fact]
    public void An_over_long_inline_policy_is_refused_with_its_length()
    {
        var resources = string.Join(',', Enumerable.Range(0, 1_000).Select(i => $"\"arn:aws:s3:::bucket-{i}\""));
        Assert.Equal(
            "spec.inlinePolicy has 25,948 characters that are not white space: AWS takes at most 10,240; move statements to a customer-managed policy.",
            Message($$$$"""{"inlinePolicy":{"Statement":{"Effect":"Allow","Action":"*","Resource":[{{{{resources}}}}]}}}"""));
    }

    [Fact]
    public void Several_broken_rules_are_said_together_up_to_three() => Assert.Equal(
        """spec.name is "": must have 1 to 32 characters that AWS takes there; use letters, digits and _+=,.@-. """
        + """spec.description is "": must have 1 to 700 characters that AWS takes there; use the characters of Latin-1. """
        + """spec.sessionDuration is "1": must be an ISO 8601 duration of hours, minutes and seconds; write for example PT4H. And 1 more.""",
        Message("""{"name":"","description":"","sessionDuration":"1","relayState":""}"""));

    [Theory]
    [InlineData("""{"name":VALUE}""")]
    [InlineData("""{"description":VALUE}""")]
    [InlineData("""{"sessionDuration":VALUE}""")]
    [InlineData("""{"relayState":VALUE}""")]
    [InlineData("""{"managedPolicies":[VALUE]}""")]
    [InlineData("""{"customerManagedPolicies":[{"name":VALUE,"path":VALUE}]}""")]
    [InlineData("""{"permissionsBoundary":{"managedPolicy":VALUE}}""")]
    [InlineData("""{"tags":{VALUE:"a"}}""")]
    [InlineData("""{"tags":{"a":VALUE}}""")]
    [InlineData("""{"inlinePolicy":{VALUE:1}}""")]
    [InlineData("""{"inlinePolicy":{"Statement":{"Effect":VALUE,"Action":"*","Resource":"*"}}}""")]
    [InlineData("""{"inlinePolicy":{"Statement":{"Effect":"Allow","Action":VALUE,"Resource":"*"}}}""")]
    [InlineData("""{"inlinePolicy":{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{VALUE:1}}}}""")]
    public void Hostile_values_are_shown_escaped_and_cut(string spec)
    {
        var hostile = "\u001b[31m\u202e\u200b\0" + new string('日', 1_000_000);
        var message = Message(spec.Replace("VALUE", JsonSerializer.Serialize(hostile), StringComparison.Ordinal))!;
        Assert.InRange(message.Length, 1, 1_000);
        Assert.DoesNotContain(message, character => char.IsControl(character) || character is '\u202e' or '\u200b');
    }

    private static string? Message(string spec, string name = "a")
    {
        var set = new PermissionSet { Metadata = new() { Name = name }, Spec = JsonSerializer.Deserialize(spec, EntitiesJson.Default.PermissionSetSpec)! };
        return PermissionSetDesired.From(set, "aws") is PermissionSetDesired.Invalid invalid ? invalid.Message : null;
    }
}
