using Operator.Tests.Harness;

namespace Operator.Tests.Records;

/// <summary>Times that the API server takes and .NET alone does not read: each means an instant, and no object is immune by one.</summary>
public sealed class TimesOfTheCalendarStories : TenantStory
{
    [Theory]
    [InlineData("9999-12-31T23:59:59-01:00")]
    [InlineData("9999-12-31T23:59:59-99:99")]
    [InlineData("2099-01-01T00:00:00+99:99")]
    [InlineData("2099-01-01T00:00:00.123456789+23:59")]
    public async Task An_end_that_is_far_away_is_one(string end)
    {
        var arn = await BeginWithMineAsync();
        await Mallory.PatchAsync("mine", $"{{spec: {{expiresAt: '{end}'}}}}");
        await Objects.ReadyAsync("mine");
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
        await CloseAsync();
        await Aws.Access.UntilAsync(arn);
        await Mallory.DeleteAsync("mine");
        await Objects.GoneAsync("mine");
    }

    [Theory]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00+99:99")]
    public async Task An_end_that_is_long_past_is_one(string end)
    {
        var arn = await BeginWithMineAsync();
        await Mallory.PatchAsync("mine", $"{{spec: {{expiresAt: '{end}'}}}}");
        await Objects.ReasonAsync("mine", "Expired");
        await Aws.Access.UntilAsync(arn);
    }

    [Fact]
    public async Task A_beginning_after_all_times_is_awaited_and_one_before_all_times_is_over()
    {
        var arn = await BeginWithMineAsync();
        await Mallory.PatchAsync("mine", "{spec: {notBefore: '0000-01-01T00:00:00Z'}}");
        await Objects.ReadyAsync("mine");
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
        await Mallory.PatchAsync("mine", "{spec: {notBefore: '9999-12-31T23:59:59-01:00'}}");
        await Objects.ReasonAsync("mine", "Scheduled");
        await Aws.Access.UntilAsync(arn);
    }
}
