namespace Shipping.Tests.Monitoring;

public sealed class MetricsDocumentTests
{
    [Fact]
    public void Every_metric_that_is_made_is_documented() => Assert.Empty(Metrics.Made.Except(Metrics.Documented));

    [Fact]
    public void Every_metric_that_is_documented_is_made() => Assert.Empty(Metrics.Documented.Except(Metrics.Made));

    [Fact]
    public void The_names_of_a_query_are_found() => Assert.Equal(
        ["identitycenter_sweep_duration_seconds", "workqueue_depth"],
        Metrics.Used("""histogram_quantile(0.5, rate(identitycenter_sweep_duration_seconds_bucket{complete="true",name="identitycenter_x"}[5m])) / workqueue_depth"""));
}
