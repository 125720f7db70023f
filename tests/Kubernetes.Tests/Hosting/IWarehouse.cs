namespace Kubernetes.Tests.Hosting;

/// <summary>The outside world of the example.</summary>
public interface IWarehouse
{
    Task<bool> FillAsync(string id, int count, CancellationToken cancellationToken);

    Task ClearAsync(string id, CancellationToken cancellationToken);
}
