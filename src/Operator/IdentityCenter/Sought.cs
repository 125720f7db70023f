namespace IdentityCenterOperator.IdentityCenter;

/// <summary>What a call asks for, or asks AWS to take away. Of an answer "not found" nothing else may be concluded than that this is not there: see <see cref="AwsFailure.SaysAbsent"/>.</summary>
internal abstract record Sought
{
    private Sought()
    {
    }

    /// <summary>A permission set.</summary>
    /// <param name="Arn">ARN.</param>
    public sealed record PermissionSet(string Arn) : Sought;

    /// <summary>A policy, a boundary or another part of a permission set that exists.</summary>
    /// <param name="SetArn">The set.</param>
    public sealed record PartOfSet(string SetArn) : Sought;

    /// <summary>Something that a write names: a permission set, an account or a principal.</summary>
    public sealed record Something : Sought;

    /// <summary>An assignment in an account that exists.</summary>
    public sealed record Assignment : Sought;

    /// <summary>What a principal holds.</summary>
    /// <param name="Principal">Who.</param>
    public sealed record Holder(Principal Principal) : Sought;

    /// <summary>A user or a group of the identity store.</summary>
    /// <param name="Kind">Which of the two.</param>
    /// <param name="Id">Its id; null where it was asked for by name.</param>
    public sealed record Entry(PrincipalKind Kind, string? Id = null) : Sought;

    /// <summary>An asynchronous operation.</summary>
    public sealed record Operation : Sought;

    /// <summary>The attributes for access control of the instance.</summary>
    public sealed record Attributes : Sought;

    /// <summary>A Region of the instance.</summary>
    public sealed record Region : Sought;

    /// <summary>An account of the organization.</summary>
    /// <param name="Id">Twelve digits.</param>
    public sealed record Account(string Id) : Sought;

    /// <summary>The organization of the caller's account.</summary>
    public sealed record Organization : Sought;

    /// <summary>A key of KMS.</summary>
    public sealed record Key : Sought;
}
