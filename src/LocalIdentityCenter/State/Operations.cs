using System.Text.Json.Serialization;

namespace LocalIdentityCenter.State;

/// <summary>All asynchronous operations: by id, in the order they came, and those in progress.</summary>
internal sealed class Operations : IJsonOnDeserialized
{
    private readonly Dictionary<string, AsyncOperation> byId = [];
    private readonly List<AsyncOperation> inProgress = [];
    private List<AsyncOperation> all = [];

    /// <summary>In the order they came.</summary>
    public List<AsyncOperation> All { get => all; init => all = value; }

    public long LastNumber { get; set; }

    [JsonIgnore]
    public IReadOnlyList<AsyncOperation> InProgress => inProgress;

    public AsyncOperation? Find(string requestId) => byId.GetValueOrDefault(requestId);

    public void Add(AsyncOperation operation)
    {
        operation.Number = ++LastNumber;
        all.Add(operation);
        byId.Add(operation.RequestId, operation);
        inProgress.Add(operation);
    }

    public void Finish(AsyncOperation operation, DateTimeOffset at)
    {
        operation.Status = operation.FailureReason is null ? OperationStatus.SUCCEEDED : OperationStatus.FAILED;
        operation.FinishedAt = at;
        inProgress.Remove(operation);
    }

    /// <summary>Forgets what finished before.</summary>
    public void Forget(DateTimeOffset finishedBefore)
    {
        foreach (var operation in all.Where(o => o.FinishedAt < finishedBefore)) byId.Remove(operation.RequestId);
        all.RemoveAll(o => o.FinishedAt < finishedBefore);
    }

    void IJsonOnDeserialized.OnDeserialized()
    {
        foreach (var operation in all) byId.Add(operation.RequestId, operation);
        inProgress.AddRange(all.Where(o => o.Status == OperationStatus.IN_PROGRESS));
    }
}
