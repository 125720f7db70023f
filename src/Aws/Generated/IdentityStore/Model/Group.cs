// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

namespace Amazon.IdentityStore.Model;

/// <summary>Group.</summary>
public sealed class Group
{
    /// <summary>Identity store ID, required. 1 to 93 characters. Pattern: <c>(arn:aws[a-z-]*:identitystore::\d{12}:identitystore/)?(d-[0-9a-f]{10}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})</c>.</summary>
    public string? IdentityStoreId { get; set; }

    /// <summary>Group ID, required. 1 to 100 characters. Pattern: <c>(arn:aws[a-z-]*:identitystore:::(user|group|membership)/)?([0-9a-f]{10}-|)[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}</c>.</summary>
    public string? GroupId { get; set; }

    /// <summary>Group ARN, required. 60 to 100 characters. Pattern: <c>arn:aws[a-z-]*:identitystore:::(user|group|membership)/([0-9a-f]{10}-|)[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}</c>.</summary>
    public string? GroupArn { get; set; }

    /// <summary>Revision, required. 1 to 64 characters. Pattern: <c>[0-9]+</c>.</summary>
    public string? Revision { get; set; }

    /// <summary>Display name. 1 to 1024 characters. Pattern: <c>[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00A0\u3000]+</c>. Sensitive.</summary>
    public string? DisplayName { get; set; }

    /// <summary>External IDs. 1 to 10 items.</summary>
    public List<ExternalId>? ExternalIds { get; set; }

    /// <summary>Description. 1 to 1024 characters. Pattern: <c>[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00A0\u3000]+</c>. Sensitive.</summary>
    public string? Description { get; set; }

    /// <summary>Created at.</summary>
    public DateTime? CreatedAt { get; set; }

    /// <summary>Updated at.</summary>
    public DateTime? UpdatedAt { get; set; }

    /// <summary>Created by.</summary>
    public string? CreatedBy { get; set; }

    /// <summary>Updated by.</summary>
    public string? UpdatedBy { get; set; }
}
