using Amazon.SSOAdmin;
using Amazon.SSOAdmin.Model;
using static IdentityCenterOperator.IdentityCenter.AwsReply;

namespace IdentityCenterOperator.IdentityCenter;

/// <summary>Reads one permission set whole: six reads of its parts and two of the accounts that have it. A part that cannot be read fails the whole.</summary>
internal sealed class PermissionSetReader(AwsDoor<IAmazonSSOAdmin> door, SteadyClock time)
{
    private const int PageSize = 100;

    /// <summary>
    /// ARNs of all permission sets of the instance. One that was known and is not listed is asked for by itself: a list that comes back short proves nothing, nor does an answer
    /// of the one that the list contradicts.
    /// </summary>
    public async Task<List<string>> ListAsync(string instanceArn, IReadOnlyCollection<string> known, CallPriority priority, CancellationToken cancellationToken)
    {
        var arns = await AllAsync(instanceArn, priority, cancellationToken);
        foreach (var arn in known.Except(arns).ToList())
        {
            if (await DescribedAsync(instanceArn, arn, priority, cancellationToken) is not null)
            {
                arns.Add(arn);
            }
        }

        return arns;
    }

    /// <summary>Everything of one permission set, or that it does not exist.</summary>
    /// <exception cref="Amazon.Runtime.AmazonServiceException">AWS refused, or contradicts itself: it says that the set is not there, and lists it.</exception>
    public async Task<Fact<PermissionSetFacts>> ReadAsync(string instanceArn, string arn, CallPriority priority, CancellationToken cancellationToken)
    {
        var readAt = time.GetUtcNow();
        var look = new Look(door, instanceArn, arn, priority);
        try
        {
            return new Fact<PermissionSetFacts>.Present(await look.PermissionSetAsync(cancellationToken), readAt);
        }
        catch (Exception e) when (AwsFailure.SaysAbsent(e, new Sought.PermissionSet(arn)))
        {
            // A set whose parts were read in part may have been deleted meanwhile, or be so new that not all of it is shown.
            if (look.WasSeen && await DescribedAsync(instanceArn, arn, priority, cancellationToken) is not null)
                throw;
            if (await IsListedAsync(instanceArn, arn, priority, cancellationToken))
                throw;
            return new Fact<PermissionSetFacts>.Absent(readAt);
        }
    }

    /// <summary>Whether a permission set does not exist, by two answers of AWS: that for itself, and the list of all.</summary>
    /// <exception cref="Amazon.Runtime.AmazonServiceException">AWS refused.</exception>
    public async Task<bool> IsGoneAsync(string instanceArn, string arn, CallPriority priority, CancellationToken cancellationToken) =>
        await DescribedAsync(instanceArn, arn, priority, cancellationToken) is null && !await IsListedAsync(instanceArn, arn, priority, cancellationToken);

    /// <summary>Just the name, for the index of names; null when the set is gone.</summary>
    /// <exception cref="Amazon.Runtime.AmazonServiceException">AWS refused, or contradicts itself.</exception>
    public async Task<string?> NameAsync(string instanceArn, string arn, CallPriority priority, CancellationToken cancellationToken)
    {
        try
        {
            return (await new Look(door, instanceArn, arn, priority).DescribeAsync(cancellationToken)).Name;
        }
        catch (Exception e) when (AwsFailure.SaysAbsent(e, new Sought.PermissionSet(arn)))
        {
            if (await IsListedAsync(instanceArn, arn, priority, cancellationToken))
                throw;
            return null;
        }
    }

    // Null where AWS says that it has none; that alone is no proof.
    private async Task<PermissionSet?> DescribedAsync(string instanceArn, string arn, CallPriority priority, CancellationToken cancellationToken)
    {
        try
        {
            return await new Look(door, instanceArn, arn, priority).DescribeAsync(cancellationToken);
        }
        catch (Exception e) when (AwsFailure.SaysAbsent(e, new Sought.PermissionSet(arn)))
        {
            return null;
        }
    }

    private async Task<bool> IsListedAsync(string instanceArn, string arn, CallPriority priority, CancellationToken cancellationToken) =>
        (await AllAsync(instanceArn, priority, cancellationToken)).Contains(arn);

    private Task<List<string>> AllAsync(string instanceArn, CallPriority priority, CancellationToken cancellationToken) => door.PagesAsync(
        priority,
        "ListPermissionSets",
        (sso, page, token) => sso.ListPermissionSetsAsync(new() { InstanceArn = instanceArn, MaxResults = PageSize, NextToken = page }, token),
        answer => (answer.PermissionSets, answer.NextToken),
        cancellationToken);

    private sealed class Look(AwsDoor<IAmazonSSOAdmin> door, string instanceArn, string arn, CallPriority priority)
    {
        // Whether AWS has said anything of the set.
        public bool WasSeen { get; private set; }

        public async Task<PermissionSetFacts> PermissionSetAsync(CancellationToken cancellationToken)
        {
            var details = await DescribeAsync(cancellationToken);
            WasSeen = true;
            var boundary = await BoundaryAsync(cancellationToken);
            return new()
            {
                Arn = arn,
                Name = Required(details.Name, "PermissionSet.Name"),
                Description = NullIfEmpty(details.Description),
                SessionDuration = NullIfEmpty(details.SessionDuration),
                RelayState = NullIfEmpty(details.RelayState),
                ManagedPolicies = await ManagedPoliciesAsync(cancellationToken),
                CustomerManagedPolicies = await CustomerManagedPoliciesAsync(cancellationToken),
                InlinePolicy = await InlinePolicyAsync(cancellationToken),
                BoundaryArn = boundary?.ManagedPolicyArn,
                BoundaryPolicy = boundary?.CustomerManagedPolicyReference is { } reference ? Named(reference) : null,
                Tags = await TagsAsync(cancellationToken),
                CurrentAccounts = await AccountsAsync(ProvisioningStatus.LATEST_PERMISSION_SET_PROVISIONED, cancellationToken),
                OutdatedAccounts = await AccountsAsync(ProvisioningStatus.LATEST_PERMISSION_SET_NOT_PROVISIONED, cancellationToken),
            };
        }

        public async Task<PermissionSet> DescribeAsync(CancellationToken cancellationToken) =>
            (await door.ReadAsync(
                priority,
                "DescribePermissionSet",
                (sso, token) => sso.DescribePermissionSetAsync(new() { InstanceArn = instanceArn, PermissionSetArn = arn }, token),
                cancellationToken)).PermissionSet ?? throw new MalformedReplyException("PermissionSet");

        private async Task<IReadOnlyList<string>> ManagedPoliciesAsync(CancellationToken cancellationToken) =>
        [
            .. (await door.PagesAsync(
                priority,
                "ListManagedPoliciesInPermissionSet",
                (sso, page, token) => sso.ListManagedPoliciesInPermissionSetAsync(
                    new() { InstanceArn = instanceArn, PermissionSetArn = arn, MaxResults = PageSize, NextToken = page }, token),
                answer => (answer.AttachedManagedPolicies, answer.NextToken),
                cancellationToken)).Select(policy => Required(policy.Arn, "AttachedManagedPolicies.Arn")),
        ];

        private async Task<IReadOnlyList<PolicyName>> CustomerManagedPoliciesAsync(CancellationToken cancellationToken) =>
        [
            .. (await door.PagesAsync(
                priority,
                "ListCustomerManagedPolicyReferencesInPermissionSet",
                (sso, page, token) => sso.ListCustomerManagedPolicyReferencesInPermissionSetAsync(
                    new() { InstanceArn = instanceArn, PermissionSetArn = arn, MaxResults = PageSize, NextToken = page }, token),
                answer => (answer.CustomerManagedPolicyReferences, answer.NextToken),
                cancellationToken)).Select(Named),
        ];

        private async Task<string?> InlinePolicyAsync(CancellationToken cancellationToken) =>
            NullIfEmpty((await door.ReadAsync(
                priority,
                "GetInlinePolicyForPermissionSet",
                (sso, token) => sso.GetInlinePolicyForPermissionSetAsync(new() { InstanceArn = instanceArn, PermissionSetArn = arn }, token),
                cancellationToken)).InlinePolicy);

        private async Task<PermissionsBoundary?> BoundaryAsync(CancellationToken cancellationToken)
        {
            try
            {
                return (await door.ReadAsync(
                    priority,
                    "GetPermissionsBoundaryForPermissionSet",
                    (sso, token) => sso.GetPermissionsBoundaryForPermissionSetAsync(new() { InstanceArn = instanceArn, PermissionSetArn = arn }, token),
                    cancellationToken)).PermissionsBoundary;
            }
            catch (Exception e) when (AwsFailure.SaysAbsent(e, new Sought.PartOfSet(arn)))
            {
                // No boundary. Were the whole set gone, the reads that follow say so.
                return null;
            }
        }

        private async Task<IReadOnlyDictionary<string, string>> TagsAsync(CancellationToken cancellationToken) =>
            (await door.PagesAsync(
                priority,
                "ListTagsForResource",
                (sso, page, token) => sso.ListTagsForResourceAsync(new() { InstanceArn = instanceArn, ResourceArn = arn, NextToken = page }, token),
                answer => (answer.Tags, answer.NextToken),
                cancellationToken)).ToDictionary(tag => Required(tag.Key, "Tags.Key"), tag => tag.Value ?? "", StringComparer.Ordinal);

        private async Task<IReadOnlyList<string>> AccountsAsync(ProvisioningStatus status, CancellationToken cancellationToken) =>
            await door.PagesAsync(
                priority,
                "ListAccountsForProvisionedPermissionSet",
                (sso, page, token) => sso.ListAccountsForProvisionedPermissionSetAsync(
                    new() { InstanceArn = instanceArn, PermissionSetArn = arn, ProvisioningStatus = status, MaxResults = PageSize, NextToken = page }, token),
                answer => (answer.AccountIds, answer.NextToken),
                cancellationToken);

        private static PolicyName Named(CustomerManagedPolicyReference reference) => new(reference.Path ?? "/", Required(reference.Name, "CustomerManagedPolicyReference.Name"));
    }
}
