using System.Text.Json;
using IdentityCenterOperator.Entities;

namespace Entities.Tests;

/// <summary>How the kinds are read and written.</summary>
public sealed class JsonTests
{
    [Fact]
    public void Fields_of_a_newer_version_are_skipped()
    {
        var set = Read("""{"metadata":{"name":"a","managedFields":[]},"spec":{"description":"d","fromTheFuture":{"a":1}},"extra":1}""");
        Assert.Equal(("a", "d"), (set.Metadata.Name, set.Spec.Description));
    }

    [Theory]
    [InlineData("""{"spec":{"provisioning":"Weekly"}}""", "$.spec.provisioning", "The value must be one of Automatic, Manual.")]
    [InlineData("""{"spec":{"provisioning":"manual"}}""", "$.spec.provisioning", "The value must be one of Automatic, Manual.")]
    [InlineData("""{"spec":{"provisioning":"Automatic, Manual"}}""", "$.spec.provisioning", "The value must be one of Automatic, Manual.")]
    [InlineData("""{"spec":{"provisioning":1}}""", "$.spec.provisioning", "The value must be one of Automatic, Manual.")]
    [InlineData("""{"spec":{"provisioning":null}}""", "$.spec.provisioning", "The value must be one of Automatic, Manual.")]
    [InlineData("""{"spec":{"managedPolicies":"ReadOnlyAccess"}}""", "$.spec.managedPolicies", null)]
    [InlineData("""{"spec":{"tags":{"team":1}}}""", "$.spec.tags.team", null)]
    [InlineData("""{"spec":{"customerManagedPolicies":[{"name":null}]}}""", "$.spec.customerManagedPolicies[0].name", null)]
    public void A_value_that_does_not_fit_fails_with_its_place(string json, string path, string? message)
    {
        var exception = Assert.Throws<JsonException>(() => Read(json));
        Assert.Equal(path, exception.Path);
        Assert.StartsWith(message ?? "", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_absent_is_not_written()
    {
        var set = new PermissionSet { Spec = new() { Provisioning = ProvisioningPolicy.Manual }, Status = new() { Name = "a" } };
        var json = JsonSerializer.SerializeToElement(set, EntitiesJson.Default.PermissionSet);
        Assert.Equal(
            ["provisioning", "adoptionPolicy", "managementPolicy", "deletionPolicy"], json.GetProperty("spec").EnumerateObject().Select(member => member.Name));
        Assert.Equal("Manual", json.GetProperty("spec").GetProperty("provisioning").GetString());
        Assert.Equal(["name"], json.GetProperty("status").EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public void An_inline_policy_is_kept_as_it_is_written_with_keys_given_twice()
    {
        const string policy = """{"Version":"2012-10-17","Version":"2008-10-17","Statement":[{"Resource":5.0}]}""";
        Assert.Equal(policy, Read($$$"""{"spec":{"inlinePolicy":{{{policy}}}}}""").Spec.InlinePolicy!.Value.GetRawText());
    }

    [Theory]
    [InlineData("15m", "00:15:00")]
    [InlineData("1h30m", "01:30:00")]
    [InlineData("1h1ms", "01:00:00.0010000")]
    [InlineData("", null)]
    [InlineData("15", null)]
    [InlineData("m", null)]
    [InlineData("15m\n", null)]
    [InlineData("999999999h999999999h", null)]
    [InlineData(null, null)]
    public void Go_durations_are_read(string? text, string? expected) => Assert.Equal(expected, GoDuration.Parse(text)?.ToString());

    [Fact]
    public void An_assignment_that_was_stored_half_empty_can_be_read()
    {
        var assignment = JsonSerializer.Deserialize("""{"spec":{"targets":{}},"status":{"granted":[{"id":"a"}]}}""", EntitiesJson.Default.AccountAssignment)!;
        Assert.Empty(assignment.Spec.Principals);
        Assert.Null(assignment.Spec.Targets.Accounts);
        Assert.Equal("a", Assert.Single(assignment.Status!.Granted!).Id);
        Assert.Equal((ManagementPolicy.Enforce, DeletionPolicy.Delete), (assignment.Spec.ManagementPolicy, assignment.Spec.DeletionPolicy));
    }

    [Fact]
    public void An_assignment_is_read_as_it_is_written()
    {
        const string spec = """
            {"permissionSetRef":{"name":"x"},"principals":[{"group":"a"},{"userId":"u"}],"targets":{"organizationalUnits":[{"path":"A/B","recursive":false}],"allAccounts":true},
            "expiresAt":"2026-12-08T00:00:00Z","managementPolicy":"Enforce","deletionPolicy":"Retain"}
            """;
        const string status = """
            {"granted":[{"permissionSetArn":"x","type":"GROUP","id":"g","accounts":["1"],"revoking":["2"]}],"expiryNotice":{"expiresAt":"2026-12-08T00:00:00Z","ahead":"24h"}}
            """;
        var assignment = JsonSerializer.Deserialize($$"""{"spec":{{spec}},"status":{{status}}}""", EntitiesJson.Default.AccountAssignment)!;
        var written = JsonSerializer.SerializeToElement(assignment, EntitiesJson.Default.AccountAssignment);
        Assert.Equal(spec.ReplaceLineEndings(""), written.GetProperty("spec").GetRawText());
        Assert.Equal(status.ReplaceLineEndings(""), written.GetProperty("status").GetRawText());
    }

    private static PermissionSet Read(string json) => JsonSerializer.Deserialize(json, EntitiesJson.Default.PermissionSet)!;
}
