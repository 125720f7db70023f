using Amazon.SSOAdmin;
using Amazon.SSOAdmin.Model;
using IdentityCenterOperator.Reconciliation;
using static IdentityCenterOperator.IdentityCenter.AwsReply;

namespace IdentityCenterOperator.IdentityCenter;

/// <summary>The instance that this operator manages.</summary>
/// <param name="Arn">ARN of the instance.</param>
/// <param name="IdentityStoreId">Its directory.</param>
/// <param name="OwnerAccountId">Account that it belongs to.</param>
internal sealed record Instance(string Arn, string IdentityStoreId, string OwnerAccountId)
{
    private readonly string setPrefix = $"{Arn.Replace(":instance/", ":permissionSet/", StringComparison.Ordinal)}/";

    /// <summary>Partition of the ARN (<c>aws</c>, <c>aws-cn</c>, <c>aws-us-gov</c>): ARNs of AWS managed policies begin with it too.</summary>
    public string Partition => Arn.Split(':') is [_, var partition, ..] ? partition : "aws";

    /// <summary>ARN of the instance that a permission set is one of.</summary>
    public static string OfPermissionSet(string permissionSetArn) =>
        permissionSetArn[..Math.Max(0, permissionSetArn.LastIndexOf('/'))].Replace(":permissionSet/", ":instance/", StringComparison.Ordinal);

    /// <summary>Whether a permission set is one of this instance, by its ARN.</summary>
    public bool Has(string permissionSetArn) => permissionSetArn.StartsWith(setPrefix, StringComparison.Ordinal);

    /// <summary>Makes sure that what is about to be written to is of this instance.</summary>
    /// <exception cref="InstanceNotFoundException">It is of another one.</exception>
    public void EnsureHas(string permissionSetArn)
    {
        if (!Has(permissionSetArn))
            throw new InstanceNotFoundException(
                Reason.InstanceChanged, $"The permission set {permissionSetArn} is not one of the instance {Arn}: nothing is written to it. It is looked for there by its name.");
    }
}

/// <summary>
/// Finds the instance and keeps it. Another one than what is recorded is about is not taken, unless the settings name it. Thread-safe.
/// </summary>
internal sealed class InstanceLocator(AwsDoor<IAmazonSSOAdmin> door, OperatorSettings settings, InstanceGate gate, HomeRegion? home = null, InstanceRecord? record = null)
{
    private readonly SemaphoreSlim one = new(1);
    private volatile Instance? found;
    private Instance? last;

    /// <summary>Raised after another instance has taken the place of one that was managed before: nothing that is known is about it.</summary>
    public event Action? Switched;

    /// <summary>The instance found last; null before the first time.</summary>
    public Instance? Found => found;

    /// <summary>ARN of the instance found last.</summary>
    /// <exception cref="InstanceNotFoundException">None was found so far.</exception>
    public string Arn => found?.Arn ?? throw new InstanceNotFoundException(Reason.AwsUnavailable, "The IAM Identity Center instance is not known yet.");

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
            return Matches(found) ? found! : await TakeAsync(cancellationToken);
        }
        catch (InstanceNotFoundException e)
        {
            gate.Set(e.Objection);
            throw;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>The instance as it is found now, whatever was found before.</summary>
    /// <exception cref="InstanceNotFoundException">There is none, or several and none is named, or it is managed in another Region.</exception>
    public async Task<Instance> VerifyAsync(CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            return await TakeAsync(cancellationToken);
        }
        catch (InstanceNotFoundException e)
        {
            found = null;
            gate.Set(e.Objection);
            throw;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>What stands against an organization with this management account; null where it is the recorded one, or none is.</summary>
    public async Task<InstanceObjection?> ObjectionAsync(Instance instance, string? managementAccount, CancellationToken cancellationToken)
    {
        var recorded = record is null ? null : await record.ReadAsync(instance, cancellationToken);
        // Asked after the stores are filled: the settings come from there.
        return settings.InstanceArn == instance.Arn ? null : recorded?.To(instance, managementAccount);
    }

    private async Task<Instance> TakeAsync(CancellationToken cancellationToken)
    {
        var instance = Choose(await ListAsync(cancellationToken));
        if (await ObjectionAsync(instance, null, cancellationToken) is { } changed)
            throw new InstanceNotFoundException(changed.Reason, changed.Message);
        var isOther = last is not null && last != instance;
        found = last = instance;
        if (isOther)
            Switched?.Invoke();
        return instance;
    }

    private bool Matches(Instance? instance) => instance is not null && (settings.InstanceArn is null || settings.InstanceArn == instance.Arn);

    private Instance Choose(List<InstanceMetadata> instances) => (settings.InstanceArn, instances) switch
    {
        (null, [var only]) => AtHome(only),
        (null, []) => throw new InstanceNotFoundException(
            Reason.InstanceNotFound,
            "No IAM Identity Center instance is visible in this Region. Run the operator against the Region where Identity Center is enabled, with an identity of its account or of its delegated administrator."),
        (null, _) => throw new InstanceNotFoundException(
            Reason.SeveralInstances,
            $"{instances.Count} IAM Identity Center instances are visible. Name one in spec.instanceArn of IdentityCenter default: {string.Join(", ", instances.Select(i => i.InstanceArn))}."),
        ({ } wanted, _) => instances.Find(instance => instance.InstanceArn == wanted) is { } instance
            ? AtHome(instance)
            : throw new InstanceNotFoundException(
                Reason.InstanceNotFound,
                $"The instance {wanted}, named in spec.instanceArn of IdentityCenter default, is not visible in this Region. Correct the ARN, the Region or the role."),
    };

    // Permission sets and assignments can be read and written in the primary Region alone; instances are listed in each.
    private Instance AtHome(InstanceMetadata instance) => home is null || instance.PrimaryRegion is not { Length: > 0 } primary || primary == home.Name
        ? From(instance)
        : throw new InstanceNotFoundException(
            Reason.WrongRegion,
            $"The operator runs against {home.Name}, but permission sets and assignments of the instance {instance.InstanceArn} are managed in its primary Region {primary}: "
            + $"start the operator with AWS_REGION={primary}.");

    private Task<List<InstanceMetadata>> ListAsync(CancellationToken cancellationToken) => door.PagesAsync<ListInstancesResponse, InstanceMetadata>(
        CallPriority.Edit,
        "ListInstances",
        (sso, page, token) => sso.ListInstancesAsync(new() { MaxResults = 10, NextToken = page }, token),
        answer => (answer.Instances, answer.NextToken),
        cancellationToken);

    private static Instance From(InstanceMetadata instance) =>
        new(Required(instance.InstanceArn, "InstanceArn"), Required(instance.IdentityStoreId, "IdentityStoreId"), Required(instance.OwnerAccountId, "OwnerAccountId"));
}
