using System.Net;
using System.Text.Json;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Events;
using IdentityCenterOperator.Kubernetes.Metrics;
using Microsoft.Extensions.Logging;

namespace IdentityCenterOperator.Kubernetes.LeaderElection;

/// <summary>
/// Elects one of several processes by a Lease (coordination.k8s.io/v1). Each process measures, on its own monotonic clock, how long ago it saw the holder renew; no
/// two clocks are compared. Each change of leaders is told in the log, and by its own process as an Event on the Lease.
/// </summary>
public sealed class LeaderElector : IDisposable
{
    private static readonly GaugeSet Master = new(
        "leader_election_master_status", "Gauge of if the reporting system is master of the relevant lease, 0 indicates backup, 1 indicates master.");

    // What fails is tried again every few seconds: it is told once, and then now and then that it is still so.
    private static readonly TimeSpan ReportPeriod = TimeSpan.FromMinutes(1);

    private readonly IKubernetesClient _client;
    private readonly LeaderElectionOptions _options;
    private readonly TimeProvider _time;
    private readonly Func<double> _random;
    private readonly ILogger<LeaderElector> _log;
    private readonly IEventRecorder? _events;
    private readonly TaskCompletionSource _elected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IDisposable _gauge;
    private LeaseRecord? _lease;
    private string _pulse = "";
    private long _pulseSeen;
    private long _renewed;
    private (string Problem, long Since)? _reported;

    /// <summary>Creates an elector; <see cref="RunAsync"/> begins.</summary>
    /// <exception cref="ArgumentException">The times in the options do not fit together.</exception>
    public LeaderElector(
        IKubernetesClient client, LeaderElectionOptions options, TimeProvider time, Func<double> random, ILogger<LeaderElector> log, IEventRecorder? events = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (_client, _options, _time, _random, _log, _events) = (client, options, time, random, log, events);
        Fence = new WriteFence(time, options.RenewDeadline);
        _gauge = Master.Add(() => Fence.IsHeld ? 1 : 0, new KeyValuePair<string, object?>("name", options.Name));
    }

    /// <summary>Guards all writes of the process.</summary>
    public WriteFence Fence { get; }

    /// <summary>Completes when this process is elected.</summary>
    public Task Elected => _elected.Task;

    /// <summary>Who holds the lease as far as this process knows; empty when nobody does.</summary>
    public string Holder { get; private set; } = "";

    private ObjectKey Key => new(_options.Namespace, _options.Name);

    /// <summary>
    /// Waits to be elected, then renews. Returns when the lease is lost (the fence is closed then, for ever: the process must stop and exit with an error) or when
    /// cancelled (the fence stays as it is until the lease runs out, for <see cref="ReleaseAsync"/>).
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (!await TryRenewAsync(cancellationToken))
                await PauseAsync(_options.RetryPeriod, cancellationToken);
            Tell(EventType.Normal, "Elect", $"{_options.Identity} became leader.");
            _elected.TrySetResult();
            await KeepAsync(cancellationToken);
        }
        catch (Exception e) when (IsFailedCall(e) && cancellationToken.IsCancellationRequested)
        {
            // A renewal may fail in the very moment of the stop: that is no reason not to stop in order.
        }
    }

    /// <summary>Gives the lease up, so that a successor need not wait it out. Only once nothing of this process writes any more.</summary>
    public async Task ReleaseAsync()
    {
        var held = Fence.IsHeld;
        Fence.Lose();
        if (!held || _lease is null)
            return;
        try
        {
            if (await CallAsync(GiveUpAsync, CancellationToken.None))
                Tell(EventType.Normal, "Release", $"{_options.Identity} stopped leading and released the lease.");
        }
        catch (Exception e) when (IsFailedCall(e))
        {
            _log.LogWarning("The lease {Lease} could not be released ({Problem}); a successor waits until it runs out.", Key, e.Message);
        }
    }

    /// <summary>Ends the metric and the fence.</summary>
    public void Dispose()
    {
        _gauge.Dispose();
        Fence.Dispose();
    }

    // A renewal that the shutdown broke off may have been written all the same, and others may label the lease: what is still ours is given up as it is now.
    private async Task<bool> GiveUpAsync(CancellationToken cancellationToken)
    {
        try
        {
            await WriteReleaseAsync(cancellationToken);
        }
        catch (KubernetesException e) when (e.Code is HttpStatusCode.Conflict)
        {
            if (!await ReadAsync(cancellationToken) || Holder != _options.Identity)
                return false;
            await WriteReleaseAsync(cancellationToken);
        }

        return true;
    }

    private Task<ReadOnlyMemory<byte>> WriteReleaseAsync(CancellationToken cancellationToken) =>
        _client.ReplaceAsync(LeaseRecord.Resource, Key, _lease!.Released(_time.GetUtcNow()), cancellationToken);

    private async Task KeepAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await PauseAsync(Min(_options.RetryPeriod, Left), cancellationToken);
            // After a stop of the whole process the lease may be another's: its age is looked at before anything is written.
            if (Left <= TimeSpan.Zero || (!await TryRenewAsync(cancellationToken) && (Left <= TimeSpan.Zero || Holder != _options.Identity)))
                break;
        }

        Fence.Lose();
        _log.LogCritical("Lost the lease {Lease}, now held by \"{Holder}\": all writes stop.", Key, Holder);
        Tell(EventType.Warning, "Lose", $"{_options.Identity} lost the lease and stops.");
    }

    /// <summary>Takes, or renews, the lease if it may be. False when another holds it or the API server cannot be reached or refuses.</summary>
    private async Task<bool> TryRenewAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await CallAsync(RenewAsync, cancellationToken);
        }
        catch (KubernetesException e) when (e.Code is HttpStatusCode.Conflict or HttpStatusCode.NotFound)
        {
            _lease = null;
            return await TryReadAndRenewAsync(cancellationToken);
        }
        catch (Exception e) when (IsFailedCall(e) && !cancellationToken.IsCancellationRequested)
        {
            Report(e);
            return false;
        }
    }

    private async Task<bool> TryReadAndRenewAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await CallAsync(RenewAsync, cancellationToken);
        }
        catch (Exception e) when (IsFailedCall(e) && !cancellationToken.IsCancellationRequested)
        {
            Report(e);
            return false;
        }
    }

    private async Task<bool> RenewAsync(CancellationToken cancellationToken)
    {
        var isOurs = _lease is not null && Holder == _options.Identity;
        if (!isOurs && !await ReadAsync(cancellationToken))
            return await WriteAsync(
                token => _client.CreateAsync(LeaseRecord.Resource, Key.Namespace, LeaseRecord.First(_options, _time.GetUtcNow()), token), cancellationToken);
        return IsFree() && await WriteAsync(
            token => _client.ReplaceAsync(LeaseRecord.Resource, Key, _lease!.HeldBy(_options, _time.GetUtcNow()), token), cancellationToken);
    }

    private async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (await _client.GetAsync(LeaseRecord.Resource, Key, cancellationToken) is not { } read)
            return false;
        See(LeaseRecord.Read(read));
        return true;
    }

    // Others count from when they see this renewal, which is not before the request begins: that moment is the age of the lease.
    private async Task<bool> WriteAsync(Func<CancellationToken, Task<ReadOnlyMemory<byte>>> write, CancellationToken cancellationToken)
    {
        var begun = _time.GetTimestamp();
        See(LeaseRecord.Read(await write(cancellationToken)));
        (_renewed, _reported) = (begun, null);
        Fence.Renew(begun);
        return true;
    }

    private void See(LeaseRecord lease)
    {
        _lease = lease;
        if (_pulse != lease.Pulse)
            (_pulse, _pulseSeen) = (lease.Pulse, _time.GetTimestamp());
        if (Holder == lease.Holder)
            return;
        Holder = lease.Holder;
        if (Holder.Length > 0 && Holder != _options.Identity)
            _log.LogInformation("The lease {Lease} is held by {Holder}; {Identity} stands by.", Key, Holder, _options.Identity);
    }

    private void Tell(EventType type, string action, string note)
    {
        _log.LogInformation("Lease {Lease}: {Note}", Key, note);
        if (_lease is { } lease)
            _events?.Record(new(LeaseRecord.Resource, lease.Metadata, type, "LeaderElection", action, note));
    }

    // The holder's own word on the duration counts: it may run with other options than we do.
    private bool IsFree() => Holder.Length == 0 || Holder == _options.Identity
        || _time.GetElapsedTime(_pulseSeen) >= (_lease!.Duration is { Ticks: > 0 } duration ? duration : _options.LeaseDuration);

    private TimeSpan Left => _options.RenewDeadline - _time.GetElapsedTime(_renewed);

    private Task PauseAsync(TimeSpan period, CancellationToken cancellationToken) =>
        Task.Delay(Max(TimeSpan.FromMilliseconds(1), period * (1 + (0.2 * _random()))), _time, cancellationToken);

    // One slow call must not use up the whole deadline.
    private async Task<TResult> CallAsync<TResult>(Func<CancellationToken, Task<TResult>> call, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.RenewDeadline / 3, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        return await call(either.Token);
    }

    private void Report(Exception problem)
    {
        var what = (problem, problem.InnerException) switch
        {
            (OperationCanceledException, KubernetesException told) => told.Message.TrimEnd('.'),
            (OperationCanceledException, _) => "the API server did not answer in time",
            _ => problem.Message.TrimEnd('.'),
        };
        if (_reported is { } last && last.Problem == what && _time.GetElapsedTime(last.Since) < ReportPeriod)
            return;
        _reported = (what, _time.GetTimestamp());
        var remedy = problem is KubernetesException { Code: HttpStatusCode.Forbidden } or KubernetesException { Code: HttpStatusCode.Unauthorized }
            ? $" Grant get, create and update on leases in API group \"coordination.k8s.io\" in namespace {_options.Namespace} to the operator's service account."
            : "";
        _log.LogWarning("The lease {Lease} cannot be read or renewed: {Problem}.{Remedy}", Key, what, remedy);
    }

    private static bool IsFailedCall(Exception e) =>
        e is KubernetesException or HttpRequestException or IOException or TimeoutException or JsonException or OperationCanceledException or InvalidOperationException;

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
