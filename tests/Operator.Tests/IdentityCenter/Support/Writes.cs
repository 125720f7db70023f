using IdentityCenterOperator.Auditing;

namespace Operator.Tests.IdentityCenter.Support;

/// <summary>Writes that no controller decided on.</summary>
internal static class Writes
{
    /// <summary>A write of this operation, for an object of the tests.</summary>
    public static AuditedWrite Of(string operation) => new(operation, new AuditSubject("PermissionSet", new(null, "test"), "uid", 1, "tests"));
}
