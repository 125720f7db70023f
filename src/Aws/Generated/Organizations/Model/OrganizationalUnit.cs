// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

namespace Amazon.Organizations.Model;

/// <summary>Organizational unit.</summary>
public sealed class OrganizationalUnit
{
    /// <summary>ID. At most 68 characters. Pattern: <c>^ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}$</c>.</summary>
    public string? Id { get; set; }

    /// <summary>ARN. Pattern: <c>^arn:aws:organizations::\d{12}:ou\/o-[a-z0-9]{10,32}\/ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}</c>.</summary>
    public string? Arn { get; set; }

    /// <summary>Name. 1 to 128 characters. Pattern: <c>[\s\S]*</c>.</summary>
    public string? Name { get; set; }

    /// <summary>Path. Pattern: <c>^(o-[a-z0-9]{10,32}\/r-[0-9a-z]{4,32}(\/ou\-[0-9a-z]{4,32}-[a-z0-9]{8,32})*(\/\d{12})*)\/</c>.</summary>
    public string? Path { get; set; }
}
