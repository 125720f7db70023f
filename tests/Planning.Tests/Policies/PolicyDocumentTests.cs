using IdentityCenterOperator.Policies;

namespace Planning.Tests.Policies;

/// <summary>What is the same policy, what is another, and what is none.</summary>
public sealed class PolicyDocumentTests
{
    private const string Base = """
        {"Version":"2012-10-17","Statement":[
          {"Sid":"Read","Effect":"Allow","Action":["s3:GetObject","s3:ListBucket"],"Resource":["arn:aws:s3:::a","arn:aws:s3:::a/*"],
           "Condition":{"StringEquals":{"aws:RequestedRegion":["eu-west-1","eu-central-1"]},"Bool":{"aws:SecureTransport":"true"},"NumericLessThan":{"s3:max-keys":"10"}}},
          {"Effect":"Deny","NotAction":"iam:*","NotResource":"*"}]}
        """;

    [Theory]
    [InlineData("white space", "[\n", "[ \t\r\n\n")]
    [InlineData("one value or a list of it", "\"iam:*\"", "[\"iam:*\"]")]
    [InlineData("order of values", "\"s3:GetObject\",\"s3:ListBucket\"", "\"s3:ListBucket\",\"s3:GetObject\"")]
    [InlineData("a value twice", "\"s3:GetObject\",", "\"s3:GetObject\",\"s3:GetObject\",")]
    [InlineData("case of actions", "s3:GetObject", "S3:getobject")]
    [InlineData("boolean or its text", "\"true\"", "true")]
    [InlineData("number or its text", "\"10\"", "10")]
    [InlineData("trailing zeros of a number", "\"10\"", "10.0")]
    [InlineData("order of condition values", "\"eu-west-1\",\"eu-central-1\"", "\"eu-central-1\",\"eu-west-1\"")]
    [InlineData("order of keys", "\"Effect\":\"Deny\",\"NotAction\":\"iam:*\"", "\"NotAction\":\"iam:*\",\"Effect\":\"Deny\"")]
    [InlineData("escapes", "\"Read\"", "\"\\u0052ead\"")]
    public void The_same_meaning_is_the_same_policy(string because, string text, string other)
    {
        Assert.Contains(text, Base, StringComparison.Ordinal);
        Assert.True(Read.Policy(Base).Equals(Read.Policy(Base.Replace(text, other, StringComparison.Ordinal))), because);
        Assert.Equal(Read.Policy(Base).Hash, Read.Policy(Base.Replace(text, other, StringComparison.Ordinal)).Hash);
    }

    [Theory]
    [InlineData("2012-10-17", "2008-10-17")]
    [InlineData("\"Sid\":\"Read\",", "")]
    [InlineData("\"Read\"", "\"read\"")]
    [InlineData("Allow", "Deny")]
    [InlineData("\"Action\"", "\"NotAction\"")]
    [InlineData("\"NotResource\"", "\"Resource\"")]
    [InlineData("s3:GetObject", "s3:GetObject*")]
    [InlineData("\"s3:GetObject\",", "")]
    [InlineData("arn:aws:s3:::a/*", "arn:aws:s3:::A/*")]
    [InlineData("StringEquals", "StringLike")]
    [InlineData("aws:RequestedRegion", "aws:requestedregion2")]
    [InlineData("\"eu-central-1\"", "\"eu-central-2\"")]
    [InlineData("\"true\"", "\"True\"")]
    [InlineData("\"true\"", "[]")]
    [InlineData("\"10\"", "\"10.0\"")]
    [InlineData(",\"NumericLessThan\":{\"s3:max-keys\":\"10\"}", "")]
    [InlineData(",\"NumericLessThan\":{\"s3:max-keys\":\"10\"}", ",\"NumericLessThan\":{}")]
    public void Another_meaning_is_another_policy(string text, string other)
    {
        Assert.Contains(text, Base, StringComparison.Ordinal);
        Assert.False(Read.Policy(Base).Equals(Read.Policy(Base.Replace(text, other, StringComparison.Ordinal))));
    }

    [Fact]
    public void The_order_of_statements_and_a_lone_statement_without_its_list_are_the_same() => Assert.All(
        new (string One, string Other)[]
        {
            ($"[{Allow("a:b")},{Allow("c:d")}]", $"[{Allow("c:d")},{Allow("a:b")}]"),
            ($"[{Allow("a:b")}]", Allow("a:b")),
        },
        pair => Assert.Equal(Read.Policy(Versioned(pair.One)), Read.Policy(Versioned(pair.Other))));

    [Fact]
    public void One_statement_is_not_two_that_add_up_to_it() => Assert.NotEqual(
        Read.Policy(Versioned("""{"Effect":"Allow","Action":["a:b","c:d"],"Resource":"*"}""")), Read.Policy(Versioned($"[{Allow("a:b")},{Allow("c:d")}]")));

    [Fact]
    public void No_version_is_the_older_one()
    {
        var without = Read.Policy($$"""{"Statement":{{Allow("a:b")}}}""");
        Assert.Equal(Read.Policy($$"""{"Version":"2008-10-17","Statement":{{Allow("a:b")}}}"""), without);
        Assert.NotEqual(Read.Policy(Versioned(Allow("a:b"))), without);
    }

    [Theory]
    [InlineData("[]", "policy is a list, not an object: write a policy as in IAM's policy grammar.")]
    [InlineData("\"{}\"", "policy is a string, not an object: write a policy as in IAM's policy grammar, in YAML or JSON, and not as text in a string.")]
    [InlineData("{", "policy is not JSON that a policy can be (line 1, byte 1).")]
    [InlineData("""{"Version":"2012-10-17"}""", "policy has no Statement: add at least one.")]
    [InlineData("""{"Statement":[]}""", "policy.Statement is an empty list: add at least one statement.")]
    [InlineData("""{"Version":"2012-10-18","Statement":OK}""", "policy.Version is \"2012-10-18\": is no version of the policy language; did you mean \"2012-10-17\"?")]
    [InlineData("""{"Version":"1","Statement":OK}""", "policy.Version is \"1\": is no version of the policy language; write \"2012-10-17\", in which policy variables work, or \"2008-10-17\".")]
    [InlineData("""{"Statement":[OK,1]}""", "policy.Statement[1] is a number, not an object: write a statement as in IAM's policy grammar.")]
    [InlineData("""{"version":"2012-10-17","Statement":OK}""", "policy has \"version\", which is no element of a policy: did you mean \"Version\"?")]
    [InlineData("""{"Comment":"","Statement":OK}""", "policy has \"Comment\", which is no element of a policy: elements are Version, Id, Statement.")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Principal":"*"}}""", "policy.Statement has Principal: a permission set's policy applies to whoever is assigned it; remove Principal.")]
    [InlineData("""{"Statement":{"Effect":"Deny","Action":"*","Resource":"*","condition":{}}}""", "policy.Statement has \"condition\", which is no element of a statement: did you mean \"Condition\"?")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Action":"*"}}""", "policy.Statement has the key \"Action\" twice: keep one of them.")]
    [InlineData("""{"Statement":OK,"Statement":{}}""", "policy has the key \"Statement\" twice: keep one of them.")]
    [InlineData("""{"Statement":{"Effect":"allow","Action":"*","Resource":"*"}}""", "policy.Statement.Effect is \"allow\": is no effect; did you mean \"Allow\"?")]
    [InlineData("""{"Statement":{"Sid":"A","Action":"*","Resource":"*"}}""", "policy.Statement (Sid \"A\") has no Effect: add Allow or Deny.")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*"}}""", "policy.Statement has no Resource: add Resource or NotResource.")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","NotAction":"*","Resource":"*"}}""", "policy.Statement has both Action and NotAction: keep one of them.")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":[],"Resource":"*"}}""", "policy.Statement.Action is an empty list: name at least one.")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":["*",null],"Resource":"*"}}""", "policy.Statement.Action[1] is null, not a string: give it a value, or remove it.")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"s3GetObject","Resource":"*"}}""", "policy.Statement.Action is \"s3GetObject\": has no service and colon before the action; write service:Action, for example s3:GetObject, or *.")]
    [InlineData("""{"Statement":[{"Sid":"Look","Effect":"Allow","Action":["s3:*","ec2::Describe*"],"Resource":"*"}]}""", "policy.Statement[0].Action[1] (Sid \"Look\") is \"ec2::Describe*\": has 2 colons, and an action has one; did you mean \"ec2:Describe*\"?")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"s3:GetObject ","Resource":"*"}}""", "policy.Statement.Action is \"s3:GetObject \": character 13 is none of an action, a space; did you mean \"s3:GetObject\"?")]
    [InlineData("""{"Statement":{"Effect":"Deny","Action":"docdb\u2011elastic:*","Resource":"*"}}""", "policy.Statement.Action is \"docdb\u2011elastic:*\": character 6 is none of an action, \"\u2011\" (U+2011), which looks like \"-\"; did you mean \"docdb-elastic:*\"?")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"s*:Get","Resource":"*"}}""", "policy.Statement.Action is \"s*:Get\": has a wildcard in the service \"s*\", where IAM takes none; name one service in each action.")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"bucket"}}""", "policy.Statement.Resource is \"bucket\": is no ARN; write one, for example arn:aws:s3:::example-bucket/*, or *.")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"arn:aws-cn:s3:::b"}}""", "policy.Statement.Resource is \"arn:aws-cn:s3:::b\": is of the partition \"aws-cn\", and IAM takes none but the account's, \"aws\"; did you mean \"arn:aws:s3:::b\"?")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"arn:aws:*:*:*:*"}}""", "policy.Statement.Resource is \"arn:aws:*:*:*:*\": has a wildcard for the service, \"*\", where IAM takes none; name one service in each ARN.")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"arn:aws:s3::b"}}""", "policy.Statement.Resource is \"arn:aws:s3::b\": has 5 of the 6 parts of an ARN, arn:partition:service:region:account:resource; write them all, for example arn:aws:s3:::example-bucket/*.")]
    [InlineData("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::${aws:username"}}""", "policy.Statement.Resource is \"arn:aws:s3:::${aws:username\": has a policy variable without its closing brace; write for example ${aws:username} or ${aws:PrincipalTag/team, 'none'}.")]
    [InlineData("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"arn:aws:sqs:${aws:RequestedRegion}:*:q"}}""", "policy.Statement.Resource is \"arn:aws:sqs:${aws:RequestedRegion}:*:q\": has \"${aws:RequestedRegion}\" before the fifth colon, where IAM takes no policy variable; write the value, or * for the Region or the account.")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StirngLike":{"s3:prefix":""}}}}""", "policy.Statement.Condition[\"StirngLike\"] is no condition operator of IAM: did you mean \"StringLike\"?")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"NullIfExists":{"aws:username":true}}}}""", "policy.Statement.Condition[\"NullIfExists\"] is no condition operator: Null asks itself whether the key exists; write Null.")]
    [InlineData("""{"Statement":{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":"192.0.2.0/24","AWS:sourceip":"198.51.100.0/24"}}}}""", "policy.Statement.Condition[\"NotIpAddress\"][\"AWS:sourceip\"] is the condition key \"aws:SourceIp\" again, since IAM ignores the case of their names: write the values of both in one list.")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"SourceIp":"x"}}}}""", "policy.Statement.Condition[\"StringEquals\"][\"SourceIp\"] is no condition key, for it has no service before a colon: write service:Key, for example aws:SourceIp.")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"yes"}}}}""", "policy.Statement.Condition[\"Bool\"][\"aws:SecureTransport\"] is \"yes\": Bool compares with true or false; did you mean \"true\"?")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":["10.0.0.0/33"]}}}}""", "policy.Statement.Condition[\"IpAddress\"][\"aws:SourceIp\"][0] is \"10.0.0.0/33\": IpAddress compares addresses; write one or a range, for example 203.0.113.0/24 or 2001:db8::/32.")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"a\u001b":{}}}}}""", "policy.Statement.Condition[\"Bool\"][\"a\\u001B\"] is an object: write a string, a number or a boolean, or a list of them. policy.Statement.Condition[\"Bool\"][\"a\\u001B\"] is no condition key, for it has U+001B: write service:Key, for example aws:SourceIp.")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"k":1,"k":2}}}}""", "policy.Statement.Condition[\"Bool\"] has the key \"k\" twice: keep one of them. policy.Statement.Condition[\"Bool\"][\"k\"] is no condition key, for it has no service before a colon: write service:Key, for example aws:SourceIp. policy.Statement.Condition[\"Bool\"][\"k\"] is \"1\": Bool compares with true or false; did you mean \"true\"?")]
    [InlineData("""{"Statement":{"Sid":"a b","Effect":"Allow","Action":"*","Resource":"*"}}""", "policy.Statement.Sid is \"a b\": has other characters than letters and digits; did you mean \"ab\"?")]
    [InlineData("""{"Statement":[{"Sid":"a","Effect":"Allow","Action":"*","Resource":"*"},{"Sid":"a","Effect":"Deny","Action":"*","Resource":"*"}]}""", "policy.Statement[1].Sid is \"a\": an earlier statement has this Sid; give it another.")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"a:\ud800","Resource":"*"}}""", "policy.Statement.Action has half of a surrogate pair in a string: write the whole character.")]
    public void What_is_no_policy_is_refused_with_its_place_value_and_remedy(string text, string sentence) =>
        Assert.Equal(sentence, Read.Sentence(text.Replace("OK", """{"Effect":"Allow","Action":"*","Resource":"*"}""", StringComparison.Ordinal)));

    [Fact]
    public void Faults_of_all_statements_are_told_together_up_to_twenty() => Assert.Equal(
        Enumerable.Range(0, 20).Select(i => $"Statement[{i}].Effect"),
        Assert.IsType<PolicyResult.Invalid>(PolicyDocument.Parse($$"""{"Statement":[{{string.Join(',', Enumerable.Repeat(Allow("a:b").Replace("Allow", "Permit", StringComparison.Ordinal), 1_000))}}]}""", "aws"))
            .Faults.Select(fault => fault.Place));

    [Fact]
    public void Deep_and_huge_input_is_refused_before_it_is_understood()
    {
        Assert.Contains("is not JSON that a policy can be", Read.Sentence(new string('[', 100_000)), StringComparison.Ordinal);
        Assert.Contains("has 400,000 bytes", Read.Sentence(new string(' ', 400_000)), StringComparison.Ordinal);
    }

    // In a Sid, a letter takes one byte; é is Latin-1, sent as it is, and takes two in UTF-8; 日 is sent as \u65e5, and a rocket as two such escapes.
    [Theory]
    [InlineData("b", 1)]
    [InlineData("\u00e9", 2)]
    [InlineData("\u65e5", 6)]
    [InlineData("\ud83d\ude80", 12)]
    public void Bytes_other_than_white_space_are_counted_as_they_are_sent(string character, int bytes)
    {
        var empty = Versioned(Deny(""));
        var room = 10_240 - empty.Length;
        var full = Versioned(Deny(string.Concat(Enumerable.Repeat(character, room / bytes)) + new string('b', room % bytes)));
        var policy = Read.Policy(full.Replace(",", " ,\n", StringComparison.Ordinal));
        Assert.Equal(10_240, System.Text.Encoding.UTF8.GetByteCount(policy.Text));
        Assert.StartsWith("policy has 10,241 bytes that are not white space, as it is sent", Read.Sentence(full.Replace("/*\"", "/**\"", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void White_space_within_texts_counts_towards_all_bytes_alone()
    {
        var spaces = 32_768 - Versioned(Deny("")).Length;
        Assert.Equal(32_768, Read.Policy(Versioned(Deny(new string(' ', spaces)))).Text.Length);
        Assert.Equal(
            "policy has 32,769 bytes: AWS takes at most 32,768; move statements to a customer-managed policy.", Read.Sentence(Versioned(Deny(new string(' ', spaces + 1)))));
    }

    [Fact]
    public void A_space_that_JSON_does_not_know_is_no_white_space() =>
        Assert.Contains("bytes that are not white space", Read.Sentence(Versioned(Deny(new string('\u00a0', 5_100)))), StringComparison.Ordinal);

    [Fact]
    public void Only_Latin_1_is_sent()
    {
        var policy = Read.Policy(Versioned("""{"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::caf\u00e9-\u65e5-\u001b-\ud83d\ude00/*"}"""));
        Assert.Contains("arn:aws:s3:::café-\\u65e5-\\u001b-\\ud83d\\ude00/*", policy.Text, StringComparison.Ordinal);
        Assert.Equal(policy, PolicyDocument.Observed(policy.Text));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Principal":"*"}}""")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[")]
    public void What_AWS_holds_and_nobody_understands_differs_from_every_policy_but_not_from_itself(string text)
    {
        Assert.NotEqual(Read.Policy(Base), PolicyDocument.Observed(text));
        Assert.Equal(PolicyDocument.Observed(text), PolicyDocument.Observed(text));
        Assert.NotEqual(PolicyDocument.Observed(text), PolicyDocument.Observed(text + " {}"));
    }

    // IAM's actions are ASCII, and their case is; the small letter of the Kelvin sign is a k, and that of the dotted I an i.
    [Theory]
    [InlineData("s3:\u212aill")]
    [InlineData("s3:k\u0130ll")]
    public void A_letter_that_is_one_of_ASCII_in_small_makes_another_action(string held) =>
        Assert.NotEqual(Read.Policy(Versioned(Allow("s3:kill"))), PolicyDocument.Observed(Versioned(Allow(held))));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n")]
    public void An_empty_text_from_AWS_is_no_policy(string? text) => Assert.Null(PolicyDocument.Observed(text));

    private static string Allow(string action) => $$"""{"Effect":"Allow","Action":"{{action}}","Resource":"*"}""";

    private static string Versioned(string statement) => $$"""{"Version":"2012-10-17","Statement":{{statement}}}""";

    private static string Deny(string key) => $$"""{"Effect":"Deny","Action":"s3:*","Resource":"arn:aws:s3:::{{key}}/*"}""";
}
