using System.Text.Json;
using System.Text.Json.Nodes;
using LocalIdentityCenter.Models;
using LocalIdentityCenter.Seeding;
using LocalIdentityCenter.State;
using LocalIdentityCenter.Wire;

namespace LocalIdentityCenter;

/// <summary>The local Identity Center without its wire: one world behind one lock, changed by operations and by time.</summary>
internal sealed class IdentityCenter
{
    private readonly Lock gate = new();
    private readonly Seed seed;
    private readonly TimeProvider time;
    private readonly Random random;
    private readonly Ids ids;
    private readonly bool checkAnswers;
    private readonly Dictionary<ServiceModel, TokenBucket> buckets = ServiceModel.All.ToDictionary(s => s, _ => new TokenBucket());
    private readonly StaleReads staleReads = new();
    private readonly StaleReads staleLists = new();
    private readonly Dictionary<string, CallerIdentity> callers;
    private WorldState world;
    private Progress progress;

    public IdentityCenter(Seed seed, ServerOptions options)
    {
        (this.seed, time, random, checkAnswers) = (seed, options.Time, options.Random, options.CheckAnswers);
        ids = new Ids(random);
        callers = seed.Callers.ToDictionary(c => c.AccessKeyId);
        Behaviour = seed.Behaviour;
        Limits = seed.Limits;
        (world, progress) = Begin(options.StateFile is { } file && File.Exists(file) ? StateFile.Read(file) : new WorldBuilder(seed, Now).Build());
    }

    public Behaviour Behaviour { get; set; }

    public Limits Limits { get; set; }

    public Ids Ids => ids;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Throws the world away and begins again with the seed.</summary>
    public void Reset() => Replace(new WorldBuilder(seed, Now).Build());

    /// <summary>Goes on with another world, a saved one.</summary>
    public void Replace(WorldState other)
    {
        lock (gate)
        {
            (world, progress) = Begin(other);
            staleReads.Clear();
            staleLists.Clear();
        }
    }

    /// <summary>Looks at the world as it is now; nothing may be kept or changed.</summary>
    public T Look<T>(Func<WorldState, T> look)
    {
        lock (gate)
        {
            progress.Advance(Now);
            return look(world);
        }
    }

    /// <summary>Changes the world outside of the API: what happens to an organization.</summary>
    public void Change(Action<WorldState, Progress> change)
    {
        lock (gate)
        {
            progress.Advance(Now);
            change(world, progress);
        }
    }

    /// <summary>Who sent a request, for which service and Region.</summary>
    /// <exception cref="AwsException">The credential cannot be accepted.</exception>
    public Caller Identify(AwsRequest request, OperationModel operation)
    {
        var credential = Credential.Parse(request.Header("authorization"));
        if (credential is null && Behaviour.RequireSignature) throw new AwsException("MissingAuthenticationTokenException", "Missing Authentication Token", 403);
        var identity = credential is null ? null : callers.GetValueOrDefault(credential.AccessKeyId);
        if (credential is not null) CheckCredential(request, credential, identity, operation);
        lock (gate) return CallerOf(credential, identity);
    }

    /// <summary>What people call the holder of an access key.</summary>
    public string CallerName(string accessKeyId) =>
        callers.GetValueOrDefault(accessKeyId)?.Name ?? (accessKeyId.Length == 0 ? "anonymous" : accessKeyId);

    /// <summary>Somebody in the console of the management account, in the primary Region.</summary>
    public Caller ConsoleCaller(string name)
    {
        lock (gate) return CallerOf(null, null) with { AccessKeyId = name, Name = name };
    }

    /// <summary>Carries out a request.</summary>
    /// <exception cref="AwsException">AWS's answer is an error.</exception>
    public JsonObject Execute(Handler handler, ReadOnlyMemory<byte> body, Caller caller, Fault? laterFault, bool isThrottled = true)
    {
        var now = Now;
        if (isThrottled) Throttle(handler.Model.Service, now);
        using var document = RequestBody.Parse(body);
        RequestBody.Check(document.RootElement, handler.Model);
        lock (gate)
        {
            progress.Advance(now);
            return checkAnswers
                ? AnswerCheck.Checked(handler.Model, () => Run(handler, document.RootElement, caller, laterFault, now))
                : Run(handler, document.RootElement, caller, laterFault, now);
        }
    }

    private JsonObject Run(Handler handler, JsonElement body, Caller caller, Fault? laterFault, DateTimeOffset now)
    {
        var seen = world;
        if (!handler.Model.IsRead) Changing(now);
        else if (Behaviour.StaleReads > TimeSpan.Zero && staleReads.Find(Behaviour.StaleShare, now, random) is { } earlier) seen = earlier;
        else if (Behaviour.ListsLag > TimeSpan.Zero && handler.IsListOfAccess && staleLists.Find(1, now, random) is { } before) seen = before;
        var request = new RequestContext
        {
            Operation = handler.Model,
            Body = body,
            Caller = caller,
            World = seen,
            Progress = progress,
            Now = now,
            Behaviour = Behaviour,
            Limits = Limits,
            Ids = ids,
            LaterFault = laterFault,
        };
        Refusals.CheckCaller(handler, request);
        return handler.Run(request);
    }

    private (WorldState, Progress) Begin(WorldState begun) =>
        (begun, new Progress(begun, () => Behaviour, () => Limits, ids, at => staleLists.Remember(begun, Behaviour.ListsLag, at)));

    private void Changing(DateTimeOffset now)
    {
        staleReads.Remember(world, Behaviour.StaleReads, now);
        staleLists.Remember(world, Behaviour.ListsLag, now);
    }

    private void CheckCredential(AwsRequest request, Credential credential, CallerIdentity? identity, OperationModel operation)
    {
        var service = operation.Service;
        if (credential.Service != service.SigningName)
            throw new AwsException("InvalidSignatureException", $"Credential should be scoped to correct service: '{service.SigningName}'.", 403);
        if (service == ServiceModel.Organizations && Behaviour.StrictOrganizationsRegion && credential.Region != "us-east-1")
            throw new AwsException("InvalidSignatureException", "Credential should be scoped to a valid region.", 403);
        if (identity is null && Behaviour.RequireSignature)
            throw new AwsException("UnrecognizedClientException", "The security token included in the request is invalid.", 403);
        if (identity?.SecretAccessKey is { } secret) Signature.Check(request, credential, secret, Now);
    }

    private Caller CallerOf(Credential? credential, CallerIdentity? identity)
    {
        var organization = world.Organization;
        var account = identity?.AccountId ?? organization.ManagementAccountId;
        var key = credential?.AccessKeyId ?? "";
        var region = credential?.Region ?? world.OrganizationInstance()?.PrimaryRegion ?? "us-east-1";
        return new(key, account, Refusals.RoleOf(account, organization), CallerName(key), region, identity?.MayManageManagementAccount ?? true, identity?.MayUseKeys ?? true);
    }

    private void Throttle(ServiceModel service, DateTimeOffset now)
    {
        var rate = service == ServiceModel.SsoAdmin ? Limits.SsoAdminRequestsPerSecond
            : service == ServiceModel.IdentityStore ? Limits.IdentityStoreRequestsPerSecond
            : service == ServiceModel.Organizations ? Limits.OrganizationsRequestsPerSecond : null;
        if (rate is null) return;
        if (!buckets[service].TryTake(rate.Value, Limits.Burst, now)) throw Faulty.Throttled(service, "Rate exceeded");
    }
}
