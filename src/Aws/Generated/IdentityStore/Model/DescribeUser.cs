// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.Runtime;
using Amazon.Runtime.Documents;

namespace Amazon.IdentityStore.Model;

/// <summary>What <see cref="IAmazonIdentityStore.DescribeUserAsync"/> asks.</summary>
public sealed class DescribeUserRequest : AmazonIdentityStoreRequest
{
    /// <summary>Identity store ID, required. 1 to 93 characters. Pattern: <c>(arn:aws[a-z-]*:identitystore::\d{12}:identitystore/)?(d-[0-9a-f]{10}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})</c>.</summary>
    public string? IdentityStoreId { get; set; }

    /// <summary>User ID, required. 1 to 100 characters. Pattern: <c>(arn:aws[a-z-]*:identitystore:::(user|group|membership)/)?([0-9a-f]{10}-|)[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}</c>.</summary>
    public string? UserId { get; set; }

    /// <summary>Extensions. 1 to 10 items. Each: 1 to 50 characters. Pattern: <c>aws:identitystore:[a-z]{1,20}</c>.</summary>
    public List<string>? Extensions { get; set; }
}

/// <summary>What <see cref="IAmazonIdentityStore.DescribeUserAsync"/> answers.</summary>
public sealed class DescribeUserResponse : AmazonWebServiceResponse
{
    /// <summary>Identity store ID, required. 1 to 93 characters. Pattern: <c>(arn:aws[a-z-]*:identitystore::\d{12}:identitystore/)?(d-[0-9a-f]{10}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})</c>.</summary>
    public string? IdentityStoreId { get; set; }

    /// <summary>User ID, required. 1 to 100 characters. Pattern: <c>(arn:aws[a-z-]*:identitystore:::(user|group|membership)/)?([0-9a-f]{10}-|)[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}</c>.</summary>
    public string? UserId { get; set; }

    /// <summary>User ARN, required. 60 to 100 characters. Pattern: <c>arn:aws[a-z-]*:identitystore:::(user|group|membership)/([0-9a-f]{10}-|)[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}</c>.</summary>
    public string? UserArn { get; set; }

    /// <summary>Revision, required. 1 to 64 characters. Pattern: <c>[0-9]+</c>.</summary>
    public string? Revision { get; set; }

    /// <summary>User name. 1 to 128 characters. Pattern: <c>[\p{L}\p{M}\p{S}\p{N}\p{P}]+</c>. Sensitive.</summary>
    public string? UserName { get; set; }

    /// <summary>External IDs. 1 to 10 items.</summary>
    public List<ExternalId>? ExternalIds { get; set; }

    /// <summary>Name.</summary>
    public Name? Name { get; set; }

    /// <summary>Display name. 1 to 1024 characters. Pattern: <c>[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00A0\u3000]+</c>. Sensitive.</summary>
    public string? DisplayName { get; set; }

    /// <summary>Nick name. 1 to 1024 characters. Pattern: <c>[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00A0\u3000]+</c>. Sensitive.</summary>
    public string? NickName { get; set; }

    /// <summary>Profile URL. 1 to 1024 characters. Pattern: <c>[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00A0\u3000]+</c>. Sensitive.</summary>
    public string? ProfileUrl { get; set; }

    /// <summary>Emails. Exactly 1 items.</summary>
    public List<Email>? Emails { get; set; }

    /// <summary>Addresses. Exactly 1 items.</summary>
    public List<Address>? Addresses { get; set; }

    /// <summary>Phone numbers. Exactly 1 items.</summary>
    public List<PhoneNumber>? PhoneNumbers { get; set; }

    /// <summary>User type. 1 to 1024 characters. Pattern: <c>[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00A0\u3000]+</c>. Sensitive.</summary>
    public string? UserType { get; set; }

    /// <summary>Title. 1 to 1024 characters. Pattern: <c>[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00A0\u3000]+</c>. Sensitive.</summary>
    public string? Title { get; set; }

    /// <summary>Preferred language. 1 to 1024 characters. Pattern: <c>[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00A0\u3000]+</c>. Sensitive.</summary>
    public string? PreferredLanguage { get; set; }

    /// <summary>Locale. 1 to 1024 characters. Pattern: <c>[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00A0\u3000]+</c>. Sensitive.</summary>
    public string? Locale { get; set; }

    /// <summary>Timezone. 1 to 1024 characters. Pattern: <c>[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00A0\u3000]+</c>. Sensitive.</summary>
    public string? Timezone { get; set; }

    /// <summary>User status.</summary>
    public UserStatus? UserStatus { get; set; }

    /// <summary>Photos. 1 to 3 items.</summary>
    public List<Photo>? Photos { get; set; }

    /// <summary>Website. 1 to 1024 characters. Pattern: <c>[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00A0\u3000]+</c>. Sensitive.</summary>
    public string? Website { get; set; }

    /// <summary>Birthdate. 1 to 1024 characters. Pattern: <c>[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00A0\u3000]+</c>. Sensitive.</summary>
    public string? Birthdate { get; set; }

    /// <summary>Roles. Exactly 1 items.</summary>
    public List<Role>? Roles { get; set; }

    /// <summary>Created at.</summary>
    public DateTime? CreatedAt { get; set; }

    /// <summary>Created by.</summary>
    public string? CreatedBy { get; set; }

    /// <summary>Updated at.</summary>
    public DateTime? UpdatedAt { get; set; }

    /// <summary>Updated by.</summary>
    public string? UpdatedBy { get; set; }

    /// <summary>Extensions. 1 to 10 items.</summary>
    public Dictionary<string, Document>? Extensions { get; set; }
}
