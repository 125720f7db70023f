using System.Text.Json.Nodes;
using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Guarding;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Controllers;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Records;
using IdentityCenterOperator.Reconciliation;
using Microsoft.Extensions.DependencyInjection;
using Operator.Tests.Interleavings.Scheduling;
using static IdentityCenterOperator.Kubernetes.Controllers.ReconciliationResult;

namespace Operator.Tests.Interleavings.Support;

/// <summary>
/// The operator's controllers of AccountAssignments and AccessRecords, its works, tracker, slots and guard as the host puts them together, before an API server and an AWS that are
/// scheduled. Watches are late, and so is every answer. What it may never do is watched at every request that leaves.
/// </summary>
internal sealed class AccessWorld : IDisposable
{
    private static readonly string Kind = AccountAssignment.Definition.Kind;
    private static readonly string RecordKind = AccessRecord.Definition.Kind;
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(30);

    private readonly Schedule _schedule;
    private readonly ServiceProvider _services;
    private readonly Desk _desk;
    private readonly Desk _records;
    private readonly Lane _guard;
    private readonly Dictionary<string, Lane> _watches;

    // What each object asked for in each generation.
    private readonly Dictionary<string, SortedDictionary<long, HashSet<Assignment>>> _asked = [];
    private readonly Dictionary<ObjectKey, string> _known = [];

    // When the finalizer was taken off objects, which the watch may still tell of as they were.
    private readonly Dictionary<string, DateTimeOffset> _released = [];

    /// <summary>Puts it together; nothing has happened yet.</summary>
    public AccessWorld(Schedule schedule, OperatorSettings.Values? settings = null)
    {
        _schedule = schedule;
        (Api, Aws) = (new(schedule), new(schedule));
        (People, _services) = (schedule.Lane("people"), AccessServices.Provide(schedule.Time, Api, Aws));
        (_desk, _records, _guard) = (new(schedule, LookAsync), new(schedule, LookAtRecordAsync), schedule.Lane("guard"));
        _watches = new[] { Kind, RecordKind, IdentityCenterOperator.Entities.IdentityCenter.Definition.Kind }.ToDictionary(kind => kind, kind => schedule.Lane($"watch of {kind}"));
        Api.Changed += OnChange;
        Aws.Sent += OnSent;
        AccessServices.Start(_services, Api, settings ?? AccessServices.Unguarded);
        Wire();
    }

    /// <summary>The API server.</summary>
    public ScheduledApi Api { get; }

    /// <summary>AWS.</summary>
    public ScheduledAws Aws { get; }

    /// <summary>Who declares.</summary>
    public Lane People { get; }

    /// <summary>Whether something may be done that stands in no record, since nobody here has ever given it.</summary>
    public Func<AwsOperation, bool> IsUndeclared { get; init; } = _ => false;

    /// <summary>What all objects want, as they are stored.</summary>
    public HashSet<Assignment> Wanted => [.. _asked.Values.SelectMany(asked => asked.Values.Last())];

    /// <summary>A service of the operator.</summary>
    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Begins what runs by itself, and lets everything come to rest that is there already.</summary>
    public void Begin()
    {
        Resume();
        _schedule.IsCalm = true;
        _schedule.Run(TimeSpan.FromSeconds(10));
        _schedule.IsCalm = false;
    }

    /// <summary>Begins what runs by itself.</summary>
    public void Resume()
    {
        _schedule.Lane("works").Start(() => Get<AssignmentWorks>().RunAsync(CancellationToken.None));
        _schedule.Lane("tracker").Start(() => Get<OperationTracker>().RunAsync(_ => { }, CancellationToken.None));
    }

    /// <summary>Somebody does something after a while.</summary>
    public void Person(string what, Action act) => People.Start(async () =>
    {
        await Task.Delay(TimeSpan.FromMilliseconds(_schedule.Random.Next(4000)), _schedule.Time);
        await People.PauseAsync();
        _schedule.Note(what);
        act();
    });

    /// <summary>Nobody does anything any more: everything comes to rest, and AWS has what objects want, and nothing else.</summary>
    public void Rest()
    {
        for (var round = 0; round < 4 && _schedule.Failure is null; round++)
        {
            _desk.Enqueue(_known.Keys);
            _records.Enqueue(Get<AccessRecords>().All.Select(record => new ObjectKey(null, record.Uid)));
            _schedule.Run(TimeSpan.FromSeconds(10));
        }
    }

    /// <summary>What is wrong where everything has come to rest.</summary>
    public void EndsAsDeclared()
    {
        if (_schedule.Failure is null && !Aws.Has.SetEquals(Wanted))
            _schedule.Fail($"in the end AWS has {Small.Words(Aws.Has)}, and objects want {Small.Words(Wanted)}");
        if (_schedule.Failure is null && Get<AccessRecords>().All.SelectMany(record => record.Ledger!.Tuples).Except(Aws.Has).ToList() is { Count: > 0 } more)
            _schedule.Fail($"in the end {Small.Words(more)} stands in records, and AWS does not have it");
    }

    /// <inheritdoc/>
    public void Dispose() => _services.Dispose();

    private void Wire()
    {
        var (register, facts, lines) = (Get<AssignmentRegister>(), Get<FactStore>(), Get<AssignmentLines>());
        facts.AssignmentsChanged += news => Enqueue(register.ConcernedBy(news));
        facts.Principals.Changed += (name, _, _) => Enqueue(register.Naming(name));
        register.Unsettled += Enqueue;
        Get<AssignmentWorks>().Progressed += key => Enqueue([key]);
        Get<AssignmentWorks>().Freed += one => Enqueue(register.ConcernedBy(one).Where(key => key.Namespace is null || lines.ProgressOf(key).IsThrough));
        Get<AccountAssignmentGuard>().Released += key => Enqueue([key]);
        Get<AccessRecords>().ChangedByOthers += change => Enqueue([register.KeyOf(change.Uid)]);
        var guard = Get<DeletionGuard>();
        guard.Changed += () => _guard.Start(KeepAsync);
        guard.Freed += () => _guard.Start(() =>
        {
            guard.Release();
            return Task.CompletedTask;
        });
    }

    // As the guard's service does: what cannot be written down is tried again.
    private async Task KeepAsync()
    {
        try
        {
            await Get<DeletionGuard>().WriteAsync(CancellationToken.None);
        }
        catch (StatusNotWrittenException)
        {
            _ = _schedule.Time.CreateTimer(_ => _guard.Start(KeepAsync), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        }
    }

    private void Enqueue(IEnumerable<ObjectKey> keys)
    {
        foreach (var key in keys.ToList())
            (key.Namespace is null ? _records : _desk).Enqueue(key);
    }

    private void OnChange(string kind, ObjectKey key, JsonObject? json)
    {
        if (kind == Kind && json is not null)
            Ask((string)json["metadata"]!["uid"]!)[(long)json["metadata"]!["generation"]!] = Small.WantedBy(json);
        if (kind == Kind && json is null && _known.GetValueOrDefault(key) is { } gone)
            _asked.Remove(gone);
        if (_watches.TryGetValue(kind, out var watch))
            watch.Start(() => See(kind, key));
    }

    private SortedDictionary<long, HashSet<Assignment>> Ask(string uid) => _asked.TryGetValue(uid, out var asked) ? asked : _asked[uid] = [];

    // By the time that it is heard of, more may have happened.
    private Task See(string kind, ObjectKey key)
    {
        if (kind == Kind)
        {
            Get<ObjectStore<AccountAssignment>>().Fill(Api.All(kind));
            _desk.Enqueue(key);
        }
        else if (kind == RecordKind)
        {
            Get<ObjectStore<AccessRecord>>().Fill(Api.All(kind));
        }
        else
        {
            Get<ObjectStore<IdentityCenterOperator.Entities.IdentityCenter>>().Fill(Api.All(kind));
        }

        return Task.CompletedTask;
    }

    private async Task<ReconciliationResult> LookAsync(ObjectKey key)
    {
        var (controller, entity) = (Get<IEntityController<AccountAssignment>>(), Get<ObjectStore<AccountAssignment>>().Get(key));
        if (_known.TryGetValue(key, out var uid) && uid != entity?.Metadata.Uid)
        {
            _known.Remove(key);
            await controller.DeletedAsync(key, uid, CancellationToken.None);
        }

        if (entity is null)
            return new Done();
        _known[key] = entity.Metadata.Uid;
        return entity.Metadata.DeletionTimestamp is null ? await controller.ReconcileAsync(entity, CancellationToken.None) : await FinalizeAsync(controller, entity);
    }

    // As the controller's host does: one that was let go is not finalized again because the watch is behind.
    private async Task<ReconciliationResult> FinalizeAsync(IEntityController<AccountAssignment> controller, AccountAssignment entity)
    {
        var (key, uid) = (entity.Metadata.Key, entity.Metadata.Uid);
        if (_released.TryGetValue(uid, out var at) && at + Lag - _schedule.Time.GetUtcNow() is var left && left > TimeSpan.Zero)
            return new Again(left);
        var result = await controller.FinalizeAsync(entity, CancellationToken.None);
        if (result is not Done)
            return result;
        await Api.ReleaseAsync(Kind, key, uid);
        _released[uid] = _schedule.Time.GetUtcNow();
        return result;
    }

    private async Task<ReconciliationResult> LookAtRecordAsync(ObjectKey key) => Get<ObjectStore<AccessRecord>>().Get(key) is { } record
        ? await Get<IEntityController<AccessRecord>>().ReconcileAsync(record, CancellationToken.None)
        : new Done();

    private void OnSent(AwsOperation operation)
    {
        if (Broken(operation) is { } broken)
            _schedule.Fail($"{operation}: {broken}");
    }

    private string? Broken(AwsOperation operation) => operation switch
    {
        _ when Aws.Running.Any(one => one.Assignment == operation.Assignment) => "AWS works on it already",
        _ when Aws.Has.Contains(operation.Assignment) == operation.IsGrant => "it is so already",
        { IsGrant: true } when !IsUndeclared(operation) && !IsSeenToBeWanted(operation.Assignment) => "nobody wants it",
        { IsGrant: false } when IsSeenToBeWanted(operation.Assignment) => "somebody wants it",
        _ when !Get<AccessRecords>().All.Any(record => record.Ledger?.Contains(operation.Assignment) == true) && !IsUndeclared(operation) => "it stands in no record",
        _ => null,
    };

    // As far as the watch has told: nobody can know more.
    private bool IsSeenToBeWanted(Assignment one) => Get<ObjectStore<AccountAssignment>>().All().Any(stored =>
        stored.Value is { Metadata: { DeletionTimestamp: null, Generation: var generation } } && _asked.TryGetValue(stored.Uid, out var asked) && asked.TryGetValue(generation, out var wanted) && wanted.Contains(one));
}
