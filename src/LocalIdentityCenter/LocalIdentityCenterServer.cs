using LocalIdentityCenter.Control;
using LocalIdentityCenter.Seeding;
using LocalIdentityCenter.State;
using LocalIdentityCenter.Wire;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace LocalIdentityCenter;

/// <summary>
/// A local Identity Center that listens for the AWS SDKs: sso-admin, identitystore, organizations and kms:DescribeKey on one port.
/// </summary>
/// <example><code>
/// await using var server = await LocalIdentityCenterServer.StartAsync(SeedReader.ReadFile("organization.yaml"));
/// var client = new AmazonSSOAdminClient(credentials, new AmazonSSOAdminConfig { ServiceURL = server.Endpoint.ToString(), AuthenticationRegion = "eu-central-1" });
/// server.Faults.Add(new Fault { Kind = FaultKind.Throttle, Operation = "ListPermissionSets", Times = 1 });
/// </code></example>
public sealed class LocalIdentityCenterServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly IdentityCenter center;
    private readonly string? stateFile;

    private LocalIdentityCenterServer(WebApplication application, IdentityCenter center, Calls calls, Faults faults, string? stateFile)
    {
        (this.application, this.center, this.stateFile) = (application, center, stateFile);
        (Calls, Faults) = (calls, faults);
    }

    /// <summary>Where it listens: <c>http://127.0.0.1:PORT/</c>. Give it to an SDK as the endpoint of all services, with the signing Region set.</summary>
    public Uri Endpoint { get; private set; } = new("http://127.0.0.1/");

    /// <summary>The calls so far.</summary>
    public Calls Calls { get; }

    /// <summary>What shall go wrong.</summary>
    public Faults Faults { get; }

    /// <summary>Durations, consistency and the switches for unverified behaviour; may be replaced at any time.</summary>
    public Behaviour Behaviour { get => center.Behaviour; set => center.Behaviour = value; }

    /// <summary>Quotas and rates; may be replaced at any time.</summary>
    public Limits Limits { get => center.Limits; set => center.Limits = value; }

    /// <summary>Changes in the organization that no API call of this server makes.</summary>
    public OrganizationChanges Organization => new(center);

    /// <summary>Starts a server and returns when it listens.</summary>
    /// <param name="seed">What it begins with.</param>
    /// <param name="options">How it is hosted; by default on a free loopback port.</param>
    /// <param name="cancellation">Stops waiting for the start.</param>
    /// <exception cref="SeedException">The seed contradicts itself, or the state file cannot be read.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<LocalIdentityCenterServer> StartAsync(Seed seed, ServerOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new ServerOptions();
        var (center, calls, faults) = (new IdentityCenter(seed, options), new Calls(options.CallHistory), new Faults(options.Random));
        var application = Build(options);
        var server = new LocalIdentityCenterServer(application, center, calls, faults, options.StateFile);
        server.Map(options);
        await application.StartAsync(cancellation);
        server.Endpoint = new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return server;
    }

    /// <summary>Begins again with the seed; calls and faults are forgotten.</summary>
    public void Reset()
    {
        center.Reset();
        Calls.Clear();
        Faults.Clear();
    }

    /// <summary>The whole state as JSON; <see cref="Load"/> takes it back.</summary>
    public byte[] Save() => center.Look(StateFile.Save);

    /// <summary>Goes on with a saved state.</summary>
    /// <exception cref="SeedException">The bytes are no saved state.</exception>
    public void Load(ReadOnlySpan<byte> saved) => center.Replace(StateFile.Load(saved));

    /// <summary>Lets all stuck operations and Region workflows end now.</summary>
    public void ReleaseStuck() => center.Change((world, progress) => StuckWork.Release(world, progress, center.Now));

    /// <summary>Completes when the server is asked to stop, by a signal for example.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellation = default) => application.WaitForShutdownAsync(cancellation);

    /// <summary>Stops listening; writes the state file if there is one.</summary>
    public async ValueTask DisposeAsync()
    {
        await application.StopAsync();
        await application.DisposeAsync();
        if (stateFile is not null) center.Look(world => { StateFile.Write(world, stateFile); return true; });
    }

    private static WebApplication Build(ServerOptions options)
    {
        // No file configures it: none is watched for changes, or a process with a hundred of these servers would use up what Linux grants a user (128 inotify instances).
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(2));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(System.Net.IPAddress.Parse(options.Address), options.Port);
        });
        return builder.Build();
    }

    private static Task RefuseOtherSitesAsync(HttpContext context, RequestDelegate next)
    {
        if (!PageEndpoints.IsFromElsewhere(context.Request)) return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private void Map(ServerOptions options)
    {
        var log = new CallLog(Calls, options.Log, options.Time);
        var endpoint = new AwsEndpoint(center, Faults, log, options.Time);
        application.Use(RefuseOtherSitesAsync);
        new PageEndpoints(this, center, new ConsoleActions(this, center, log)).Map(application);
        new ControlApi(this, center).Map(application);
        application.MapFallback("{**path}", endpoint.HandleAsync);
    }
}
