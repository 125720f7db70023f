// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

namespace Amazon.Organizations.Model;

/// <summary>Delegated administrator.</summary>
public sealed class DelegatedAdministrator
{
    /// <summary>ID. At most 12 characters. Pattern: <c>^\d{12}$</c>.</summary>
    public string? Id { get; set; }

    /// <summary>ARN. Pattern: <c>^arn:aws:organizations::\d{12}:account\/o-[a-z0-9]{10,32}\/\d{12}</c>.</summary>
    public string? Arn { get; set; }

    /// <summary>Email. 6 to 64 characters. Pattern: <c>[^\s@]+@[^\s@]+\.[^\s@]+</c>. Sensitive.</summary>
    public string? Email { get; set; }

    /// <summary>Name. 1 to 128 characters. Pattern: <c>[\s\S]*</c>. Sensitive.</summary>
    public string? Name { get; set; }

    /// <summary>Status.</summary>
    public AccountStatus? Status { get; set; }

    /// <summary>State.</summary>
    public AccountState? State { get; set; }

    /// <summary>Joined method.</summary>
    public AccountJoinedMethod? JoinedMethod { get; set; }

    /// <summary>Joined timestamp.</summary>
    public DateTime? JoinedTimestamp { get; set; }

    /// <summary>Delegation enabled date.</summary>
    public DateTime? DelegationEnabledDate { get; set; }
}
