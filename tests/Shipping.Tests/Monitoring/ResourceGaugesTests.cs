using System.Diagnostics.Metrics;
using System.Text;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Metrics;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Monitoring;
using Microsoft.Extensions.DependencyInjection;

namespace Shipping.Tests.Monitoring;

public sealed class ResourceGaugesTests : IAsyncLifetime, IDisposable
{
    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly PrometheusText _text = new([ResourceGauges.MeterName]);
    private readonly Store _sets = new("identitycenter.dev", "PermissionSet");
    private readonly Store _assignments = new("identitycenter.dev", "AccountAssignment");
    private readonly Store _namespaces = new("", "Namespace");

    public async Task InitializeAsync() =>
        await new ResourceGauges([_sets, _assignments, _namespaces], _services.GetRequiredService<IMeterFactory>(), _time).StartAsync(default);

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _text.Dispose();
        _services.Dispose();
    }

    [Fact]
    public void Objects_are_counted_by_kind_status_and_reason()
    {
        _sets.Set("a", Ready("True", "Synced", "11:00"));
        _sets.Set("b", Ready("True", "Synced", "11:30"));
        _sets.Set("c", Ready("False", "AccessDenied", "11:45"));
        _assignments.Set("a", """{"metadata":{"name":"a"}}""");
        Assert.Equal(
            [
                """identitycenter_resources{kind="AccountAssignment",ready="Unknown",reason="Unseen"} 1""",
                """identitycenter_resources{kind="PermissionSet",ready="False",reason="AccessDenied"} 1""",
                """identitycenter_resources{kind="PermissionSet",ready="True",reason="Synced"} 2""",
            ],
            Lines("identitycenter_resources"));
    }

    [Fact]
    public void The_longest_wait_for_Ready_is_told_by_reason()
    {
        _sets.Set("a", Ready("False", "AccessDenied", "11:00"));
        _sets.Set("b", Ready("False", "AccessDenied", "11:50"));
        _sets.Set("c", Ready("Unknown", "Progressing", "11:59"));
        _sets.Set("d", Ready("True", "Synced", "01:00"));
        Assert.Equal(
            [
                """identitycenter_not_ready_seconds{kind="PermissionSet",reason="AccessDenied"} 3600""",
                """identitycenter_not_ready_seconds{kind="PermissionSet",reason="Progressing"} 60""",
            ],
            Lines("identitycenter_not_ready_seconds"));
    }

    [Fact]
    public void What_fails_again_and_again_has_been_waiting_since_it_was_last_Ready()
    {
        _sets.Set("a", Ready("True", "Synced", "11:00"));
        for (var minute = 0; minute < 120; minute += 15)
        {
            _sets.Set("a", Ready("Unknown", "Progressing", Now));
            _time.Advance(TimeSpan.FromSeconds(30));
            _sets.Set("a", Ready("False", "ProvisioningFailed", Now));
            _time.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(30));
        }

        Assert.Equal(["""identitycenter_not_ready_seconds{kind="PermissionSet",reason="ProvisioningFailed"} 7200"""], Lines("identitycenter_not_ready_seconds"));
    }

    [Theory]
    [InlineData("Paused")]
    [InlineData("PendingApproval")]
    [InlineData("GuardTripped")]
    [InlineData("Drifted")]
    [InlineData("PermissionSetNotReady")]
    public void What_was_held_back_begins_to_wait_when_it_may_go_on(string held)
    {
        _sets.Set("a", Ready("False", held, "01:00"));
        _sets.Set("a", Ready("False", "Progressing", "01:00"));
        _time.Advance(TimeSpan.FromMinutes(2));
        _sets.Set("a", Ready("False", "ProvisioningFailed", "01:00"));
        _time.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(["""identitycenter_not_ready_seconds{kind="PermissionSet",reason="ProvisioningFailed"} 300"""], Lines("identitycenter_not_ready_seconds"));
    }

    [Fact]
    public void Another_object_of_the_same_name_begins_anew()
    {
        _sets.Set("a", Ready("False", "AccessDenied", "01:00", uid: "first"));
        _sets.Set("a", Ready("False", "AccessDenied", "11:59", uid: "second"));
        Assert.Equal(["""identitycenter_not_ready_seconds{kind="PermissionSet",reason="AccessDenied"} 60"""], Lines("identitycenter_not_ready_seconds"));
    }

    [Fact]
    public void A_status_about_an_earlier_spec_is_not_Ready()
    {
        _sets.Set("a", Ready("True", "Synced", "01:00", generation: 2, observed: 2));
        Assert.Equal(["""identitycenter_resources{kind="PermissionSet",ready="True",reason="Synced"} 1"""], Lines("identitycenter_resources"));
        _sets.Set("a", Ready("True", "Synced", "01:00", generation: 3, observed: 2));
        Assert.Equal(["""identitycenter_resources{kind="PermissionSet",ready="Unknown",reason="Outdated"} 1"""], Lines("identitycenter_resources"));
        _time.Advance(TimeSpan.FromMinutes(40));
        Assert.Equal(["""identitycenter_not_ready_seconds{kind="PermissionSet",reason="Outdated"} 2400"""], Lines("identitycenter_not_ready_seconds"));
    }

    [Theory]
    [InlineData("False", "AccessDenied", "Outdated", 39600)]
    [InlineData("True", "Paused", "Paused", 0)]
    public void What_is_not_Ready_and_not_looked_at_again_goes_on_waiting_and_a_pause_stays_one(string status, string reason, string told, int seconds)
    {
        _sets.Set("a", Ready(status, reason, "01:00", generation: 3, observed: 2));
        Assert.Equal([$$"""identitycenter_not_ready_seconds{kind="PermissionSet",reason="{{told}}"} {{seconds}}"""], Lines("identitycenter_not_ready_seconds"));
    }

    [Fact]
    public void An_object_that_nobody_has_reported_on_waits_since_its_creation()
    {
        _sets.Set("a", """{"metadata":{"name":"a","creationTimestamp":"2026-11-01T11:00:00Z"},"status":{"conditions":[{"type":"Drifted","status":"True"}]}}""");
        Assert.Equal(["""identitycenter_not_ready_seconds{kind="PermissionSet",reason="Unseen"} 3600"""], Lines("identitycenter_not_ready_seconds"));
    }

    [Fact]
    public void An_object_that_changes_or_goes_is_not_told_of_any_more()
    {
        _sets.Set("a", Ready("False", "AccessDenied", "11:00"));
        _sets.Set("a", Ready("True", "Synced", "11:01"));
        _sets.Set("b", Ready("False", "AccessDenied", "11:00"));
        _sets.Set("b", null);
        Assert.Empty(Lines("identitycenter_not_ready_seconds"));
        Assert.Equal(["""identitycenter_resources{kind="PermissionSet",ready="True",reason="Synced"} 1"""], Lines("identitycenter_resources"));
    }

    [Fact]
    public void Access_that_ends_soon_is_counted_until_it_ends()
    {
        _assignments.Set("an-hour", Expires("2026-11-01T13:00:00Z"));
        _assignments.Set("a-week", Expires("2026-11-08T11:00:00Z"));
        _assignments.Set("a-year", Expires("2027-11-01T12:00:00Z"));
        _assignments.Set("gone", Expires("2026-11-01T11:00:00Z"));
        Assert.Equal(["""identitycenter_access_expiring{within="1d"} 1""", """identitycenter_access_expiring{within="7d"} 2"""], Lines("identitycenter_access_expiring"));
        _time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(["""identitycenter_access_expiring{within="1d"} 0""", """identitycenter_access_expiring{within="7d"} 1"""], Lines("identitycenter_access_expiring"));
    }

    [Theory]
    [InlineData("""{"metadata":{"name":"a"},"spec":{"expiresAt":7},"status":{"conditions":"none"}}""")]
    [InlineData("""{"metadata":{"name":"a"},"spec":[],"status":{"conditions":[null,{"type":7}]}}""")]
    public void What_is_not_as_it_should_be_counts_as_unknown(string stored)
    {
        _sets.Set("a", stored);
        Assert.Equal(["""identitycenter_resources{kind="PermissionSet",ready="Unknown",reason="Unseen"} 1"""], Lines("identitycenter_resources"));
    }

    [Fact]
    public void Objects_of_other_groups_are_not_told_of()
    {
        _namespaces.Set("a", """{"metadata":{"name":"a"}}""");
        Assert.Empty(Lines("identitycenter_resources"));
    }

    private string Now => _time.GetUtcNow().ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private static string Ready(string status, string reason, string since, string uid = "u", int generation = 1, int observed = 1) =>
        $$$"""
        {"metadata":{"name":"x","uid":"{{{uid}}}","generation":{{{generation}}}},
         "status":{"conditions":[{"type":"Ready","status":"{{{status}}}","reason":"{{{reason}}}","observedGeneration":{{{observed}}},"lastTransitionTime":"2026-11-01T{{{since}}}:00Z"}]}}
        """;

    private static string Expires(string at) => $$$"""{"metadata":{"name":"x"},"spec":{"expiresAt":"{{{at}}}"}}""";

    private string[] Lines(string metric) => [.. _text.Scrape().Split('\n').Where(line => line.StartsWith($"{metric}{{", StringComparison.Ordinal))];

    private sealed class Store(string group, string kind) : IObjectStore
    {
        private Action<ObjectKey, ReadOnlyMemory<byte>?> _tell = (_, _) => { };

        public ResourceDefinition Resource { get; } = new(group, "v1alpha1", kind, kind.ToLowerInvariant() + "s", Namespaced: false);

        public void Subscribe(Action<ObjectKey, ReadOnlyMemory<byte>?> subscriber) => _tell = subscriber;

        public void Set(string name, string? json) => _tell(new ObjectKey(null, name), json is null ? (ReadOnlyMemory<byte>?)null : Encoding.UTF8.GetBytes(json));
    }
}
