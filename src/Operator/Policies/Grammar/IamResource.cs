using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Policies.Grammar;

/// <summary>
/// IAM's own resources, of which it looks at more than of those of other services: no Region, and a type that it knows. Its answers: "IAM resource … cannot contain region
/// information", "IAM resource path must either be "*" or start with user/, federated-user/, role/, …", and the types that AWS has added since ("Actions, resources, and condition keys for AWS Identity and Access
/// Management"). More may come, so that a type that is like none of these is taken.
/// </summary>
internal static class IamResource
{
    private static readonly string[] _types =
    [
        "user", "federated-user", "role", "group", "instance-profile", "mfa", "server-certificate", "policy", "sms-mfa", "saml-provider", "oidc-provider", "report", "access-report",
        "assumed-role", "delegation-request", "role-template",
    ];

    /// <summary>What IAM has against the ARN, and what to do about it; null for nothing.</summary>
    public static (string Rule, string Remedy)? Fault(Arn arn)
    {
        if (arn.Region.Length > 0 && !Arn.HasWildcard(arn.Region))
            return ($"has the Region {Quoted.Text(arn.Region)}, and resources of IAM have none", "leave it empty");
        if (arn.Resource is "*" or "root")
            return null;
        var type = TypeOf(arn);
        return type is null ? ("names no resource of IAM", "begin it with its type, for example user/, role/ or policy/, or write *")
            : Arn.HasWildcard(type) ? ($"has a wildcard in the type of the resource, {Quoted.Text($"{type}/")}, where IAM takes none", "write one ARN for each type, or *")
            : IsMistyped(type) ? ($"has the type {Quoted.Text($"{type}/")}, which IAM does not know", "write one that it knows, for example role/")
            : null;
    }

    /// <summary>The ARN that was probably meant; nothing where nobody can tell.</summary>
    public static IEnumerable<string> Meant(Arn arn)
    {
        if (arn.Region.Length > 0 && !Arn.HasWildcard(arn.Region))
            yield return string.Join(':', [.. arn.Parts.Take(3), "", .. arn.Parts.Skip(4)]);
        else if (TypeOf(arn) is { } type && IsMistyped(type))
            yield return string.Join(':', [.. arn.Parts.Take(5), $"{Likely.Of(type, _types)}{arn.Resource[type.Length..]}"]);
    }

    private static string? TypeOf(Arn arn) => arn.Resource.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? arn.Resource[..slash] : null;

    private static bool IsMistyped(string type) => !_types.Contains(type) && Likely.Of(type, _types) is not null;
}
