using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.ReplicaRegions;

/// <summary>
/// What no API does or tells, as a checklist for people (user guide, "Replicate IAM Identity Center to an additional Region" and "Workforce access through an
/// additional Region"). The same facts give the same texts, so that status rests.
/// </summary>
public static class NextSteps
{
    /// <summary>The checklist, in the order in which it is done.</summary>
    /// <param name="region">The Region.</param>
    /// <param name="primary">The primary Region, if it is known.</param>
    /// <param name="instanceArn">ARN of the instance.</param>
    /// <param name="key">Its key.</param>
    public static ValueList<string> For(string region, string? primary, string instanceArn, InstanceKey key)
    {
        ArgumentNullException.ThrowIfNull(instanceArn);
        ArgumentNullException.ThrowIfNull(key);
        var console = $"the Identity Center console{(primary is null ? "" : $" in {primary}")}";
        var portal = $"https://{instanceArn[(instanceArn.LastIndexOf('/') + 1)..]}.{region}.portal.amazonaws.com";
        return
        [
            ReplicaKey(region, primary, key),
            KeyPolicy(region, key),
            $"Before: let the identity source be an external identity provider, see {console} under Settings, Identity source. Other sources cannot be replicated.",
            "Before: make sure that the AWS managed applications in use can work with a customer-managed key; the user guide of Identity Center lists which do.",
            $"After: read the ACS URL of {region} in {console} under Settings, and add it to the SAML application of Identity Center at your identity provider.",
            $"After: create a bookmark application at your identity provider that opens {portal}, and assign it to everybody who uses Identity Center.",
            $"After: sign in once at {portal} and tell people of it. The AWS CLI is authorized in each Region apart: add an sso-session with sso_region = {region}.",
            $"After: let a CloudTrail trail cover {region}, where sign-ins through that Region are recorded, and let alarms look there too.",
        ];
    }

    private static string ReplicaKey(string region, string? primary, InstanceKey key) => key.ReplicaIn(region) is { } replica
        ? $"Before: create the replica {replica}: aws kms replicate-key --region {primary ?? key.KeyArn!.Split(':')[3]} --key-id {key.KeyArn} --replica-region {region} --policy file://POLICY."
        : $"Before: encrypt the instance with a customer-managed multi-Region KMS key, and replicate that key to {region}.";

    private static string KeyPolicy(string region, InstanceKey key) =>
        $"Before, and at each change: copy the key policy of {key.KeyArn ?? "the instance's key"} to {key.ReplicaIn(region) ?? $"its replica in {region}"}. KMS does not copy it.";
}
