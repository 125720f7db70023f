using Amazon.SSOAdmin;
using Amazon.SSOAdmin.Model;
using static IdentityCenterOperator.IdentityCenter.AwsReply;

namespace IdentityCenterOperator.IdentityCenter;

/// <summary>The instance that this operator manages.</summary>
/// <param name="Arn">ARN of the instance.</param>
/// <param name="IdentityStoreId">Its directory.</param>
/// <param name="OwnerAccountId">Account that it belongs to.</param>
internal sealed record Instance(string Arn, string IdentityStoreId, string OwnerAccountId)
{
    /// <summary>Partition of the ARN (<c>aws</c>, <c>aws-cn</c>, <c>aws-us-gov</c>): ARNs of AWS managed policies begin with it too.</summary>
    public string Partition => Arn.Split(':') is [_, var partition, ..] ? partition : "aws";
}

/// <summary>The instance cannot be told, and nothing is done until it can.</summary>
/// <param name="message">A sentence with the remedy.</param>
internal sealed class InstanceNotFoundException(string message) : Exception(message);

/// <summary>Finds the instance and keeps it. Thread-safe.</summary>
internal sealed class InstanceLocator(AwsDoor<IAmazonSSOAdmin> door, OperatorSettings settings)
{
    private readonly SemaphoreSlim one = new(1);
    private volatile Instance? found;

    /// <summary>The instance found last; null before the first time.</summary>
    public Instance? Found => found;

    /// <summary>ARN of the instance found last.</summary>
    /// <exception cref="InstanceNotFoundException">None was found so far.</exception>
    public string Arn => found?.Arn ?? throw new InstanceNotFoundException("The IAM Identity Center instance is not known yet.");

    /// <summary>The instance, found on the first call and whenever the settings name another one.</summary>
    /// <exception cref="InstanceNotFoundException">There is none, or several and none is named.</exception>
    public async Task<Instance> FindAsync(CancellationToken cancellationToken)
    {
        if (Matches(found))
        {
            return found!;
        }

        await one.WaitAsync(cancellationToken);
        try
        {
            return Matches(found) ? found! : found = Choose(await ListAsync(cancellationToken));
        }
        finally
        {
            one.Release();
        }
    }

    private bool Matches(Instance? instance) => instance is not null && (settings.InstanceArn is null || settings.InstanceArn == instance.Arn);

    private Instance Choose(List<InstanceMetadata> instances) => (settings.InstanceArn, instances) switch
    {
        (null, [var only]) => From(only),
        (null, []) => throw new InstanceNotFoundException(
            "No IAM Identity Center instance is visible in this Region. Run the operator against the Region where Identity Center is enabled, with an identity of its account or of its delegated administrator."),
        (null, _) => throw new InstanceNotFoundException(
            $"{instances.Count} IAM Identity Center instances are visible. Name one in spec.instanceArn of IdentityCenter default: {string.Join(", ", instances.Select(i => i.InstanceArn))}."),
        ({ } wanted, _) => instances.Find(instance => instance.InstanceArn == wanted) is { } instance
            ? From(instance)
            : throw new InstanceNotFoundException(
                $"The instance {wanted}, named in spec.instanceArn of IdentityCenter default, is not visible in this Region. Correct the ARN, the Region or the role."),
    };

    private Task<List<InstanceMetadata>> ListAsync(CancellationToken cancellationToken) => door.PagesAsync<ListInstancesResponse, InstanceMetadata>(
        CallPriority.Edit,
        "ListInstances",
        (sso, page, token) => sso.ListInstancesAsync(new() { MaxResults = 10, NextToken = page }, token),
        answer => (answer.Instances, answer.NextToken),
        cancellationToken);

    private static Instance From(InstanceMetadata instance) =>
        new(Required(instance.InstanceArn, "InstanceArn"), Required(instance.IdentityStoreId, "IdentityStoreId"), Required(instance.OwnerAccountId, "OwnerAccountId"));
}
