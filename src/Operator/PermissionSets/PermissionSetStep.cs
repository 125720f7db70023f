using System.Diagnostics;
using IdentityCenterOperator.Policies;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>One AWS call on one permission set, named by what it does to it.</summary>
public abstract record PermissionSetStep
{
    private PermissionSetStep()
    {
    }

    /// <summary>The step in words. Steps with the same words do the same; plan hashes rest on that.</summary>
    public string Summary => this switch
    {
        Create s => $"create permission set {s.Name} with {Words(s.Details)} and tags {Words(s.Tags)}",
        UpdateDetails s => $"update to {Words(s.Details)}",
        AttachManagedPolicy s => $"attach managed policy {s.Arn}",
        DetachManagedPolicy s => $"detach managed policy {s.Arn}",
        AttachCustomerManagedPolicy s => $"attach customer-managed policy {s.Policy}",
        DetachCustomerManagedPolicy s => $"detach customer-managed policy {s.Policy}",
        PutInlinePolicy s => $"put inline {s.Policy}",
        DeleteInlinePolicy => "delete the inline policy",
        PutPermissionsBoundary s => $"put permissions boundary {s.Boundary}",
        DeletePermissionsBoundary => "delete the permissions boundary",
        Tag s => $"tag {Words(s.Tags)}",
        Untag s => $"untag {string.Join(", ", s.Keys.Select(key => Quoted.Text(key, 256)))}",
        ProvisionAllAccounts => "provision all accounts that have it",
        ProvisionAccount s => $"provision {Named.Account(s.AccountId, s.Name)}",
        Delete => "delete the permission set",
        _ => throw new UnreachableException(),
    };

    /// <summary>CreatePermissionSet, with its tags, so that it has an owner from its first moment.</summary>
    /// <param name="Name">Name.</param>
    /// <param name="Details">Description, session duration, relay state.</param>
    /// <param name="Tags">All tags, those of the owner included.</param>
    public sealed record Create(string Name, PermissionSetDetails Details, ValueDictionary Tags) : PermissionSetStep;

    /// <summary>UpdatePermissionSet; sends all three, since AWS clears what is left out.</summary>
    /// <param name="Details">Description, session duration, relay state.</param>
    public sealed record UpdateDetails(PermissionSetDetails Details) : PermissionSetStep;

    /// <summary>AttachManagedPolicyToPermissionSet.</summary>
    /// <param name="Arn">ARN of the policy.</param>
    public sealed record AttachManagedPolicy(string Arn) : PermissionSetStep;

    /// <summary>DetachManagedPolicyFromPermissionSet.</summary>
    /// <param name="Arn">ARN of the policy.</param>
    public sealed record DetachManagedPolicy(string Arn) : PermissionSetStep;

    /// <summary>AttachCustomerManagedPolicyReferenceToPermissionSet.</summary>
    /// <param name="Policy">Name and path.</param>
    public sealed record AttachCustomerManagedPolicy(CustomerManagedPolicy Policy) : PermissionSetStep;

    /// <summary>DetachCustomerManagedPolicyReferenceFromPermissionSet.</summary>
    /// <param name="Policy">Name and path.</param>
    public sealed record DetachCustomerManagedPolicy(CustomerManagedPolicy Policy) : PermissionSetStep;

    /// <summary>PutInlinePolicyToPermissionSet; replaces the one that is there.</summary>
    /// <param name="Policy">The policy; its Text is what is sent.</param>
    public sealed record PutInlinePolicy(PolicyDocument Policy) : PermissionSetStep;

    /// <summary>DeleteInlinePolicyFromPermissionSet.</summary>
    public sealed record DeleteInlinePolicy : PermissionSetStep;

    /// <summary>PutPermissionsBoundaryToPermissionSet; replaces the one that is there.</summary>
    /// <param name="Boundary">The boundary.</param>
    public sealed record PutPermissionsBoundary(Boundary Boundary) : PermissionSetStep;

    /// <summary>DeletePermissionsBoundaryFromPermissionSet.</summary>
    public sealed record DeletePermissionsBoundary : PermissionSetStep;

    /// <summary>TagResource; adds these tags or changes their values, and leaves others.</summary>
    /// <param name="Tags">The tags.</param>
    public sealed record Tag(ValueDictionary Tags) : PermissionSetStep;

    /// <summary>UntagResource.</summary>
    /// <param name="Keys">Keys of the tags to remove.</param>
    public sealed record Untag(ValueSet<string> Keys) : PermissionSetStep;

    /// <summary>ProvisionPermissionSet for ALL_PROVISIONED_ACCOUNTS: brings the present version to each account that has the set.</summary>
    public sealed record ProvisionAllAccounts : PermissionSetStep;

    /// <summary>ProvisionPermissionSet for one AWS_ACCOUNT.</summary>
    /// <param name="AccountId">The account's 12 digits.</param>
    public sealed record ProvisionAccount(string AccountId) : PermissionSetStep
    {
        /// <summary>Name of the account, where it is known; for people only.</summary>
        public string? Name { get; init; }
    }

    /// <summary>DeletePermissionSet; AWS refuses while an account has it.</summary>
    public sealed record Delete : PermissionSetStep;

    private static string Words(PermissionSetDetails details) =>
        $"session duration {SessionDuration.Format(details.SessionDuration)}, description {Quoted.Text(details.Description, 700)}, "
        + $"relay state {Quoted.Text(details.RelayState, 240)}";

    private static string Words(ValueDictionary tags) =>
        string.Join(", ", tags.Select(tag => $"{Quoted.Text(tag.Key, 128)}={Quoted.Text(tag.Value, 256)}"));
}
