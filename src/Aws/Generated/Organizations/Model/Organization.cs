// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

namespace Amazon.Organizations.Model;

/// <summary>Organization.</summary>
public sealed class Organization
{
    /// <summary>ID. Pattern: <c>^o-[a-z0-9]{10,32}$</c>.</summary>
    public string? Id { get; set; }

    /// <summary>ARN. Pattern: <c>^arn:aws:organizations::\d{12}:organization\/o-[a-z0-9]{10,32}</c>.</summary>
    public string? Arn { get; set; }

    /// <summary>Feature set.</summary>
    public OrganizationFeatureSet? FeatureSet { get; set; }

    /// <summary>Master account ARN. Pattern: <c>^arn:aws:organizations::\d{12}:account\/o-[a-z0-9]{10,32}\/\d{12}</c>.</summary>
    public string? MasterAccountArn { get; set; }

    /// <summary>Master account ID. At most 12 characters. Pattern: <c>^\d{12}$</c>.</summary>
    public string? MasterAccountId { get; set; }

    /// <summary>Master account email. 6 to 64 characters. Pattern: <c>[^\s@]+@[^\s@]+\.[^\s@]+</c>. Sensitive.</summary>
    public string? MasterAccountEmail { get; set; }

    /// <summary>Available policy types.</summary>
    public List<PolicyTypeSummary>? AvailablePolicyTypes { get; set; }
}
