using IdentityCenterOperator.Reconciliation;

namespace Planning.Tests.Reconciliation;

public sealed class NearNamesTests
{
    private static readonly string[] Groups = ["Cloud Admins", "Data-Platform", "Data Engineers@corp.example.com", "Büro", "Team 1", "", "x"];

    [Theory]
    [InlineData("cloud admins", "Did you mean \"Cloud Admins\" (upper and lower case differ)?")]
    [InlineData("Cloud Admins ", "Did you mean \"Cloud Admins\" (white space differs)?")]
    [InlineData("Cloud\u00A0Admins", "Did you mean \"Cloud Admins\" (white space differs)?")]
    [InlineData("CloudAdmins", "Did you mean \"Cloud Admins\" (white space differs)?")]
    [InlineData("Data\u2011Platform", "Did you mean \"Data-Platform\" (characters that look alike differ)?")]
    [InlineData("Data-Pl\u0430tform", "Did you mean \"Data-Platform\" (characters that look alike differ)?")]
    [InlineData("Data-\u200BPlatform", "Did you mean \"Data-Platform\" (characters that look alike differ)?")]
    [InlineData("Bu\u0308ro", "Did you mean \"Büro\" (accents are written in another way)?")]
    [InlineData("bu\u0308ro", "Did you mean \"Büro\" (accents are written in another way)?")]
    [InlineData("\uFF34eam 1", "Did you mean \"Team 1\" (characters that look alike differ)?")]
    [InlineData("data engineers", "Did you mean \"Data Engineers@corp.example.com\" (the domain differs)?")]
    [InlineData("Cloud Admins@corp.example.com", "Did you mean \"Cloud Admins\" (the domain differs)?")]
    [InlineData("Cluod Admin", "Did you mean \"Cloud Admins\"?")]
    [InlineData("Data Engineers@other.example.com", null)]
    [InlineData("Somebody else", null)]
    [InlineData("y", null)]
    [InlineData("", null)]
    [InlineData("\uD83D", null)]
    public void A_name_that_looks_like_one_that_exists_is_told_with_what_is_other(string written, string? sentence) => Assert.Equal(sentence, NearNames.Sentence(written, Groups));

    [Fact]
    public void Three_are_named_at_most() =>
        Assert.Equal(
            "Did you mean \"DATA\" (upper and lower case differ), \"DATa\" (upper and lower case differ) or \"DAta\" (upper and lower case differ)?",
            NearNames.Sentence("data", ["Data", "DAta", "DATa", "DATA"]));

    [Fact]
    public void The_name_itself_is_not_near() => Assert.Null(NearNames.Sentence("Web", ["Web"]));

    [Fact]
    public void What_nobody_sees_is_shown_in_the_name_that_exists() =>
        Assert.Equal("Did you mean \"Admins\\u200B\" (characters that look alike differ)?", NearNames.Sentence("Admins", ["Admins\u200B"]));
}
