namespace LocalIdentityCenter.Wire;

/// <summary>Who sent a request, and for which Region it is.</summary>
internal sealed record Caller(string AccessKeyId, string AccountId, CallerRole Role, string Name, string Region, bool MayManageManagementAccount, bool MayUseKeys)
{
    /// <summary>What CreatedBy and the failure reasons of IAM name.</summary>
    public string Arn => $"arn:aws:iam::{AccountId}:user/{Name}";
}
