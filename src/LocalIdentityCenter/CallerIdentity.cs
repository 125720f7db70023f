namespace LocalIdentityCenter;

/// <summary>Who an access key belongs to. Keys that are not listed act as the management account.</summary>
/// <param name="AccessKeyId">The access key id of the SigV4 credential scope.</param>
/// <param name="AccountId">The account whose credentials they are.</param>
/// <param name="SecretAccessKey">When set, the signature of each request is checked.</param>
/// <param name="Name">What the page and the log show; default the access key id.</param>
/// <param name="MayManageManagementAccount">Whether the caller has the IAM rights to change the roles of the management account itself; without them such
/// assignments fail asynchronously with IAM's 403.</param>
/// <param name="MayUseKeys">Whether the caller's own policy lets Identity Center and its directory use the instance's customer-managed key in the caller's name.</param>
public sealed record CallerIdentity(
    string AccessKeyId, string AccountId, string? SecretAccessKey = null, string? Name = null, bool MayManageManagementAccount = true, bool MayUseKeys = true);
