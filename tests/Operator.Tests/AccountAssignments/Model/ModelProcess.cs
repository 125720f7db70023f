using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.Auditing;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Guarding;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Controllers;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Events;
using IdentityCenterOperator.Kubernetes.Hosting;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Reconciliation;
using IdentityCenterOperator.Records;
using IdentityCenterOperator.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace Operator.Tests.AccountAssignments.Model;

/// <summary>
/// The operator's own controllers and works, as its host puts them together, before an API server and an AWS in memory. It is brought to a state, does one thing, and tells
/// which state that leads to. Between two states nothing of the process is kept but what the state tells.
/// </summary>
internal sealed class ModelProcess : IDisposable
{
    private static readonly TimeSpan TooLong = TimeSpan.FromSeconds(30);
    private static readonly string Kind = AccountAssignment.Definition.Kind;
    private static readonly string RecordKind = AccessRecord.Definition.Kind;

    private readonly ManualTimeProvider _time = new();
    private readonly ModelWorld _world;
    private readonly ModelApi _api = new();
    private readonly ModelAws _aws = new();
    private readonly ServiceProvider _services;
    private readonly HashSet<(ObjectKey Key, string Uid)> _known = [];

    /// <summary>Starts it.</summary>
    public ModelProcess(ModelWorld world)
    {
        _world = world;
        _services = Provide();
        Complete(StartAsync);
    }

    private IEntityController<AccountAssignment> Controller => Get<IEntityController<AccountAssignment>>();

    private IEntityController<AccessRecord> RecordController => Get<IEntityController<AccessRecord>>();

    /// <summary>Uid of an object.</summary>
    public static string UidOf(int slot, int life) => $"uid-{slot}-{life}";

    private static (int Slot, int Life) SlotOf(string uid) =>
        uid.Split('-') is [_, var slot, var life] ? (int.Parse(slot, CultureInfo.InvariantCulture), int.Parse(life, CultureInfo.InvariantCulture)) : throw new ExpectationException($"no uid: {uid}");

    /// <summary>The controller of objects runs over one of them.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="slot">The object.</param>
    /// <param name="diesAfter">After how many writes the process dies; null for never.</param>
    /// <returns>The state after, and how much was written.</returns>
    public (ModelState State, int Writes) Reconcile(ModelState state, int slot, int? diesAfter = null)
    {
        var before = state.Objects[slot]!;
        var key = KeyOf(slot);
        Load(state, state.Steps.Where(step => step.Owner == UidOf(slot, before.Life) && !step.OfRecord));
        var entity = Get<ObjectStore<AccountAssignment>>().Get(key)!;
        _api.Begin(diesAfter);
        ReconciliationResult? result = null;
        Complete(async () =>
        {
            if (!before.HasFinalizer)
                _api.Finalize(key, isThere: true);
            result = before.IsDeleting ? await Controller.FinalizeAsync(entity, default) : await Controller.ReconcileAsync(entity, default);
            if (result is ReconciliationResult.Done && before.IsDeleting)
                _api.Finalize(key, isThere: false);
        });
        return (Read(state, UidOf(slot, before.Life), ofRecord: false), _api.Writes);
    }

    /// <summary>The controller of records runs over one whose object is gone.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="record">The record.</param>
    /// <param name="diesAfter">After how many writes the process dies; null for never.</param>
    /// <param name="isDeleted">Whether somebody has deleted the record, and the process has not heard of it.</param>
    /// <returns>The state after, and how much was written.</returns>
    public (ModelState State, int Writes) Reconcile(ModelState state, ModelRecord record, int? diesAfter = null, bool isDeleted = false)
    {
        Load(state, state.Steps.Where(step => step.Owner == record.Uid && step.OfRecord));
        var entity = Get<ObjectStore<AccessRecord>>().Get(new(null, record.Uid))!;
        if (isDeleted)
            _api.Set(AccessRecord.Definition.Kind, new Dictionary<ObjectKey, (string, Func<System.Text.Json.Nodes.JsonObject>)>());
        _api.Begin(diesAfter);
        Complete(() => RecordController.ReconcileAsync(entity, default));
        return (Read(state, record.Uid, ofRecord: true), _api.Writes);
    }

    /// <summary>The works take a step up: they send it, or find that it is not due any more.</summary>
    public ModelState Start(ModelState state, ModelStep step)
    {
        Load(state, [step]);
        _api.Begin(null);
        var before = _aws.Running.Count;
        Complete(() => Get<AssignmentWorks>().StartNext(default) ?? Task.CompletedTask);
        var begun = _aws.Running.Skip(before).Select(one => new ModelOperation(one.IsGrant, one.Assignment, IsFollowed: true));
        return state with { Steps = state.Steps.Remove(step), Running = [.. state.Running, .. begun] };
    }

    /// <inheritdoc/>
    public void Dispose() => _services.Dispose();

    private T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    private ObjectKey KeyOf(int slot) => new(ModelWorld.Namespaces[_world.Slots[slot].Namespace], _world.Slots[slot].Name);

    // What became of a process that died is of no interest: it does nothing any more. It hardly ever waits, and then goes on on any thread.
    private void Complete(Func<Task> run)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            if (!run().Wait(TooLong))
                throw new ExpectationException("it waits for something that never comes");
        }
        catch (AggregateException) when (_api.IsDead)
        {
        }
        catch (AggregateException e)
        {
            throw new ExpectationException($"it fails: {e.InnerException}", e);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private async Task StartAsync()
    {
        Get<OperatorSettings>().Apply(new()
        {
            RequestsPerSecond = 100_000,
            IdentityStoreRequestsPerSecond = 100_000,
            OrganizationsRequestsPerSecond = 100_000,
            Guard = new() { MaxRevocations = 1_000_000, MaxPercent = 1_000_000, PerNamespace = new(1_000_000, 1_000_000) },
        });
        Get<InstanceGate>().SetRecords(null);
        Get<RecordsReadiness>().Complete();
        Get<AssignmentRegister>();
        Get<AssignmentWorks>();
        _api.Set("IdentityCenter", new Dictionary<ObjectKey, (string, Func<JsonObject>)> { [new(null, "default")] = ("", () => Body("IdentityCenter", Metadata(null, "default", "ic"), [])) });
        _api.Set("Namespace", ModelWorld.Namespaces.ToDictionary(name => new ObjectKey(null, name), name => ("", (Func<JsonObject>)(() => Body("Namespace", Metadata(null, name, $"ns-{name}"), [])))));
        Get<ObjectStore<IdentityCenterOperator.Entities.IdentityCenter>>().Fill(_api.All("IdentityCenter"));
        Get<ObjectStore<Namespace>>().Fill(_api.All("Namespace"));
        await Get<DeletionGuard>().ReadAsync(default);
        await Get<InstanceLocator>().FindAsync(default);
        await Get<OrganizationDirectory>().GetAsync(OrganizationParts.Accounts, default);
        await Get<OperationTracker>().RecognizedAsync(default);
    }

    private void Load(ModelState state, IEnumerable<ModelStep> steps)
    {
        Forget();
        var now = Get<SteadyClock>().GetUtcNow();
        Know(state, now);
        Store(state);
        if (steps.ToList() is [var first, ..] all)
            Submit(first.Owner, first.OfRecord, all);
    }

    // As when the objects were gone, and with them all that is remembered of them.
    private void Forget()
    {
        foreach (var (key, uid) in _known)
            (key.Namespace is null ? RecordController.DeletedAsync(key, uid, default) : Controller.DeletedAsync(key, uid, default)).Wait();
        _known.Clear();
        Get<OperationTracker>().Abandon();
        _time.Advance(TimeSpan.FromHours(2));
    }

    private void Know(ModelState state, DateTimeOffset now)
    {
        (_aws.Shown, var facts) = (state.Shown, Get<FactStore>());
        _aws.Running.Clear();
        _aws.Running.AddRange(state.Running.Select(one => (one.IsGrant, one.Assignment)));
        facts.Clear(now - TimeSpan.FromMinutes(1));
        facts.Instances.Put(ModelAws.Instance, new Fact<InstanceFacts>.Present(new("ACTIVE", true, new(null, null, "ENABLED", null), []), now));
        foreach (var principal in ModelWorld.Principals)
            facts.PrincipalNames.Put(principal, new Fact<string>.Present(principal.Id[..1], now));
        // Whatever was written within the settling time was written a moment ago.
        Get<Settling>().Begin(state.IsYoung ? now : now - TimeSpan.FromHours(1));
        foreach (var end in state.Ends)
        {
            if (end.Exists is { } exists)
                facts.Confirm(ModelWorld.All[end.Assignment], exists, now - TimeSpan.FromSeconds(1));
            else
                facts.MarkStale(ModelWorld.All[end.Assignment], now - TimeSpan.FromSeconds(1));
        }

        foreach (var pair in ModelWorld.All.Select(one => one.Pair).Distinct())
            facts.PutAssignments(pair, new Fact<IReadOnlySet<Assignment>>.Present(ModelWorld.In(state.Shown).Select(index => ModelWorld.All[index]).Where(one => one.Pair == pair).ToHashSet(), now));
    }

    private void Store(ModelState state)
    {
        _api.Set("PermissionSet", Enumerable.Range(0, 2).ToDictionary(
            set => new ObjectKey(null, ModelWorld.Sets[set]), set => ($"{(state.Allowed >> (set * 2)) & 3}", (Func<JsonObject>)(() => SetBody(set, state.Allowed)))));
        _api.Set(Kind, Enumerable.Range(0, _world.Slots.Count).Where(slot => state.Objects[slot] is not null).ToDictionary(
            KeyOf, slot => ($"{state.Objects[slot]}", (Func<JsonObject>)(() => ObjectBody(slot, state.Objects[slot]!)))));
        _api.Set(RecordKind, state.Records.ToDictionary(record => new ObjectKey(null, record.Uid), record => (record.Spec, (Func<JsonObject>)(() => RecordBody(record)))));
        Sync();
        foreach (var slot in Enumerable.Range(0, _world.Slots.Count).Where(slot => state.Objects[slot] is not null))
            _known.Add((KeyOf(slot), UidOf(slot, state.Objects[slot]!.Life)));
        foreach (var record in state.Records)
            _known.Add((new(null, record.Uid), record.Uid));
    }

    private void Sync()
    {
        Fill<PermissionSet>("PermissionSet");
        Fill<AccountAssignment>(Kind);
        Fill<AccessRecord>(RecordKind);
    }

    private void Fill<T>(string kind)
        where T : class, IKubernetesObject
    {
        if (_api.IsDirty(kind))
            Get<ObjectStore<T>>().Fill(_api.All(kind));
    }

    // As the controllers do when they have planned these.
    private void Submit(string uid, bool ofRecord, IReadOnlyList<ModelStep> steps)
    {
        var (stances, planned) = (Get<Stances>(), steps.Select(StepOf).ToList());
        if (ofRecord)
        {
            var stance = stances.Of(Get<AccessRecords>().Of(uid)!, isRevoked: false, hasNamespace: true);
            Get<AssignmentLines>().Submit(stance.Owner, planned, stances.MayLeave(stance));
        }
        else
        {
            var owner = new AuditSubject(Kind, KeyOf(SlotOf(uid).Slot), uid, 2, null);
            Get<AssignmentLines>().Submit(owner, planned, stances.MayLeave(owner.Key));
        }
    }

    private static AccountAssignmentStep StepOf(ModelStep step) =>
        step.IsGrant ? new AccountAssignmentStep.Grant(ModelWorld.All[step.Assignment]) : new AccountAssignmentStep.Revoke(ModelWorld.All[step.Assignment]);

    private ModelState Read(ModelState state, string uid, bool ofRecord)
    {
        var dead = _api.IsDead;
        var planned = dead ? [] : Planned(uid, ofRecord);
        var objects = Enumerable.Range(0, _world.Slots.Count).Select(slot => ObjectOf(state, slot)).ToImmutableArray();
        var records = _api.Of(RecordKind).Select(one => RecordOf(one.Json)).ToImmutableArray();
        Sync();
        var next = state with
        {
            Objects = objects,
            Records = records,
            Steps = [.. state.Steps.Where(step => step.Owner != uid || step.OfRecord != ofRecord), .. planned],
        };
        return dead ? ModelEvents.Crashed(next) : ModelEvents.WithoutGone(next);
    }

    private List<ModelStep> Planned(string uid, bool ofRecord)
    {
        var (lines, planned) = (Get<AssignmentLines>(), new List<ModelStep>());
        while (lines.TakeNext() is { } work)
        {
            lines.Free(work, batch => batch.Close(work));
            planned.Add(new(uid, ofRecord, work.IsGrant, ModelWorld.IndexOf(work.Assignment)));
        }

        return planned;
    }

    private ModelObject? ObjectOf(ModelState before, int slot)
    {
        if (before.Objects[slot] is not { } known || _api.Find(Kind, KeyOf(slot)) is not { } json)
            return null;
        return known with { HasFinalizer = json["metadata"]!["finalizers"] is JsonArray { Count: > 0 }, Status = json["status"] is JsonObject status ? StatusOf(status) : "" };
    }

    private static ModelRecord RecordOf(JsonObject json)
    {
        var spec = json["spec"]!.DeepClone().AsObject();
        spec.Remove("since");
        var (slot, life) = SlotOf((string)json["metadata"]!["name"]!);
        var held = AccessRecordReading.Read(StoredObjectReader.Read(Encoding.UTF8.GetBytes(json.ToJsonString()), AccessRecord.Definition)).Ledger!.Tuples.Sum(one => 1 << ModelWorld.IndexOf(one));
        var sorted = new JsonObject(spec.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));
        return new(slot, life, sorted.ToJsonString(), held);
    }

    // What the deciding code reads of it.
    private static string StatusOf(JsonObject status)
    {
        var ready = status["conditions"]?.AsArray().FirstOrDefault(condition => (string?)condition!["type"] == Conditions.Ready);
        var kept = new JsonObject { ["observedGeneration"] = status["observedGeneration"]?.DeepClone() };
        foreach (var field in new[] { "permissionSetArn", "permissionSetName", "principals", "accessRecord", "lastApproval" })
        {
            if (status[field] is { } value)
                kept[field] = value.DeepClone();
        }

        if (ready is not null)
        {
            var condition = ready.DeepClone();
            (condition["lastTransitionTime"], condition["message"]) = ("2026-01-01T00:00:00Z", "");
            kept["conditions"] = new JsonArray(condition);
        }

        return kept.ToJsonString();
    }

    private JsonObject ObjectBody(int slot, ModelObject one)
    {
        var spec = _world.Slots[slot].Specs[one.Spec];
        var metadata = Metadata(ModelWorld.Namespaces[_world.Slots[slot].Namespace], _world.Slots[slot].Name, UidOf(slot, one.Life));
        if (one.HasFinalizer)
            metadata["finalizers"] = new JsonArray(KindServices.Finalizer);
        if (one.IsDeleting)
            metadata["deletionTimestamp"] = "2026-01-01T00:00:00Z";
        var body = Body(Kind, metadata, new()
        {
            ["permissionSetRef"] = new JsonObject { ["name"] = ModelWorld.Sets[spec.Set] },
            ["principals"] = new JsonArray([.. Enumerable.Range(0, 3).Where(index => (spec.Principals & (1 << index)) != 0).Select(index => new JsonObject { ["groupId"] = ModelWorld.Principals[index].Id })]),
            ["targets"] = new JsonObject { ["accounts"] = new JsonArray([.. Enumerable.Range(0, 2).Where(index => (spec.Accounts & (1 << index)) != 0).Select(index => (JsonNode)ModelWorld.Accounts[index])]) },
            ["managementPolicy"] = "Enforce",
            ["deletionPolicy"] = spec.IsRetained ? "Retain" : "Delete",
        });
        if (one.Status.Length > 0)
            body["status"] = JsonNode.Parse(one.Status);
        return body;
    }

    private static JsonObject RecordBody(ModelRecord record)
    {
        var metadata = Metadata(null, record.Uid, "");
        metadata.Remove("uid");
        return Body(RecordKind, metadata, JsonNode.Parse(record.Spec)!.AsObject());
    }

    private static JsonObject SetBody(int set, int allowed)
    {
        var namespaces = Enumerable.Range(0, 2).Where(ns => ModelWorld.MayUse(allowed, set, ns)).Select(ns => (JsonNode)ModelWorld.Namespaces[ns]);
        var body = Body("PermissionSet", Metadata(null, ModelWorld.Sets[set], $"set-{set}"), new() { ["assignableFrom"] = new JsonObject { ["namespaces"] = new JsonArray([.. namespaces]) } });
        body["status"] = new JsonObject
        {
            ["arn"] = ModelWorld.ArnOf(set),
            ["owned"] = true,
            ["conditions"] = new JsonArray(new JsonObject
            {
                ["type"] = "Ready",
                ["status"] = "True",
                ["reason"] = "Synced",
                ["message"] = "",
                ["lastTransitionTime"] = "2026-01-01T00:00:00Z",
                ["observedGeneration"] = 2,
            }),
        };
        return body;
    }

    private static JsonObject Body(string kind, JsonObject metadata, JsonObject spec) =>
        new() { ["apiVersion"] = kind == "Namespace" ? "v1" : AccountAssignment.Definition.ApiVersion, ["kind"] = kind, ["metadata"] = metadata, ["spec"] = spec };

    private static JsonObject Metadata(string? ns, string name, string uid)
    {
        var metadata = new JsonObject { ["name"] = name, ["uid"] = uid, ["generation"] = 2, ["creationTimestamp"] = "2026-01-01T00:00:00Z" };
        if (ns is not null)
            metadata["namespace"] = ns;
        return metadata;
    }

    private ServiceProvider Provide() => new ServiceCollection()
        .AddLogging()
        .AddMetrics()
        .AddSingleton<TimeProvider>(_time)
        .AddSingleton(WriteFence.Open)
        .AddSingleton<IKubernetesClient>(_api)
        .AddSingleton(_aws.Sso)
        .AddSingleton(_aws.IdentityStore)
        .AddSingleton(_aws.Organizations)
        .AddSingleton(new OperatorNamespace("operator"))
        .AddSingleton<ClusterIdentity>()
        .AddSingleton<ResourceEvents>()
        .AddSingleton<AnnotationEvents>()
        .AddSingleton<IEventRecorder, SilentRecorder>()
        .AddDoor()
        .AddSingleton<SettingsWakes>()
        .AddTenancy([])
        .AddGuarding()
        .AddReflector(IdentityCenterOperator.Entities.IdentityCenter.Definition)
        .AddAccountAssignments(workers: 1)
        .AddSingleton(provider => new RecordsReadiness(() => null, provider.GetRequiredService<TimeProvider>()))
        .BuildServiceProvider();

    private sealed class SilentRecorder : IEventRecorder
    {
        public void Record(EventNote note)
        {
        }
    }
}
