namespace LocalIdentityCenter.State;

/// <summary>The role that stands for a permission set in one account.</summary>
/// <param name="Version">The version of the permission set that the role was made from.</param>
/// <param name="RoleName"><c>AWSReservedSSO_NAME_</c> and 16 hexadecimal digits, new whenever the role is created again.</param>
internal sealed record ProvisionedCopy(long Version, string RoleName);
