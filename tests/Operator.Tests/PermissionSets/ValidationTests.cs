using System.Text.Json;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.PermissionSets;

namespace Operator.Tests.PermissionSets;

/// <summary>Bad input: each rule by one spec that breaks it, with the sentence that the user reads.</summary>
public sealed class ValidationTests
{
    private const string Allow = """{"Effect":"Allow","Action":"s3:*","Resource":"*"}""";

    [Theory]
    [InlineData("""{"name":"a b"}""", """spec.name is "a b": character 2 is none that AWS takes there, a space; use letters, digits and _+=,.@-.""")]
    [InlineData("""{"name":""}""", """spec.name is "": must have at least 1 character; write it, or leave the field out.""")]
    [InlineData("""{"name":"é"}""", """spec.name is "é": character 1 is none that AWS takes there, "é" (U+00E9); use letters, digits and _+=,.@-.""")]
    [InlineData("""{"name":"a\n"}""", """spec.name is "a\u000A": character 2 is none that AWS takes there, a line break; use letters, digits and _+=,.@-; did you mean "a"?""")]
    [InlineData("""{"name":"Read\u2013Only"}""", """spec.name is "Read–Only": character 5 is none that AWS takes there, "–" (U+2013), which looks like "-"; use letters, digits and _+=,.@-; did you mean "Read-Only"?""")]
    [InlineData("""{"name":"A123456789012345678901234567890bc"}""", """spec.name is "A123456789012345678901234567890bc": has 33 characters and AWS takes at most 32; shorten it.""")]
    [InlineData("""{"description":"日本"}""", """spec.description is "日本": character 1 is none that AWS takes there, "日" (U+65E5); use the characters of Latin-1 (U+0020 to U+007E and U+00A1 to U+00FF), tabs and line breaks.""")]
    [InlineData("""{"description":"Reads \u2014 nothing else\u2026"}""", """spec.description is "Reads — nothing else…": character 7 is none that AWS takes there, "—" (U+2014), which looks like "-"; use the characters of Latin-1 (U+0020 to U+007E and U+00A1 to U+00FF), tabs and line breaks; did you mean "Reads - nothing else..."?""")]
    [InlineData("""{"description":"a\u00a0b"}""", """spec.description is "a\u00A0b": character 2 is none that AWS takes there, U+00A0, which looks like a space; use the characters of Latin-1 (U+0020 to U+007E and U+00A1 to U+00FF), tabs and line breaks; did you mean "a b"?""")]
    [InlineData("""{"description":"Rockets \ud83d\ude80"}""", """spec.description is "Rockets 🚀": character 9 is none that AWS takes there, "🚀" (U+1F680); use the characters of Latin-1 (U+0020 to U+007E and U+00A1 to U+00FF), tabs and line breaks.""")]
    [InlineData("""{"description":""}""", """spec.description is "": must have at least 1 character; write it, or leave the field out.""")]
    [InlineData("""{"sessionDuration":"4h"}""", """spec.sessionDuration is "4h": must be an ISO 8601 duration of hours, minutes and seconds; write for example PT4H.""")]
    [InlineData("""{"sessionDuration":"1h30m"}""", """spec.sessionDuration is "1h30m": must be an ISO 8601 duration of hours, minutes and seconds; write for example PT1H30M.""")]
    [InlineData("""{"sessionDuration":"pt4h"}""", """spec.sessionDuration is "pt4h": must be an ISO 8601 duration of hours, minutes and seconds; write for example PT4H.""")]
    [InlineData("""{"sessionDuration":"P4H"}""", """spec.sessionDuration is "P4H": must be an ISO 8601 duration of hours, minutes and seconds; write for example PT4H.""")]
    [InlineData("""{"sessionDuration":"240"}""", """spec.sessionDuration is "240": must be an ISO 8601 duration of hours, minutes and seconds; write for example PT240M.""")]
    [InlineData("""{"sessionDuration":"14400"}""", """spec.sessionDuration is "14400": must be an ISO 8601 duration of hours, minutes and seconds; write for example PT14400S.""")]
    [InlineData("""{"sessionDuration":"8"}""", """spec.sessionDuration is "8": must be an ISO 8601 duration of hours, minutes and seconds; write for example PT8H.""")]
    [InlineData("""{"sessionDuration":"P1D"}""", """spec.sessionDuration is "P1D": must be an ISO 8601 duration of hours, minutes and seconds; write for example PT4H.""")]
    [InlineData("""{"sessionDuration":"-PT4H"}""", """spec.sessionDuration is "-PT4H": must be an ISO 8601 duration of hours, minutes and seconds; write for example PT4H.""")]
    [InlineData("""{"sessionDuration":"PT"}""", """spec.sessionDuration is "PT": must be an ISO 8601 duration of hours, minutes and seconds; write for example PT4H.""")]
    [InlineData("""{"sessionDuration":"4 hours"}""", """spec.sessionDuration is "4 hours": must be an ISO 8601 duration of hours, minutes and seconds; write for example PT4H.""")]
    [InlineData("""{"sessionDuration":"PT4H\n"}""", """spec.sessionDuration is "PT4H\u000A": must be an ISO 8601 duration of hours, minutes and seconds; write for example PT4H.""")]
    [InlineData("""{"sessionDuration":"PT30M"}""", """spec.sessionDuration is "PT30M": must be between PT1H and PT12H; write for example PT1H.""")]
    [InlineData("""{"sessionDuration":"PT12H1S"}""", """spec.sessionDuration is "PT12H1S": must be between PT1H and PT12H; write for example PT12H.""")]
    [InlineData("""{"relayState":"https://a/<b>"}""", """spec.relayState is "https://a/<b>": character 11 is none that AWS takes there, "<"; use an address of ASCII characters without < > ^ and `.""")]
    [InlineData("""{"managedPolicies":["Read Only"]}""", """spec.managedPolicies[0] is "Read Only": is no name of an AWS managed policy; write "ReadOnly", the part of its ARN behind policy/.""")]
    [InlineData("""{"managedPolicies":["/job-function/Billing"]}""", """spec.managedPolicies[0] is "/job-function/Billing": is no name of an AWS managed policy; write "job-function/Billing", the part of its ARN behind policy/.""")]
    [InlineData("""{"managedPolicies":["日本"]}""", """spec.managedPolicies[0] is "日本": is no name of an AWS managed policy; write for example ReadOnlyAccess or job-function/Billing, the part of its ARN behind policy/.""")]
    [InlineData("""{"managedPolicies":["arn:aws:iam::111122223333:policy/teams/mine"]}""", """spec.managedPolicies[0] is "arn:aws:iam::111122223333:policy/teams/mine": is the ARN of a customer-managed policy; name it under spec.customerManagedPolicies as {name: mine, path: /teams/}, without an account.""")]
    [InlineData("""{"managedPolicies":["arn:aws:s3:::bucket"]}""", """spec.managedPolicies[0] is "arn:aws:s3:::bucket": is no ARN of an AWS managed policy; write for example arn:aws:iam::aws:policy/ReadOnlyAccess, and name policies of your own under spec.customerManagedPolicies.""")]
    [InlineData("""{"managedPolicies":["arn:aws-cn:iam::aws:policy/ReadOnlyAccess"]}""", """spec.managedPolicies[0] is "arn:aws-cn:iam::aws:policy/ReadOnlyAccess": is of another partition than the instance; write arn:aws:iam::aws:policy/ReadOnlyAccess, or just the name.""")]
    [InlineData("""{"managedPolicies":["A","arn:aws:iam::aws:policy/A"]}""", """spec.managedPolicies[1] is "arn:aws:iam::aws:policy/A": is named twice, perhaps once by name and once by ARN; remove one of them.""")]
    [InlineData("""{"managedPolicies":[null]}""", """spec.managedPolicies[0] is "": must be the name or the ARN of an AWS managed policy; write for example ReadOnlyAccess.""")]
    [InlineData("""{"customerManagedPolicies":[{"name":"teams/operators"}]}""", """spec.customerManagedPolicies[0].name is "teams/operators": is more than a name; write name: operators and path: /teams/.""")]
    [InlineData("""{"customerManagedPolicies":[{"name":"arn:aws:iam::111122223333:policy/operators"}]}""", """spec.customerManagedPolicies[0].name is "arn:aws:iam::111122223333:policy/operators": is more than a name; write name: operators and path: /.""")]
    [InlineData("""{"customerManagedPolicies":[{"name":"op erators"}]}""", """spec.customerManagedPolicies[0].name is "op erators": character 3 is none that AWS takes there, a space; use letters, digits and _+=,.@-; put the path in path.""")]
    [InlineData("""{"customerManagedPolicies":[{"name":""}]}""", """spec.customerManagedPolicies[0].name is "": must have at least 1 character; write the policy's name.""")]
    [InlineData("""{"customerManagedPolicies":[{"name":"a","path":"teams"}]}""", """spec.customerManagedPolicies[0].path is "teams": must begin and end with a slash and have 1 to 512 characters, letters, digits and .,+@=_- between slashes; write for example /teams/.""")]
    [InlineData("""{"customerManagedPolicies":[{"name":"a","path":"/teams/data"}]}""", """spec.customerManagedPolicies[0].path is "/teams/data": must begin and end with a slash and have 1 to 512 characters, letters, digits and .,+@=_- between slashes; write for example /teams/data/.""")]
    [InlineData("""{"customerManagedPolicies":[{"name":"a"},{"name":"a","path":"/"}]}""", """spec.customerManagedPolicies[1].name is "a": is named twice with the same path; remove one of them.""")]
    [InlineData("""{"customerManagedPolicies":[null]}""", """spec.customerManagedPolicies[0] is empty: give a name, or remove it.""")]
    [InlineData("""{"permissionsBoundary":{}}""", """spec.permissionsBoundary names no policy: give managedPolicy or customerManagedPolicy, or remove it.""")]
    [InlineData("""{"permissionsBoundary":{"managedPolicy":"A","customerManagedPolicy":{"name":"b"}}}""", """spec.permissionsBoundary has managedPolicy "A" and customerManagedPolicy "b": AWS takes one boundary; keep one of them.""")]
    [InlineData("""{"permissionsBoundary":{"managedPolicy":"arn:A"}}""", """spec.permissionsBoundary.managedPolicy is "arn:A": is no ARN of an AWS managed policy; write for example arn:aws:iam::aws:policy/ReadOnlyAccess, and name policies of your own under spec.customerManagedPolicies.""")]
    [InlineData("""{"permissionsBoundary":{"customerManagedPolicy":{"name":"boundary","path":"teams/"}}}""", """spec.permissionsBoundary.customerManagedPolicy.path is "teams/": must begin and end with a slash and have 1 to 512 characters, letters, digits and .,+@=_- between slashes; write for example /teams/.""")]
    [InlineData("""{"tags":{"aws:team":"x"}}""", """a key of spec.tags is "aws:team": keys that begin with aws: belong to AWS; choose another key.""")]
    [InlineData("""{"tags":{"AWS:team":"x"}}""", """a key of spec.tags is "AWS:team": keys that begin with aws: belong to AWS; choose another key.""")]
    [InlineData("""{"tags":{"identitycenter.dev/uid":"x"}}""", """a key of spec.tags is "identitycenter.dev/uid": keys that begin with identitycenter.dev/ belong to the operator; choose another key.""")]
    [InlineData("""{"tags":{"a#":"x"}}""", """a key of spec.tags is "a#": character 2 is none that AWS takes there, "#"; use letters, digits, spaces and _.:/=+-@.""")]
    [InlineData("""{"tags":{"":"x"}}""", """a key of spec.tags is "": must have at least 1 character; give the tag a key, or remove it.""")]
    [InlineData("""{"tags":{"a":"x#"}}""", """spec.tags["a"] is "x#": character 2 is none that AWS takes there, "#"; use letters, digits, spaces and _.:/=+-@.""")]
    [InlineData("""{"tags":{"a":null}}""", """spec.tags["a"] is null: write a text, "" for none.""")]
    [InlineData("""{"tags":{"a":"\ud83d\ude80"}}""", """spec.tags["a"] is "🚀": character 1 is none that AWS takes there, "🚀" (U+1F680); use letters, digits, spaces and _.:/=+-@.""")]
    [InlineData("""{"inlinePolicy":"{}"}""", """spec.inlinePolicy is a string, not an object: write a policy as in IAM's policy grammar, in YAML or JSON, and not as text in a string.""")]
    [InlineData("""{"inlinePolicy":{"Statement":[]}}""", """spec.inlinePolicy.Statement is an empty list: add at least one statement.""")]
    [InlineData("""{"inlinePolicy":{"Statement":""" + Allow + ""","Principal":"*"}}""", "spec.inlinePolicy has Principal: a permission set's policy applies to whoever is assigned it; remove Principal.")]
    [InlineData("""{"inlinePolicy":{"Statement":""" + Allow + ""","Statement":""" + Allow + """}}""", "spec.inlinePolicy has the key \"Statement\" twice: keep one of them.")]
    [InlineData("""{"inlinePolicy":{"Statement":[{"Sid":"Look","Effect":"Allow","Action":["s3:*","ec2::Describe*"],"Resource":"*"}]}}""", "spec.inlinePolicy.Statement[0].Action[1] (Sid \"Look\") is \"ec2::Describe*\": has 2 colons, and an action has one; did you mean \"ec2:Describe*\"?")]
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
        $"metadata.name is \"{new string('a', 33)}\": has 33 characters and AWS takes at most 32; set spec.name to the name that AWS shall have.",
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
            "spec.inlinePolicy has 25,948 bytes that are not white space, as it is sent: AWS takes at most 10,240; move statements to a customer-managed policy.",
            Message($$$$"""{"inlinePolicy":{"Statement":{"Effect":"Allow","Action":"*","Resource":[{{{{resources}}}}]}}}"""));
    }

    [Fact]
    public void Several_broken_rules_are_said_together_up_to_three() => Assert.Equal(
        """spec.name is "": must have at least 1 character; write it, or leave the field out. """
        + """spec.description is "": must have at least 1 character; write it, or leave the field out. """
        + """spec.sessionDuration is "1": must be an ISO 8601 duration of hours, minutes and seconds; write for example PT1H. And 1 more.""",
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
    [InlineData("""{"inlinePolicy":{"Statement":{"Effect":"Allow","Action":"*","Resource":VALUE}}}""")]
    [InlineData("""{"inlinePolicy":{"Statement":{"Sid":VALUE,"Effect":"Allow","Action":"*","Resource":1}}}""")]
    [InlineData("""{"inlinePolicy":{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{VALUE:1}}}}""")]
    [InlineData("""{"inlinePolicy":{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{VALUE:VALUE}}}}}""")]
    public void Hostile_values_are_shown_escaped_and_cut(string spec)
    {
        var hostile = "\u001b[31m\u202e\u200b\0" + new string('日', 1_000_000);
        var message = Message(spec.Replace("VALUE", JsonSerializer.Serialize(hostile), StringComparison.Ordinal))!;
        Assert.InRange(message.Length, 1, 1_000);
        Assert.DoesNotContain(message, character => char.IsControl(character) || character is '\u202e' or '\u200b');
    }

    [Theory]
    [InlineData("""{"name":"_+=,.@-"}""")]
    [InlineData("""{"description":"Grüße, ¡señor!\n\t~"}""")]
    [InlineData("""{"relayState":"https://console.aws.amazon.com/s3?a=b&c=(d)"}""")]
    [InlineData("""{"tags":{"Kosten stelle":"日本 4711","𝐚":"𝟏","leer":""}}""")]
    public void What_AWS_takes_is_taken(string spec) => Assert.Null(Message(spec));

    private static string? Message(string spec, string name = "a")
    {
        var set = new PermissionSet { Metadata = new() { Name = name }, Spec = JsonSerializer.Deserialize(spec, EntitiesJson.Default.PermissionSetSpec)! };
        return PermissionSetDesired.From(set, "aws") is PermissionSetDesired.Invalid invalid ? invalid.Message : null;
    }
}
