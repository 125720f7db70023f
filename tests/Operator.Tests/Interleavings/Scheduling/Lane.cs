namespace Operator.Tests.Interleavings.Scheduling;

/// <summary>
/// One of those who do something: a loop of the operator, the API server, AWS, a person. What its awaits go on with comes back here and waits until the schedule says that it is
/// its turn; nothing of it ever runs elsewhere.
/// </summary>
internal sealed class Lane(Schedule schedule, string name, int index) : TaskScheduler
{
    private readonly List<(Task Task, long Number)> _ready = [];

    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>Its place among all.</summary>
    public int Index => index;

    /// <summary>A process that stands still: what is ready of it stays so.</summary>
    public bool IsStopped { get; set; }

    /// <summary>How many things it could go on with now.</summary>
    public int Ready => IsStopped ? 0 : _ready.Count;

    /// <summary>Since which step of the schedule its first thing has been ready.</summary>
    public long Since => _ready[0].Number;

    /// <summary>Begins something. What it throws fails the schedule.</summary>
    public void Start(Func<Task> work) => Task.Factory.StartNew(() => ObservedAsync(work), CancellationToken.None, TaskCreationOptions.DenyChildAttach, this);

    /// <summary>Has this lane do something in its turn, for another that waits for the answer in its own.</summary>
    public Task<T> Do<T>(Func<T> work) =>
        schedule.IsOn ? Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this) : Task.FromResult(work());

    /// <summary>Lets all others go first who happen to be chosen.</summary>
    public Task PauseAsync() => Do(() => true);

    /// <summary>Goes on with the one that has this place among what is ready.</summary>
    public void Execute(int place)
    {
        var task = _ready[place].Task;
        _ready.RemoveAt(place);
        TryExecuteTask(task);
    }

    /// <inheritdoc/>
    protected override IEnumerable<Task> GetScheduledTasks() => _ready.Select(one => one.Task);

    /// <inheritdoc/>
    protected override void QueueTask(Task task)
    {
        schedule.EnsureInside(this);
        _ready.Add((task, schedule.Steps));
    }

    // In some schedules whoever is awaited goes on to the one who awaits without a turn between, as on a pool of threads.
    /// <inheritdoc/>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => !taskWasPreviouslyQueued && schedule.GoesOnAtOnce && TryExecuteTask(task);

    private async Task ObservedAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e)
        {
            schedule.Fail($"{name} ends: {e}");
        }
    }
}
