using LocalIdentityCenter.Seeding;
using LocalIdentityCenter.Tests.Support;
using Testing;

namespace LocalIdentityCenter.Tests;

public sealed class SeedTests
{
    [Fact]
    public async Task The_sample_organization_starts_a_server()
    {
        await using var server = await LocalIdentityCenterServer.StartAsync(SeedReader.ReadFile(Repository.At("config", "samples", "organization.yaml")));
        Assert.StartsWith("http://127.0.0.1:", server.Endpoint.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_that_is_left_out_keeps_its_default()
    {
        var seed = SeedReader.Read(Minimal + "behaviour: {latency: 5s}\nlimits: {burst: 3}\n");
        Assert.Equal(new Behaviour { Latency = TimeSpan.FromSeconds(5) }, seed.Behaviour);
        Assert.Equal(new Limits { Burst = 3 }, seed.Limits);
    }

    [Theory]
    [InlineData("groops: []", "groops")]
    [InlineData("behaviour: {latency: soon}", "soon")]
    [InlineData("behaviour: {addExistingRegion: Perhaps}", "addExistingRegion")]
    [InlineData("assignments: [{permissionSet: Nobody, group: None, accounts: []}]\ninstance: {}", "Nobody")]
    [InlineData("users: [", "")]
    public async Task A_mistake_is_named(string yaml, string named)
    {
        var error = await Assert.ThrowsAsync<SeedException>(async () => await LocalIdentityCenterServer.StartAsync(SeedReader.Read(Minimal + yaml + "\n")));
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ids_that_are_left_out_are_the_same_after_every_start()
    {
        await using var first = await Center.StartAsync();
        await using var second = await Center.StartAsync();
        Assert.Equal(await first.GroupAsync(), await second.GroupAsync());
    }

    private const string Minimal = "organization: {managementAccount: 012345678901, accounts: [{id: 012345678901, name: management}]}\n";
}
