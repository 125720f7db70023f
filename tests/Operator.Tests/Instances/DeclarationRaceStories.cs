using System.Globalization;
using System.Text;
using IdentityCenterOperator.Kubernetes.Client;
using Operator.Tests.Harness;
using Testing;
using Xunit.Abstractions;

namespace Operator.Tests.Instances;

/// <summary>
/// Somebody declares the instance while the operator starts, or right after it was deleted, in each way that there is: nobody is ever refused, and what was declared
/// stands. <c>kubectl apply</c> asks whether there is an object and creates it if not: whoever created one in between would make it fail.
/// </summary>
public sealed class DeclarationRaceStories(ITestOutputHelper output) : Story
{
    private const string Default = "default";
    private const int TriesPerStart = 5;

    private static readonly int Tries = int.TryParse(Environment.GetEnvironmentVariable("RACES"), CultureInfo.InvariantCulture, out var tries) ? tries : 200;

    private readonly Random _random = new(20261128);
    private readonly List<string> _refusals = [];
    private int _declared;

    [Fact]
    public async Task Whoever_declares_the_instance_while_the_operator_starts_is_never_refused()
    {
        for (var start = 0; _declared < Tries; start++)
        {
            await Cluster.Instances.DeleteAsync(Default);
            var launch = LaunchOperatorAsync();
            for (var i = 0; i < TriesPerStart; i++)
                await TryAsync();
            await (await launch).StopAsync();
        }

        output.WriteLine($"{_declared} declarations, {_refusals.Count} refused");
        Assert.Empty(_refusals);
        await StartOperatorAsync();
        await Cluster.Instances.ReadyAsync(Default);
    }

    private async Task TryAsync()
    {
        await Cluster.Instances.DeleteAsync(Default);
        // Any moment of the start, and of what follows on the deletion.
        for (var reads = _random.Next(60); reads > 0; reads--)
            await Cluster.Instances.FindAsync(Default);
        var minutes = 1 + (_declared % 59);
        try
        {
            await DeclareAsync(_declared++ % 3, $"{minutes}m");
            Assert.Equal($"{minutes}m", (string?)(await Cluster.Instances.GetAsync(Default)).Json["spec"]!["sweepInterval"]);
        }
        catch (Exception e) when (e is ExpectationException or KubernetesException)
        {
            _refusals.Add(e.Message);
        }
    }

    private Task DeclareAsync(int way, string interval)
    {
        var yaml = $$"""{"apiVersion": "identitycenter.dev/v1alpha1", "kind": "IdentityCenter", "metadata": {"name": "default"}, "spec": {"sweepInterval": "{{interval}}"} }""";
        return way switch
        {
            0 => Cluster.Plane.KubectlWithInputAsync(yaml, "apply", "-f", "-"),
            1 => Cluster.Plane.KubectlWithInputAsync(yaml, "apply", "--server-side", "-f", "-"),
            _ => Cluster.User.CreateAsync(IdentityCenterOperator.Entities.IdentityCenter.Definition, null, Encoding.UTF8.GetBytes(yaml)),
        };
    }
}
