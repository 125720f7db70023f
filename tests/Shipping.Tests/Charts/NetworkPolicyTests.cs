using System.Net;
using System.Text.Json.Nodes;

namespace Shipping.Tests.Charts;

/// <summary>What the operator reaches through the policy, as a network plugin reads it: policies add up, and a rule without addresses opens its ports to all.</summary>
public sealed class NetworkPolicyTests
{
    private static JsonObject Base => Manifest.Read("config", "network-policy", "networkpolicy.yaml").The("NetworkPolicy");

    private static JsonObject Metadata => Manifest.Read("config", "network-policy", "instance-metadata", "networkpolicy.yaml").The("NetworkPolicy");

    [ToolTheory("helm")]
    [InlineData("169.254.170.23", 80, "TCP", true)]     // the agent of EKS Pod Identity
    [InlineData("fd00:ec2::23", 80, "TCP", true)]       // and where the cluster has IPv6
    [InlineData("fd00:ec2::24", 80, "TCP", false)]
    [InlineData("169.254.170.2", 80, "TCP", false)]
    [InlineData("169.254.169.254", 80, "TCP", false)]   // the node's metadata, only where asked for
    [InlineData("fd00:ec2::254", 80, "TCP", false)]
    [InlineData("203.0.113.7", 80, "TCP", false)]
    [InlineData("203.0.113.7", 443, "TCP", true)]       // AWS
    [InlineData("2001:db8::7", 443, "TCP", true)]
    [InlineData("10.0.0.1", 6443, "TCP", true)]         // the API server
    [InlineData("10.0.0.10", 53, "UDP", true)]          // the name service
    [InlineData("fd00::a", 53, "TCP", true)]
    [InlineData("10.0.0.10", 5353, "UDP", false)]
    public async Task It_opens_what_is_needed_and_no_more(string address, int port, string protocol, bool isOpen)
    {
        Assert.Equal(isOpen, Opens(await RenderedAsync(""), address, port, protocol));
        Assert.Equal(isOpen, Opens(Base, address, port, protocol));
    }

    [ToolTheory("helm")]
    [InlineData("dnsPorts: [53, 5353]", "10.0.0.10", 5353, "UDP")]
    [InlineData("dnsPorts: [53, 5353]", "10.0.0.10", 53, "TCP")]
    [InlineData("dnsPorts: [8053]", "fd00::a", 8053, "TCP")]
    [InlineData("instanceMetadata: true", "169.254.169.254", 80, "TCP")]
    [InlineData("instanceMetadata: true", "fd00:ec2::254", 80, "TCP")]
    [InlineData("instanceMetadata: true", "fd00:ec2::23", 80, "TCP")]
    public async Task What_differs_from_cluster_to_cluster_can_be_asked_for(string values, string address, int port, string protocol) =>
        Assert.True(Opens(await RenderedAsync(values), address, port, protocol));

    [ToolTheory("helm")]
    [InlineData("169.254.169.254", true)]
    [InlineData("fd00:ec2::254", true)]
    [InlineData("169.254.169.253", false)]
    public async Task The_base_for_the_metadata_service_opens_what_the_value_opens(string address, bool isOpen)
    {
        Assert.Equal(isOpen, Opens(Metadata, address, 80, "TCP"));
        Assert.Equal(isOpen, Opens(await RenderedAsync("instanceMetadata: true"), address, 80, "TCP"));
        Assert.Equal(Manifest.Canonical(Base["spec"]!["podSelector"]), Manifest.Canonical(Metadata["spec"]!["podSelector"]));
    }

    private static async Task<JsonObject> RenderedAsync(string values) =>
        (await HelmChart.ObjectsAsync($"{Overlays.Minimal}\nnetworkPolicy: {{enabled: true{(values.Length == 0 ? "" : $", {values}")}}}")).The("NetworkPolicy");

    private static bool Opens(JsonObject policy, string address, int port, string protocol) => policy["spec"]!["egress"]!.AsArray().Any(rule =>
        rule!["ports"]!.AsArray().Any(open => (long)open!["port"]! == port && (string)open["protocol"]! == protocol)
        && (rule["to"] is not JsonArray peers || peers.Any(peer => IPNetwork.Parse((string)peer!["ipBlock"]!["cidr"]!).Contains(IPAddress.Parse(address)))));
}
