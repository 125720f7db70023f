using System.Text.RegularExpressions;
using Amazon.IdentityStore;
using Amazon.Organizations;
using Amazon.Runtime;
using Amazon.SSOAdmin;
using IdentityCenterOperator.Hosting;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Shipping.Tests.Monitoring;

/// <summary>What the operator says right after its start, before it has reached anything, held against the rules and their tests.</summary>
public sealed partial class FirstScrapeTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private WebApplication? _app;

    private static string Rules => File.ReadAllText(Repository.At("config", "monitoring", "prometheusrule.yaml"));

    private static string Tests => File.ReadAllText(Repository.At("tests", "Shipping.Tests", "Monitoring", "alerts.test.yaml"));

    private Dictionary<string, double> Scrape => Series().Matches(_app!.Services.GetRequiredService<PrometheusText>().Scrape())
        .ToDictionary(line => line.Groups[1].Value, line => double.Parse(line.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture));

    public async Task InitializeAsync()
    {
        // Nothing listens there.
        var kubeconfig = _folder.At("kubeconfig");
        await File.WriteAllTextAsync(kubeconfig, """
            {apiVersion: v1, kind: Config, current-context: a, contexts: [{name: a, context: {cluster: a, user: a}}],
             clusters: [{name: a, cluster: {server: "http://127.0.0.1:9"}}], users: [{name: a, user: {token: a}}]}
            """);
        var credentials = new BasicAWSCredentials("a", "b");
        _app = OperatorHost.Build(new() { Kubeconfig = kubeconfig, Bind = new(System.Net.IPAddress.Loopback, 0), LeaseNamespace = "identity-center-system" }, services => services
            .AddSingleton<IAmazonSSOAdmin>(new AmazonSSOAdminClient(credentials, new AmazonSSOAdminConfig { ServiceURL = "http://127.0.0.1:9" }))
            .AddSingleton<IAmazonIdentityStore>(new AmazonIdentityStoreClient(credentials, new AmazonIdentityStoreConfig { ServiceURL = "http://127.0.0.1:9" }))
            .AddSingleton<IAmazonOrganizations>(new AmazonOrganizationsClient(credentials, new AmazonOrganizationsConfig { ServiceURL = "http://127.0.0.1:9" }))
            .AddSingleton(new HomeRegion("eu-central-1")));
        await _app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _app!.StopAsync();
        await _app.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_counter_that_a_rule_looks_at_is_there_at_zero()
    {
        var scrape = Scrape;
        var counters = Counter().Matches(Rules).Select(match => match.Value).Where(name => !IsOfRequests(name)).Distinct().ToList();
        Assert.Equal(4, counters.Count);
        Assert.All(counters, counter =>
        {
            var series = scrape.Where(entry => entry.Key.StartsWith($"{counter}{{", StringComparison.Ordinal)).ToList();
            Assert.NotEmpty(series);
            Assert.All(series, entry => Assert.Equal(0, entry.Value));
        });
    }

    [Fact]
    public void The_tests_of_the_alerts_begin_each_counter_as_the_operator_begins_it()
    {
        var scrape = Scrape;
        var tried = InputSeries().Matches(Tests).Select(match => (Series: match.Groups[1].Value + "{" + Pod().Replace(match.Groups[2].Value, "") + "}", Values: match.Groups[3].Value))
            .Where(input => Counter().IsMatch(input.Series)).ToList();
        Assert.True(tried.Count > 10);
        Assert.All(tried, input => Assert.True(
            IsOfRequests(input.Series) ? input.Values.StartsWith("_ ", StringComparison.Ordinal) : input.Values.StartsWith('0') && scrape.ContainsKey(input.Series),
            $"{input.Series} begins as {input.Values}"));
    }

    [Fact]
    public void Every_kind_begins_its_drift_and_every_operation_each_of_its_ends_at_zero()
    {
        var names = Scrape.Keys.ToList();
        Assert.Equal(["AccountAssignment", "IdentityCenter", "PermissionSet", "ReplicaRegion"], Values(names, "identitycenter_drift_total", "kind"));
        Assert.Equal(
            ["assignments", "attributes", "customerManagedPolicies", "description", "inlinePolicy", "managedPolicies", "name", "permissionsBoundary", "region", "relayState", "sessionDuration", "tags"],
            Values(names, "identitycenter_drift_total", "field"));
        Assert.Equal(["Creation", "Deletion", "Provisioning"], Values(names, "identitycenter_propagation_seconds_count", "kind"));
        Assert.Equal(["Failed", "Forgotten", "Succeeded", "TimedOut"], Values(names, "identitycenter_propagation_seconds_count", "outcome"));
        Assert.Equal(["accountassignment", "identitycenter", "permissionset", "replicaregion"], Values(names, "controller_runtime_reconcile_errors_total", "controller"));
    }

    [Fact]
    public void A_standby_says_that_it_does_not_lead() => Assert.Equal(0, Scrape["""leader_election_master_status{name="identity-center-operator"}"""]);

    // They are counted by operation, and begin with the operation's first request.
    private static bool IsOfRequests(string name) => name.StartsWith("identitycenter_aws_", StringComparison.Ordinal);

    private static IEnumerable<string> Values(IEnumerable<string> series, string metric, string label) => series
        .Where(name => name.StartsWith($"{metric}{{", StringComparison.Ordinal))
        .Select(name => Regex.Match(name, $"{label}=\"([^\"]*)\"").Groups[1].Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^([a-z_]+(?:\{.*\})?) (\S+)$", RegexOptions.Multiline)]
    private static partial Regex Series();

    [GeneratedRegex(@"\b[a-z_]+_(?:total|count)\b")]
    private static partial Regex Counter();

    [GeneratedRegex(@"series: '([a-z_]+)\{(.*?)\}', values: '([^']*)'")]
    private static partial Regex InputSeries();

    [GeneratedRegex(",?pod=\"[a-z]\"")]
    private static partial Regex Pod();
}
