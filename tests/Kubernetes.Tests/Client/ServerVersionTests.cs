using System.Text;
using System.Text.Json;
using IdentityCenterOperator.Kubernetes.Client;
using Testing;

namespace Kubernetes.Tests.Client;

/// <summary>What an API server says of its version.</summary>
public sealed class ServerVersionTests
{
    [Theory]
    [InlineData("""{"major":"1","minor":"36","gitVersion":"v1.36.2"}""", 36, "v1.36.2")]
    [InlineData("""{"major":"1","minor":"35+","gitVersion":"v1.35.1-eks-1a2b3c4"}""", 35, "v1.35.1-eks-1a2b3c4")]
    [InlineData("""{"major":"1","minor":"33-gke","gitVersion":"v1.33.5-gke.1080000","platform":"linux/amd64"}""", 33, "v1.33.5-gke.1080000")]
    [InlineData("""{"major":"1","minor":"20"}""", 20, "v1.20")]
    public void Releases_are_compared_by_number_whatever_a_provider_appends(string json, int minor, string text) =>
        Assert.Equal(new(new(1, minor), text), ServerVersion.Read(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("<html>")]
    [InlineData("""{"major":"one","minor":"two"}""")]
    [InlineData("""{"major":1,"minor":36}""")]
    [InlineData("""{"major":"1","minor":"99999999999"}""")]
    public void What_is_no_version_is_no_crash(string json) => Assert.ThrowsAny<JsonException>(() => ServerVersion.Read(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public async Task A_user_without_any_right_may_ask()
    {
        var plane = await ControlPlane.Shared;
        Assert.Equal(plane.Server.Version, await plane.ClientFor("nobody-in-particular").VersionAsync());
    }
}
