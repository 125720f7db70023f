using System.Security.Cryptography;
using System.Text;
using IdentityCenterOperator.Policies;

namespace IdentityCenterOperator.Auditing;

/// <summary>A request that changes something in AWS, as it is told before it is sent: without it no such request leaves.</summary>
/// <param name="Operation">Name of the operation, for example <c>CreatePermissionSet</c>.</param>
/// <param name="Subject">The object that it is made for.</param>
internal sealed record AuditedWrite(string Operation, AuditSubject Subject)
{
    /// <summary>The permission set that it is about.</summary>
    public AuditName? PermissionSet { get; init; }

    /// <summary>The account that it is about.</summary>
    public AuditName? Account { get; init; }

    /// <summary>The user or group that it is about.</summary>
    public AuditName? Principal { get; init; }

    /// <summary>GROUP or USER.</summary>
    public string? PrincipalType { get; init; }

    /// <summary>What the request changes, part by part; empty where it changes nothing that is declared (a provisioning).</summary>
    public IReadOnlyList<AuditPart> Parts { get; init; } = [];
}

/// <summary>Something in AWS by its id and, for people, its name.</summary>
/// <param name="Id">Id or ARN; null while it has none.</param>
/// <param name="Name">Its name, where it is known.</param>
internal sealed record AuditName(string? Id, string? Name);

/// <summary>One part that a request changes.</summary>
/// <param name="Path">Field of the spec that it belongs to, with the member in brackets where it is a set or a map.</param>
/// <param name="Before">What AWS had when the request was decided on; null for nothing.</param>
/// <param name="After">What the request makes of it; null for nothing.</param>
internal sealed record AuditPart(string Path, AuditValue? Before, AuditValue? After);

/// <summary>A value, which is bounded when it is written.</summary>
/// <param name="Text">The value.</param>
/// <param name="Sha256">Of a value that may be too long to be told: its SHA-256 in hexadecimal digits, over UTF-8.</param>
internal sealed record AuditValue(string Text, string? Sha256 = null)
{
    /// <summary>A text; null for none.</summary>
    public static AuditValue? Of(string? text) => string.IsNullOrEmpty(text) ? null : new(text);

    /// <summary>A policy, by its hash too; null for none.</summary>
    public static AuditValue? Of(PolicyDocument? policy) =>
        policy is null ? null : new(policy.Text, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(policy.Text))));
}
