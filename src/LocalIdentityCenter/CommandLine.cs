using System.CommandLine;
using LocalIdentityCenter.Seeding;

namespace LocalIdentityCenter;

/// <summary>The command line of the local Identity Center.</summary>
internal static class CommandLine
{
    public static RootCommand Root()
    {
        var seed = new Option<FileInfo>("--seed") { Description = "YAML file with the organization to begin with.", Required = true };
        var port = new Option<int>("--port") { Description = "Port to listen on; 0 takes a free one.", DefaultValueFactory = _ => 4599 };
        var address = new Option<string>("--address") { Description = "Address to listen on. Nothing here keeps strangers out.", DefaultValueFactory = _ => "127.0.0.1" };
        var latency = new Option<string?>("--latency") { Description = "How long one account takes to be changed, such as 500ms or 2s." };
        var state = new Option<FileInfo?>("--state") { Description = "State file: read at the start if it is there, written at the end." };
        var noLimits = new Option<bool>("--no-limits") { Description = "Switch all quotas and rates off." };
        var quiet = new Option<bool>("--quiet") { Description = "Do not write a line for each call." };
        var checkAnswers = new Option<bool>("--check-answers") { Description = "Hold each answer against the services' models." };
        var root = new RootCommand("A local AWS IAM Identity Center for tests, demonstrations and pipelines.") { seed, port, address, latency, state, noLimits, quiet, checkAnswers };
        root.SetAction((parsed, cancellation) => RunAsync(
            () => Adjusted(SeedReader.ReadFile(parsed.GetValue(seed)!.FullName), parsed.GetValue(latency), parsed.GetValue(noLimits)),
            new ServerOptions
            {
                Port = parsed.GetValue(port),
                Address = parsed.GetValue(address)!,
                StateFile = parsed.GetValue(state)?.FullName,
                Log = parsed.GetValue(quiet) ? null : Console.Out,
                CheckAnswers = parsed.GetValue(checkAnswers),
            },
            cancellation));
        return root;
    }

    private static async Task<int> RunAsync(Func<Seed> seed, ServerOptions options, CancellationToken cancellation)
    {
        try
        {
            await using var server = await LocalIdentityCenterServer.StartAsync(seed(), options, cancellation);
            Console.WriteLine($"Local Identity Center listens on {server.Endpoint}");
            await server.WaitForShutdownAsync(cancellation);
            return 0;
        }
        catch (Exception e) when (e is SeedException or IOException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static Seed Adjusted(Seed seed, string? latency, bool noLimits)
    {
        if (latency is not null && !Durations.TryParse(latency, out _)) throw new SeedException($"--latency {latency} is not a duration such as 250ms or 2s");
        var behaviour = latency is not null && Durations.TryParse(latency, out var duration)
            ? seed.Behaviour with { Latency = duration, DeprovisionLatency = duration }
            : seed.Behaviour;
        return seed with { Behaviour = behaviour, Limits = noLimits ? Limits.None : seed.Limits };
    }
}
