using System.Collections.Concurrent;
using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;
using Amazon.Runtime;
using IdentityCenterOperator.Auditing;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.LeaderElection;

namespace IdentityCenterOperator.ReplicaRegions;

/// <summary>Makes the client of KMS in a Region: keys are described where they are.</summary>
internal delegate IAmazonKeyManagementService KeyClients(string region);

/// <summary>Asks KMS for the replica of the instance's key in a Region. The role need not be allowed to: then the answer is Unknown, which holds nothing up.</summary>
internal sealed class ReplicaKeyReader(KeyClients clients, WriteFence fence, DoorMetrics metrics, AuditLog audit, TimeProvider time) : IDisposable
{
    // Far below what KMS grants for DescribeKey; a key is asked for once before a Region is added.
    private const double RequestsPerSecond = 5;

    private readonly RequestBudget _budget = new(RequestsPerSecond, time);
    private readonly ConcurrentDictionary<string, IAmazonKeyManagementService> _clients = new(StringComparer.Ordinal);

    /// <summary>The replica in the Region, or why it cannot be told.</summary>
    public async Task<ReplicaKey> ReadAsync(InstanceKey key, string region, CancellationToken cancellationToken)
    {
        if (key.ReplicaIn(region) is not { } arn)
            return new ReplicaKey.Unknown("Not looked for: the instance has no multi-Region key.");
        if (!Preflight.DefaultRegions.Contains(region))
            return new ReplicaKey.Unknown("Not looked for: the Region is not supported.");
        try
        {
            return await DescribeAsync(arn, region, cancellationToken);
        }
        catch (Exception e) when (AwsFailure.SaysAbsent(e, new Sought.Key()))
        {
            return new ReplicaKey.Absent();
        }
        catch (Exception e) when (AwsFailure.IsOfTheCall(e, cancellationToken))
        {
            return new ReplicaKey.Unknown($"Whether {arn} is there is not known: kms:DescribeKey failed in {region} ({Word(e)}). Allow it to the operator's role, or look yourself.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _budget.Dispose();
        foreach (var client in _clients.Values)
            client.Dispose();
    }

    // Without AWS's request id, which is another one each time.
    private static string Word(Exception e) => e is AmazonServiceException { ErrorCode: { Length: > 0 } code } ? code : e.GetType().Name;

    private async Task<ReplicaKey> DescribeAsync(string arn, string region, CancellationToken cancellationToken)
    {
        var door = new AwsDoor<IAmazonKeyManagementService>(_clients.GetOrAdd(region, name => clients(name)), _budget, fence, metrics, audit);
        var answer = await door.ReadAsync(CallPriority.Edit, "DescribeKey", (kms, token) => kms.DescribeKeyAsync(new DescribeKeyRequest { KeyId = arn }, token), cancellationToken);
        return new ReplicaKey.Found(AwsReply.Required(answer.KeyMetadata?.KeyState?.Value, "KeyMetadata.KeyState"));
    }
}
