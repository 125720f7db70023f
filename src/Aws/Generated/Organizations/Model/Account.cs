// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

namespace Amazon.Organizations.Model;

/// <summary>Account.</summary>
public sealed class Account
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

    /// <summary>Paths. Each: Pattern: <c>^(o-[a-z0-9]{10,32}\/r-[0-9a-z]{4,32}(\/ou\-[0-9a-z]{4,32}-[a-z0-9]{8,32})*(\/\d{12})*)\/</c>.</summary>
    public List<string>? Paths { get; set; }

    /// <summary>Joined method.</summary>
    public AccountJoinedMethod? JoinedMethod { get; set; }

    /// <summary>Joined timestamp.</summary>
    public DateTime? JoinedTimestamp { get; set; }
}
