using IdentityCenterOperator.IdentityCenter;

namespace IdentityCenterOperator.Auditing;

/// <summary>Finds the names of what requests are about, in memory: for people, and never worth a call.</summary>
internal sealed class AuditNames(FactStore facts, OrganizationDirectory organization)
{
    /// <summary>A permission set by its ARN.</summary>
    public AuditName PermissionSet(string arn) => new(arn, (facts.PermissionSet(arn) as Fact<PermissionSetFacts>.Present)?.Value.Name);

    /// <summary>An account by its 12 digits.</summary>
    public AuditName Account(string id) => new(id, organization.Current?.Accounts.GetValueOrDefault(id)?.Name);

    /// <summary>A user or a group.</summary>
    public AuditName Principal(Principal principal) => new(principal.Id, (facts.PrincipalNames.Of(principal) as Fact<string>.Present)?.Value);

    /// <summary>A request that makes or takes away an assignment.</summary>
    public AuditedWrite Assignment(string operation, AuditSubject subject, Assignment assignment, bool isGrant, string? principalName = null)
    {
        var (set, principal) = (PermissionSet(assignment.PermissionSetArn), Principal(assignment.Principal));
        var held = new AuditValue("assigned");
        return new(operation, subject)
        {
            PermissionSet = set,
            Account = Account(assignment.AccountId),
            Principal = principal with { Name = principalName ?? principal.Name },
            PrincipalType = assignment.Principal.Kind is PrincipalKind.Group ? "GROUP" : "USER",
            Parts = [isGrant ? new("assignment", null, held) : new("assignment", held, null)],
        };
    }
}
