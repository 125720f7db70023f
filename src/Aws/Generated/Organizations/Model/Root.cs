// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

namespace Amazon.Organizations.Model;

/// <summary>Root.</summary>
public sealed class Root
{
    /// <summary>ID. At most 34 characters. Pattern: <c>^r-[0-9a-z]{4,32}$</c>.</summary>
    public string? Id { get; set; }

    /// <summary>ARN. Pattern: <c>^arn:aws:organizations::\d{12}:root\/o-[a-z0-9]{10,32}\/r-[0-9a-z]{4,32}</c>.</summary>
    public string? Arn { get; set; }

    /// <summary>Name. 1 to 128 characters.</summary>
    public string? Name { get; set; }

    /// <summary>Policy types.</summary>
    public List<PolicyTypeSummary>? PolicyTypes { get; set; }
}
