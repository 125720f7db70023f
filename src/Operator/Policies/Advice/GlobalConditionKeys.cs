using System.Collections.Frozen;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Policies.Advice;

/// <summary>
/// The condition keys of AWS as a whole, <c>aws:…</c>, as far as this version knows them; those of tags end with the slash before the tag's key. AWS adds keys, so that one
/// that is not among them is warned of, never refused.
/// </summary>
internal static class GlobalConditionKeys
{
    /// <summary>What they all begin with.</summary>
    public const string Prefix = "aws:";

    // AWS documentation, "AWS global condition context keys", as of 2026-09-26.
    private const string Listed = """
        aws:AssumedRoot aws:CalledVia aws:CalledViaAWSMCP aws:CalledViaFirst aws:CalledViaLast aws:ChatbotSourceArn aws:CurrentTime
        aws:Ec2InstanceSourcePrivateIPv4 aws:Ec2InstanceSourceVpc aws:EpochTime aws:FederatedProvider aws:IsMcpServiceAction aws:MultiFactorAuthAge
        aws:MultiFactorAuthPresent aws:PrincipalAccount aws:PrincipalArn aws:PrincipalIsAWSService aws:PrincipalOrgID aws:PrincipalOrgPaths
        aws:PrincipalServiceName aws:PrincipalServiceNamesList aws:PrincipalTag/ aws:PrincipalType aws:referer aws:RequestedRegion aws:RequestTag/
        aws:ResourceAccount aws:ResourceOrgID aws:ResourceOrgPaths aws:ResourceTag/ aws:SecureTransport aws:SourceAccount aws:SourceArn aws:SourceIdentity
        aws:SourceIp aws:SourceOrgID aws:SourceOrgPaths aws:SourceOwner aws:SourceVpc aws:SourceVpcArn aws:SourceVpce aws:TagKeys aws:TokenIssueTime
        aws:UserAgent aws:userid aws:username aws:ViaAWSMCPService aws:ViaAWSService aws:VpceAccount aws:VpceOrgID aws:VpceOrgPaths aws:VpcSourceIp
        """;

    // What AWS managed policies ask for and the page does not list, and the older name of aws:PrincipalArn.
    private const string Unlisted = "aws:ARN aws:PrincipalOrgMasterAccountId";

    private static readonly FrozenSet<string> _all = $"{Listed} {Unlisted}".Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the key is known; the case makes no difference.</summary>
    public static bool IsKnown(string key) => _all.Contains(Name(key));

    /// <summary>The key that was probably meant; null where nobody can tell.</summary>
    public static string? Meant(string key) => Likely.Of(Name(key), _all) is { } meant ? $"{meant}{key[Name(key).Length..]}" : null;

    private static string Name(string key) => key[..(key.IndexOf('/', StringComparison.Ordinal) + 1 is > 0 and var end ? end : key.Length)];
}
