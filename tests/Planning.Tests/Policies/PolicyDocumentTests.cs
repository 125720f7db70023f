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
        Assert.True(Policy(Base).Equals(Policy(Base.Replace(text, other, StringComparison.Ordinal))), because);
        Assert.Equal(Policy(Base).Hash, Policy(Base.Replace(text, other, StringComparison.Ordinal)).Hash);
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
        Assert.False(Policy(Base).Equals(Policy(Base.Replace(text, other, StringComparison.Ordinal))));
    }

    [Fact]
    public void The_order_of_statements_and_a_lone_statement_without_its_list_are_the_same() => Assert.All(
        new (string One, string Other)[]
        {
            ($"[{Allow("a:b")},{Allow("c:d")}]", $"[{Allow("c:d")},{Allow("a:b")}]"),
            ($"[{Allow("a:b")}]", Allow("a:b")),
        },
        pair => Assert.Equal(Policy(Versioned(pair.One)), Policy(Versioned(pair.Other))));

    [Fact]
    public void One_statement_is_not_two_that_add_up_to_it() => Assert.NotEqual(
        Policy(Versioned("""{"Effect":"Allow","Action":["a:b","c:d"],"Resource":"*"}""")), Policy(Versioned($"[{Allow("a:b")},{Allow("c:d")}]")));

    [Fact]
    public void No_version_is_the_older_one()
    {
        var without = Policy($$"""{"Statement":{{Allow("a:b")}}}""");
        Assert.Equal(Policy($$"""{"Version":"2008-10-17","Statement":{{Allow("a:b")}}}"""), without);
        Assert.NotEqual(Policy(Versioned(Allow("a:b"))), without);
    }

    [Theory]
    [InlineData("[]", "is not an object: write one, as in the IAM policy grammar")]
    [InlineData("{", "is not JSON that a policy can be (line 1, byte 1)")]
    [InlineData("""{"Version":"2012-10-17"}""", "has no Statement: add at least one")]
    [InlineData("""{"Statement":[]}""", "has no Statement: add at least one")]
    [InlineData("""{"Version":"2012-10-18","Statement":{}}""", "at Statement[0] has no Action: add Action or NotAction")]
    [InlineData("""{"Statement":[1]}""", "at Statement[0] is not an object: write one, as in the IAM policy grammar")]
    [InlineData("""{"version":"2012-10-17","Statement":{}}""", "has the unknown key \"version\": keys are Version, Id, Statement, in exactly this spelling")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Principal":"*"}}""", "at Statement[0] has a Principal: a permission set's policy applies to whoever is assigned it; remove the Principal")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Action":"*"}}""", "at Statement[0] has the key \"Action\" twice: keep one of them")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"},"Statement":{}}""", "has the key \"Statement\" twice: keep one of them")]
    [InlineData("""{"Statement":{"Effect":"allow","Action":"*","Resource":"*"}}""", "at Statement[0] has Effect \"allow\": must be \"Allow\" or \"Deny\"")]
    [InlineData("""{"Statement":{"Action":"*","Resource":"*"}}""", "at Statement[0] has no Effect: add Allow or Deny")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*"}}""", "at Statement[0] has no Resource: add Resource or NotResource")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","NotAction":"*","Resource":"*"}}""", "at Statement[0] has both Action and NotAction: keep one of them")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":[],"Resource":"*"}}""", "at Statement[0].Action is an empty list: name at least one")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":[null],"Resource":"*"}}""", "at Statement[0].Action is not a string: write it in quotes")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"s3GetObject","Resource":"*"}}""", "at Statement[0] has the action \"s3GetObject\": write service:Action, for example s3:GetObject, or *")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"bucket"}}""", "at Statement[0] has the resource \"bucket\": write an ARN or *")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"a\u001b":{}}}}}""", "at Statement[0].Condition[\"Bool\"] has a value that is no string, number or boolean: write one, or a list of them")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"k":1,"k":2}}}}""", "at Statement[0].Condition[\"Bool\"] has the key \"k\" twice: keep one of them")]
    [InlineData("""{"Statement":{"Sid":"a b","Effect":"Allow","Action":"*","Resource":"*"}}""", "at Statement[0] has the Sid \"a b\": use letters and digits only")]
    [InlineData("""{"Statement":[{"Sid":"a","Effect":"Allow","Action":"*","Resource":"*"},{"Sid":"a","Effect":"Deny","Action":"*","Resource":"*"}]}""", "at Statement[1] has the Sid \"a\" of an earlier statement: give it another")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"a:\ud800","Resource":"*"}}""", "has half of a surrogate pair in a string: write the whole character")]
    public void What_is_no_policy_is_refused_with_its_place_and_remedy(string text, string problem) =>
        Assert.Equal(problem, Assert.IsType<PolicyResult.Invalid>(PolicyDocument.Parse(text)).Problem);

    [Fact]
    public void An_unknown_version_is_refused() => Assert.Equal(
        "has Version \"2012\": must be \"2012-10-17\" or \"2008-10-17\"",
        Assert.IsType<PolicyResult.Invalid>(PolicyDocument.Parse($$"""{"Version":"2012","Statement":{{Allow("a:b")}}}""")).Problem);

    [Fact]
    public void Deep_and_huge_input_is_refused_before_it_is_understood()
    {
        Assert.Contains("is not JSON that a policy can be", Problem(new string('[', 100_000)), StringComparison.Ordinal);
        Assert.Contains("has 400,000 characters", Problem(new string(' ', 400_000)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10_240, true)]
    [InlineData(10_241, false)]
    public void Characters_other_than_white_space_are_counted_after_minifying(int solid, bool valid)
    {
        var text = Versioned(Allow($"a:{new string('b', solid - Versioned(Allow("a:")).Length)}"));
        Assert.Equal(valid, PolicyDocument.Parse(text.Replace(",", " ,\n", StringComparison.Ordinal)) is PolicyResult.Valid);
        Assert.Equal(solid, text.Length);
    }

    [Fact]
    public void Only_Latin_1_is_sent()
    {
        var policy = Policy(Versioned("""{"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::caf\u00e9-\u65e5-\u001b-\ud83d\ude00/*"}"""));
        Assert.Contains("arn:aws:s3:::café-\\u65e5-\\u001b-\\ud83d\\ude00/*", policy.Text, StringComparison.Ordinal);
        Assert.Equal(policy, PolicyDocument.Observed(policy.Text));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Principal":"*"}}""")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[")]
    public void What_AWS_holds_and_nobody_understands_differs_from_every_policy_but_not_from_itself(string text)
    {
        Assert.NotEqual(Policy(Base), PolicyDocument.Observed(text));
        Assert.Equal(PolicyDocument.Observed(text), PolicyDocument.Observed(text));
        Assert.NotEqual(PolicyDocument.Observed(text), PolicyDocument.Observed(text + " {}"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n")]
    public void An_empty_text_from_AWS_is_no_policy(string? text) => Assert.Null(PolicyDocument.Observed(text));

    private static string Allow(string action) => $$"""{"Effect":"Allow","Action":"{{action}}","Resource":"*"}""";

    private static string Versioned(string statement) => $$"""{"Version":"2012-10-17","Statement":{{statement}}}""";

    private static string Problem(string text) => Assert.IsType<PolicyResult.Invalid>(PolicyDocument.Parse(text)).Problem;

    private static PolicyDocument Policy(string text) => PolicyDocument.Parse(text) is PolicyResult.Valid valid
        ? valid.Policy : throw new ArgumentException(((PolicyResult.Invalid)PolicyDocument.Parse(text)).Problem, nameof(text));
}
