// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.Runtime;

namespace Amazon.IdentityStore.Model;

/// <summary>What <see cref="IAmazonIdentityStore.UpdateUserAsync"/> asks.</summary>
public sealed class UpdateUserRequest : AmazonIdentityStoreRequest
{
    /// <summary>Identity store ID, required. 1 to 93 characters. Pattern: <c>(arn:aws[a-z-]*:identitystore::\d{12}:identitystore/)?(d-[0-9a-f]{10}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})</c>.</summary>
    public string? IdentityStoreId { get; set; }

    /// <summary>User ID, required. 1 to 100 characters. Pattern: <c>(arn:aws[a-z-]*:identitystore:::(user|group|membership)/)?([0-9a-f]{10}-|)[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}</c>.</summary>
    public string? UserId { get; set; }

    /// <summary>Operations, required. 1 to 100 items.</summary>
    public List<AttributeOperation>? Operations { get; set; }

    /// <summary>Revision. 1 to 64 characters. Pattern: <c>[0-9]+</c>.</summary>
    public string? Revision { get; set; }
}

/// <summary>What <see cref="IAmazonIdentityStore.UpdateUserAsync"/> answers.</summary>
public sealed class UpdateUserResponse : AmazonWebServiceResponse
{
    /// <summary>Identity store ID, required. 1 to 93 characters. Pattern: <c>(arn:aws[a-z-]*:identitystore::\d{12}:identitystore/)?(d-[0-9a-f]{10}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})</c>.</summary>
    public string? IdentityStoreId { get; set; }

    /// <summary>User ID, required. 1 to 100 characters. Pattern: <c>(arn:aws[a-z-]*:identitystore:::(user|group|membership)/)?([0-9a-f]{10}-|)[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}</c>.</summary>
    public string? UserId { get; set; }

    /// <summary>User ARN, required. 60 to 100 characters. Pattern: <c>arn:aws[a-z-]*:identitystore:::(user|group|membership)/([0-9a-f]{10}-|)[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}</c>.</summary>
    public string? UserArn { get; set; }

    /// <summary>Revision, required. 1 to 64 characters. Pattern: <c>[0-9]+</c>.</summary>
    public string? Revision { get; set; }
}
