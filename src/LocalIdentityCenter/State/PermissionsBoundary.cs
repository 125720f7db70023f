namespace LocalIdentityCenter.State;

/// <summary>A permissions boundary: one of the two is set.</summary>
internal sealed record PermissionsBoundary(string? ManagedPolicyArn, CustomerManagedPolicy? CustomerManagedPolicy);
