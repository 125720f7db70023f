using System.Text.Json;
using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Entities;

/// <summary>The permission set as it shall be in AWS, and how the operator goes about it.</summary>
[ValidationRule(
    "has(self.name) == has(oldSelf.name) && (!has(self.name) || self.name == oldSelf.name)",
    Message = "spec.name cannot be changed, added or removed, since AWS cannot rename a permission set: create another PermissionSet")]
[ValidationRule(
    "(has(self.managedPolicies) ? size(self.managedPolicies) : 0) + (has(self.customerManagedPolicies) ? size(self.customerManagedPolicies) : 0) <= 20",
    Message = "spec.managedPolicies and spec.customerManagedPolicies have more than 20 policies together: AWS takes at most 20")]
public sealed record PermissionSetSpec
{
    /// <summary>
    /// Name in AWS: 1 to 32 letters, digits and <c>_+=,.@-</c>. It shows in the role's name in each account. Default: metadata.name, which then has at most 32
    /// characters. Cannot be changed later. Example: DatabaseAdministrator.
    /// </summary>
    [Length(1, 32)]
    [ValidationRule(
        "!self.matches('[^A-Za-z0-9_+=,.@-]')",
        Message = "spec.name has a character that AWS does not take: use letters, digits and _+=,.@-",
        MessageExpression = "'spec.name has ' + '\"' + self.find('[^A-Za-z0-9_+=,.@-]') + '\", which AWS does not take: use letters, digits and _+=,.@-'")]
    public string? Name { get; init; }

    /// <summary>What the permission set is for, shown in the AWS access portal: 1 to 700 characters of Latin-1. Default: none.</summary>
    [Length(1, 700)]
    [ValidationRule(
        @"!self.matches('[^\\t\\n\\r\\x20-\\x7E\\xA1-\\xFF]')",
        Message = "spec.description has a character that AWS does not take: use the characters of Latin-1, tabs and line breaks",
        MessageExpression = @"'spec.description has ""' + self.find('[^\\t\\n\\r\\x20-\\x7E\\xA1-\\xFF]') + '"", which AWS does not take: use the characters of Latin-1, tabs and line breaks'")]
    public string? Description { get; init; }

    /// <summary>
    /// How long a session in an account lasts, as an ISO 8601 duration of hours, minutes and seconds from PT1H to PT12H. Default: PT1H. Example: PT4H, PT1H30M.
    /// </summary>
    [Default("\"PT1H\"")]
    [Length(4, 16)]
    [ValidationRule(
        "self.matches('^PT([0-9]{1,2}H([0-9]{1,3}M)?([0-9]{1,5}S)?|[0-9]{1,3}M([0-9]{1,5}S)?|[0-9]{1,5}S)$')",
        Message = "spec.sessionDuration must be an ISO 8601 duration of hours, minutes and seconds; write for example PT4H")]
    [ValidationRule(
        "!self.matches('^PT([0-9]{1,2}H([0-9]{1,3}M)?([0-9]{1,5}S)?|[0-9]{1,3}M([0-9]{1,5}S)?|[0-9]{1,5}S)$') || duration(self.substring(2).lowerAscii()) >= duration('1h') && duration(self.substring(2).lowerAscii()) <= duration('12h')",
        Message = "spec.sessionDuration must be between PT1H and PT12H; write for example PT4H")]
    public string? SessionDuration { get; init; }

    /// <summary>Address in the AWS console at which a session starts: 1 to 240 characters. Default: the console's home page.</summary>
    [Length(1, 240)]
    [ValidationRule(
        @"!self.matches('[^a-zA-Z0-9&$@#\\\\/%?=~\\-_\'""|!:,.;*+\\[\\] (){}]')",
        Message = "spec.relayState has a character that AWS does not take: use an address of ASCII characters without < > ^ and `")]
    public string? RelayState { get; init; }

    /// <summary>
    /// AWS managed policies to attach, each by its name (with its path under <c>policy/</c>, if it has one) or by its ARN. Together with customerManagedPolicies at
    /// most 20; above 10 each account needs a higher IAM quota. What else is attached in AWS is detached. Example: ReadOnlyAccess, job-function/Billing.
    /// </summary>
    [ListType(ListType.Set)]
    [Items(maxItems: 20)]
    [Length(1, 2048)]
    [ValidationRule(
        "self.all(policy, policy.matches('^(arn:aws(-[a-z]{1,5}){0,3}:iam::aws:policy/)?([A-Za-z0-9.,+@=_-]+/)*[A-Za-z0-9.,+@=_-]+$'))",
        Message = "spec.managedPolicies has what is no name and no ARN of an AWS managed policy: write for example ReadOnlyAccess or job-function/Billing, and name policies of your own under spec.customerManagedPolicies")]
    public IReadOnlyList<string>? ManagedPolicies { get; init; }

    /// <summary>
    /// Customer-managed policies to attach by name and path. Each account in which the permission set is assigned must hold them already. What else is attached in
    /// AWS is detached.
    /// </summary>
    [ListType(ListType.Map, "name", "path")]
    [Items(maxItems: 20)]
    public IReadOnlyList<CustomerManagedPolicyReference>? CustomerManagedPolicies { get; init; }

    /// <summary>
    /// An IAM policy of its own, written as in IAM: an object with Version and Statement. It is checked by IAM's grammar before anything is sent: elements, actions,
    /// resources, condition operators, keys and values. At most 32,768 bytes without needless white space, and 10,240 other than white space. Default: none.
    /// </summary>
    [PreserveUnknownFields]
    [AtomicMap]
    public JsonElement? InlinePolicy { get; init; }

    /// <summary>The policy that bounds what all other policies of the permission set can grant. Default: none.</summary>
    public PermissionsBoundarySpec? PermissionsBoundary { get; init; }

    /// <summary>
    /// Tags of the permission set in AWS, at most 48: AWS takes 50 and the operator adds two. Keys have 1 to 128 characters and do not begin with <c>aws:</c> or
    /// <c>identitycenter.dev/</c>, values at most 256; both take letters, digits, spaces and <c>_.:/=+-@</c>. Tags that others put in AWS stay. Example: team: data.
    /// </summary>
    [Items(maxItems: 48)]
    [Length(maxLength: 256)]
    [ValidationRule(
        "self.all(key, size(key) <= 128 && !key.startsWith('aws:') && !key.startsWith('identitycenter.dev/'))",
        Message = "spec.tags has a key that is longer than 128 characters or begins with aws: or identitycenter.dev/, which are not yours to set")]
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>
    /// How changes reach the accounts that already have the permission set. Automatic: at once. Manual: the annotation identitycenter.dev/approve must first name the
    /// hash in status.plan. Default: Automatic.
    /// </summary>
    [Default("\"Automatic\"")]
    public ProvisioningPolicy Provisioning { get; init; }

    /// <summary>
    /// What to do when AWS already has a permission set of that name that nobody owns. IfIdentical: take it over when all but its tags is equal. Always: take it over
    /// and change it. Never: refuse. A permission set that somebody else owns is never touched. Default: IfIdentical.
    /// </summary>
    [Default("\"IfIdentical\"")]
    public AdoptionPolicy AdoptionPolicy { get; init; }

    /// <summary>Enforce: make AWS as declared. Observe: never write to AWS, only report in status.drift and status.plan. Default: Enforce.</summary>
    [Default("\"Enforce\"")]
    public ManagementPolicy ManagementPolicy { get; init; }

    /// <summary>
    /// What happens in AWS when this object is deleted. Delete: the permission set is deleted, once it is no longer assigned. Retain: it stays, without the
    /// operator's ownership tags. Default: Delete.
    /// </summary>
    [Default("\"Delete\"")]
    public DeletionPolicy DeletionPolicy { get; init; }

    /// <summary>Namespaces whose AccountAssignments may use this permission set. Default: the namespaces that the operator is started to trust, and no other.</summary>
    public AssignableFrom? AssignableFrom { get; init; }
}

/// <summary>A customer-managed policy by name and path, both case-sensitive.</summary>
public sealed record CustomerManagedPolicyReference
{
    /// <summary>Name of the policy: 1 to 128 letters, digits and <c>_+=,.@-</c>.</summary>
    [Required]
    [Length(1, 128)]
    [ValidationRule(
        "!self.matches('[^A-Za-z0-9_+=,.@-]')",
        Message = "name has a character that AWS does not take: use letters, digits and _+=,.@-, and put the path in path")]
    public string Name { get; init; } = "";

    /// <summary>Path of the policy, beginning and ending with a slash, at most 512 characters. Default: /. Example: /teams/data/.</summary>
    [Default("\"/\"")]
    [Length(1, 512)]
    [ValidationRule(
        "self.matches('^((/[A-Za-z0-9.,+@=_-]+)*)/$')",
        Message = "path must begin and end with a slash, with letters, digits and .,+@=_- between slashes: write for example /teams/")]
    public string? Path { get; init; }
}

/// <summary>A permissions boundary: exactly one of managedPolicy and customerManagedPolicy.</summary>
[ValidationRule(
    "has(self.managedPolicy) != has(self.customerManagedPolicy)",
    Message = "spec.permissionsBoundary must have exactly one of managedPolicy and customerManagedPolicy")]
public sealed record PermissionsBoundarySpec
{
    /// <summary>An AWS managed policy by name or ARN. Example: PowerUserAccess.</summary>
    [Length(1, 2048)]
    [ValidationRule(
        "self.matches('^(arn:aws(-[a-z]{1,5}){0,3}:iam::aws:policy/)?([A-Za-z0-9.,+@=_-]+/)*[A-Za-z0-9.,+@=_-]+$')",
        Message = "managedPolicy must be the name or the ARN of an AWS managed policy: write for example PowerUserAccess, and name a policy of your own under customerManagedPolicy")]
    public string? ManagedPolicy { get; init; }

    /// <summary>A customer-managed policy; each account in which the permission set is assigned must hold it already.</summary>
    public CustomerManagedPolicyReference? CustomerManagedPolicy { get; init; }
}

/// <summary>The union of what is listed and what is selected.</summary>
public sealed record AssignableFrom
{
    /// <summary>Names of namespaces.</summary>
    [ListType(ListType.Set)]
    [Items(maxItems: 1000)]
    [Length(1, 63)]
    public IReadOnlyList<string>? Namespaces { get; init; }

    /// <summary>Selects namespaces by their labels. An empty selector selects all.</summary>
    public LabelSelector? NamespaceSelector { get; init; }
}
