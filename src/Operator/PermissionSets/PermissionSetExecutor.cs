using System.Diagnostics;
using Amazon.SSOAdmin;
using Amazon.SSOAdmin.Model;
using IdentityCenterOperator.Auditing;
using IdentityCenterOperator.IdentityCenter;
using static IdentityCenterOperator.PermissionSets.PermissionSetStep;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>What a step left behind that the plan could not know.</summary>
/// <param name="Arn">ARN of the permission set.</param>
/// <param name="ProvisioningRequestId">Id of a provisioning that AWS accepted; null for the other steps.</param>
internal sealed record StepResult(string Arn, string? ProvisioningRequestId = null)
{
    /// <summary>Whether AWS said that what was to be taken away is not there: that is no proof that it will not be shown a moment later.</summary>
    public bool WasGone { get; init; }
}

/// <summary>
/// Carries out steps on permission sets, one AWS call each, without a decision of its own. Repeating a step is harmless: what is already so counts as done.
/// Errors of AWS are thrown as they come.
/// </summary>
internal sealed class PermissionSetExecutor(AwsDoor<IAmazonSSOAdmin> door, OperationTracker operations)
{
    /// <summary>Carries out one step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="instanceArn">Instance that the set is part of.</param>
    /// <param name="arn">The set; null only for <see cref="Create"/>.</param>
    /// <param name="cause">Why it is taken.</param>
    /// <param name="cancellationToken">Stops waiting; a request that has left may still take effect.</param>
    public async Task<StepResult> ExecuteAsync(
        PermissionSetStep step, string instanceArn, string? arn, PermissionSetCause cause, CancellationToken cancellationToken)
    {
        if (step is Create create)
        {
            return new(await CreateAsync(create, instanceArn, cause, cancellationToken));
        }

        var known = arn ?? throw new ArgumentNullException(nameof(arn), "Only a creation has no ARN.");
        var target = new Target(door, operations, instanceArn, known, operation => PermissionSetAudit.Of(operation, step, known, cause), cancellationToken);
        return step switch
        {
            ProvisionAllAccounts => new(known, await target.ProvisionAsync(ProvisionTargetType.ALL_PROVISIONED_ACCOUNTS, null)),
            ProvisionAccount s => new(known, await target.ProvisionAsync(ProvisionTargetType.AWS_ACCOUNT, s.AccountId)),
            _ => new(known) { WasGone = await target.EditAsync(step) },
        };
    }

    private async Task<string> CreateAsync(Create step, string instanceArn, PermissionSetCause cause, CancellationToken cancellationToken)
    {
        var request = new CreatePermissionSetRequest
        {
            InstanceArn = instanceArn,
            Name = step.Name,
            Description = AwsReply.NullIfEmpty(step.Details.Description),
            SessionDuration = SessionDuration.Format(step.Details.SessionDuration),
            RelayState = AwsReply.NullIfEmpty(step.Details.RelayState),
            Tags = Tags(step.Tags),
        };
        var audited = PermissionSetAudit.Of("CreatePermissionSet", step, null, cause);
        var answer = await door.WriteAsync(audited, (sso, token) => sso.CreatePermissionSetAsync(request, token), cancellationToken);
        return AwsReply.Required(answer.PermissionSet?.PermissionSetArn, "PermissionSet.PermissionSetArn");
    }

    private static List<Amazon.SSOAdmin.Model.Tag> Tags(IEnumerable<KeyValuePair<string, string>> tags) =>
        [.. tags.Select(tag => new Amazon.SSOAdmin.Model.Tag { Key = tag.Key, Value = tag.Value })];

    private sealed class Target(
        AwsDoor<IAmazonSSOAdmin> door, OperationTracker operations, string instanceArn, string arn, Func<string, AuditedWrite> audited, CancellationToken cancellationToken)
    {
        // Through the tracker, which waits for a slot in AWS and never starts what is in flight already.
        public Task<string> ProvisionAsync(ProvisionTargetType type, string? accountId)
        {
            var request = new ProvisionPermissionSetRequest { InstanceArn = instanceArn, PermissionSetArn = arn, TargetType = type, TargetId = accountId };
            return operations.StartAsync(new(OperationKind.Provisioning, arn, accountId), StartAsync, cancellationToken);

            async Task<string> StartAsync(CancellationToken stop) => AwsReply.Required(
                (await door.WriteAsync(audited("ProvisionPermissionSet"), (sso, token) => sso.ProvisionPermissionSetAsync(request, token), stop)).PermissionSetProvisioningStatus?.RequestId,
                "PermissionSetProvisioningStatus.RequestId");
        }

        // Whether what was to be taken away was gone already.
        public async Task<bool> EditAsync(PermissionSetStep step)
        {
            try
            {
                await CallAsync(step);
                return false;
            }
            catch (Exception e) when (Removed(step) is { } removed && AwsFailure.SaysAbsent(e, removed))
            {
                // As wanted. Were the set itself gone, the look that follows every step says so.
                return true;
            }
        }

        private Sought? Removed(PermissionSetStep step) => step switch
        {
            DetachManagedPolicy or DetachCustomerManagedPolicy or DeleteInlinePolicy or DeletePermissionsBoundary => new Sought.PartOfSet(arn),
            Delete => new Sought.PermissionSet(arn),
            _ => null,
        };

        private Task CallAsync(PermissionSetStep step) => step switch
        {
            UpdateDetails s => UpdateAsync(s.Details),
            PermissionSetStep.Tag s => TagAsync(s),
            Untag s => UntagAsync(s),
            AttachManagedPolicy s => AttachAsync(s.Arn),
            DetachManagedPolicy s => DetachAsync(s.Arn),
            AttachCustomerManagedPolicy s => AttachAsync(s.Policy),
            DetachCustomerManagedPolicy s => DetachAsync(s.Policy),
            PutInlinePolicy s => PutInlineAsync(s.Policy.Text),
            DeleteInlinePolicy => DeleteInlineAsync(),
            PutPermissionsBoundary s => PutBoundaryAsync(s.Boundary),
            DeletePermissionsBoundary => DeleteBoundaryAsync(),
            Delete => DeleteAsync(),
            _ => throw new UnreachableException(),
        };

        // All three together: AWS clears what an update leaves out.
        private Task UpdateAsync(PermissionSetDetails details) => WriteAsync(
            "UpdatePermissionSet",
            (sso, token) => sso.UpdatePermissionSetAsync(
                new()
                {
                    InstanceArn = instanceArn,
                    PermissionSetArn = arn,
                    Description = AwsReply.NullIfEmpty(details.Description),
                    SessionDuration = SessionDuration.Format(details.SessionDuration),
                    RelayState = AwsReply.NullIfEmpty(details.RelayState),
                },
                token));

        private Task TagAsync(PermissionSetStep.Tag step) => WriteAsync(
            "TagResource",
            (sso, token) => sso.TagResourceAsync(new() { InstanceArn = instanceArn, ResourceArn = arn, Tags = Tags(step.Tags) }, token));

        private Task UntagAsync(Untag step) => WriteAsync(
            "UntagResource",
            (sso, token) => sso.UntagResourceAsync(new() { InstanceArn = instanceArn, ResourceArn = arn, TagKeys = [.. step.Keys] }, token));

        private Task AttachAsync(string policyArn) => UnlessAlreadyAsync(WriteAsync(
            "AttachManagedPolicyToPermissionSet",
            (sso, token) => sso.AttachManagedPolicyToPermissionSetAsync(
                new() { InstanceArn = instanceArn, PermissionSetArn = arn, ManagedPolicyArn = policyArn }, token)));

        private Task DetachAsync(string policyArn) => WriteAsync(
            "DetachManagedPolicyFromPermissionSet",
            (sso, token) => sso.DetachManagedPolicyFromPermissionSetAsync(
                new() { InstanceArn = instanceArn, PermissionSetArn = arn, ManagedPolicyArn = policyArn }, token));

        private Task AttachAsync(CustomerManagedPolicy policy) => UnlessAlreadyAsync(WriteAsync(
            "AttachCustomerManagedPolicyReferenceToPermissionSet",
            (sso, token) => sso.AttachCustomerManagedPolicyReferenceToPermissionSetAsync(
                new() { InstanceArn = instanceArn, PermissionSetArn = arn, CustomerManagedPolicyReference = Reference(policy) }, token)));

        private Task DetachAsync(CustomerManagedPolicy policy) => WriteAsync(
            "DetachCustomerManagedPolicyReferenceFromPermissionSet",
            (sso, token) => sso.DetachCustomerManagedPolicyReferenceFromPermissionSetAsync(
                new() { InstanceArn = instanceArn, PermissionSetArn = arn, CustomerManagedPolicyReference = Reference(policy) }, token));

        private Task PutInlineAsync(string text) => WriteAsync(
            "PutInlinePolicyToPermissionSet",
            (sso, token) => sso.PutInlinePolicyToPermissionSetAsync(
                new() { InstanceArn = instanceArn, PermissionSetArn = arn, InlinePolicy = text }, token));

        private Task DeleteInlineAsync() => WriteAsync(
            "DeleteInlinePolicyFromPermissionSet",
            (sso, token) => sso.DeleteInlinePolicyFromPermissionSetAsync(new() { InstanceArn = instanceArn, PermissionSetArn = arn }, token));

        private Task PutBoundaryAsync(Boundary boundary) => WriteAsync(
            "PutPermissionsBoundaryToPermissionSet",
            (sso, token) => sso.PutPermissionsBoundaryToPermissionSetAsync(
                new() { InstanceArn = instanceArn, PermissionSetArn = arn, PermissionsBoundary = Wire(boundary) }, token));

        private Task DeleteBoundaryAsync() => WriteAsync(
            "DeletePermissionsBoundaryFromPermissionSet",
            (sso, token) => sso.DeletePermissionsBoundaryFromPermissionSetAsync(new() { InstanceArn = instanceArn, PermissionSetArn = arn }, token));

        private Task DeleteAsync() => WriteAsync(
            "DeletePermissionSet",
            (sso, token) => sso.DeletePermissionSetAsync(new() { InstanceArn = instanceArn, PermissionSetArn = arn }, token));

        private Task WriteAsync<T>(string operation, Func<IAmazonSSOAdmin, CancellationToken, Task<T>> call)
            where T : Amazon.Runtime.AmazonWebServiceResponse => door.WriteAsync(audited(operation), call, cancellationToken);

        // AWS answers ConflictException both for what is already attached and for a change that is still settling; the look that follows tells which it was.
        private static async Task UnlessAlreadyAsync(Task step)
        {
            try
            {
                await step;
            }
            catch (ConflictException e) when (e.Message.Contains("already", StringComparison.OrdinalIgnoreCase))
            {
                // It is attached, as wanted.
            }
        }

        private static CustomerManagedPolicyReference Reference(CustomerManagedPolicy policy) => new() { Name = policy.Name, Path = policy.Path };

        private static PermissionsBoundary Wire(Boundary boundary) => boundary switch
        {
            Boundary.Managed managed => new() { ManagedPolicyArn = managed.Arn },
            Boundary.CustomerManaged customer => new() { CustomerManagedPolicyReference = Reference(customer.Policy) },
            _ => throw new UnreachableException(),
        };
    }
}
