using Amazon.Runtime;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using IdentityCenterOperator.PermissionSets;
using LocalIdentityCenter;
using Microsoft.Extensions.DependencyInjection;
using Operator.Tests.Harness;

namespace Operator.Tests.PermissionSets;

/// <summary>Which reads a look costs, against a local Identity Center.</summary>
public sealed class SightTests : IAsyncLifetime
{
    private Aws _aws = null!;
    private ServiceProvider _services = null!;

    public async Task InitializeAsync()
    {
        _aws = await Aws.StartAsync();
        _services = new ServiceCollection().AddLogging().AddMetrics().AddSingleton(TimeProvider.System).AddSingleton(WriteFence.Open).AddAwsClients().AddDoor()
            .AddSingleton(new HomeRegion("eu-central-1")).AddSingleton(_aws.ForOperator(new AwsLine())).AddSingleton<AcceptedSteps>().AddSingleton<PermissionSetSight>().BuildServiceProvider();
        await _services.GetRequiredService<InstanceLocator>().FindAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        await _aws.DisposeAsync();
    }

    [Fact]
    public async Task What_does_not_urge_is_left_to_the_sweep()
    {
        var arn = await _aws.CreateAsync("reader");
        var mark = _aws.Mark;
        Assert.IsType<Sight.LeftToSweep>(await LookAsync(arn, Need.Whatever));
        Assert.Empty(_aws.CallsSince(mark));
    }

    [Fact]
    public async Task What_is_recorded_is_read_once_and_then_known()
    {
        var arn = await _aws.CreateAsync("reader");
        var mark = _aws.Mark;
        Assert.Equal(arn, (await SeenAsync(arn, Need.Known))!.Arn);
        Assert.Equal(arn, (await SeenAsync(arn, Need.Known))!.Arn);
        Assert.Equal(CreationStories.Look, _aws.CallsSince(mark));
    }

    [Fact]
    public async Task What_was_written_to_is_read_again_whatever_the_need()
    {
        var arn = await _aws.CreateAsync("reader");
        await SeenAsync(arn, Need.Known);
        _services.GetRequiredService<FactStore>().MarkStale(arn, DateTimeOffset.UtcNow);
        var mark = _aws.Mark;
        await SeenAsync(arn, Need.Whatever);
        Assert.Equal(CreationStories.Look, _aws.CallsSince(mark));
    }

    [Fact]
    public async Task What_was_asked_for_is_read_anew()
    {
        var arn = await _aws.CreateAsync("reader");
        await SeenAsync(arn, Need.Known);
        await _aws.TagAsync(arn, "team", "data");
        Assert.Equal("data", (await SeenAsync(arn, Need.Fresh))!.Tags["team"]);
    }

    [Fact]
    public async Task A_set_that_was_never_recorded_is_found_by_its_name_where_absence_must_be_certain()
    {
        var arn = await _aws.CreateAsync("reader");
        Assert.Null(await SeenAsync(null, Need.Known));
        Assert.Equal(arn, (await SeenAsync(null, Need.Named))!.Arn);
    }

    [Fact]
    public async Task A_set_that_was_replaced_under_its_name_is_found()
    {
        var old = await _aws.CreateAsync("reader");
        await SeenAsync(old, Need.Known);
        await _aws.DeleteAsync(old);
        var successor = await _aws.CreateAsync("reader");
        Assert.Equal(successor, (await SeenAsync(old, Need.Fresh))!.Arn);
    }

    [Fact]
    public async Task A_set_that_is_gone_is_seen_to_be_gone()
    {
        var arn = await _aws.CreateAsync("reader");
        await _aws.DeleteAsync(arn);
        Assert.Null(await SeenAsync(arn, Need.Fresh));
    }

    [Theory]
    [InlineData("DescribePermissionSet")]
    [InlineData("ListTagsForResource")]
    [InlineData("ListAccountsForProvisionedPermissionSet")]
    public async Task A_look_of_which_a_part_fails_sees_nothing_at_all(string operation)
    {
        var arn = await _aws.CreateAsync("reader");
        _aws.Fault(FaultKind.Denied, operation);
        await Assert.ThrowsAnyAsync<AmazonServiceException>(() => LookAsync(arn, Need.Fresh));
        Assert.IsType<Fact<PermissionSetFacts>.Unknown>(_services.GetRequiredService<FactStore>().PermissionSet(arn));
    }

    private Task<Sight> LookAsync(string? arn, Need need) => _services.GetRequiredService<PermissionSetSight>().LookAsync("reader", arn, need, CancellationToken.None);

    private async Task<PermissionSetFacts?> SeenAsync(string? arn, Need need) => Assert.IsType<Sight.Seen>(await LookAsync(arn, need)).Facts;
}
