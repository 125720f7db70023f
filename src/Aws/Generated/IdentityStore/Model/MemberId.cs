// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

namespace Amazon.IdentityStore.Model;

/// <summary>Member ID. Exactly one member is set.</summary>
public sealed class MemberId
{
    /// <summary>User ID. 1 to 100 characters. Pattern: <c>(arn:aws[a-z-]*:identitystore:::(user|group|membership)/)?([0-9a-f]{10}-|)[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}</c>.</summary>
    public string? UserId { get; set; }
}
