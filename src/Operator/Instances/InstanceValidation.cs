using System.Text.RegularExpressions;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Instances;

/// <summary>The rules of the schema once more, for API servers that do not know them, and those that a schema cannot tell.</summary>
internal static partial class InstanceValidation
{
    private const int MostAttributes = 50;

    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>What is wrong, a clause each; nothing when all is well.</summary>
    public static IReadOnlyList<string> Check(Entities.IdentityCenter center) => [.. All(center).OfType<string>()];

    private static IEnumerable<string?> All(Entities.IdentityCenter center)
    {
        var spec = center.Spec;
        yield return Name(center);
        yield return spec.InstanceArn is { } arn && !InstanceArn().IsMatch(arn) ? "spec.instanceArn must be the ARN of an instance" : null;
        yield return Range("spec.requestsPerSecond", spec.RequestsPerSecond, 1, 20);
        yield return Range("spec.identityStoreRequestsPerSecond", spec.IdentityStoreRequestsPerSecond, 1, 100);
        yield return Range("spec.organizationsRequestsPerSecond", spec.OrganizationsRequestsPerSecond, 1, 100);
        yield return Range("spec.outstandingOperations", spec.OutstandingOperations, 1, 100);
        yield return Duration("spec.sweepInterval", spec.SweepInterval);
        yield return Duration("spec.deletionGuard.window", spec.DeletionGuard?.Window);
        yield return Range("spec.deletionGuard.maxRevocations", spec.DeletionGuard?.MaxRevocations, 0, 1_000_000);
        yield return Range("spec.deletionGuard.maxPercent", spec.DeletionGuard?.MaxPercent, 0, 100);
        yield return Range("spec.deletionGuard.maxPermissionSets", spec.DeletionGuard?.MaxPermissionSets, 0, 10_000);
        yield return Range("spec.deletionGuard.perNamespace.maxRevocations", spec.DeletionGuard?.PerNamespace?.MaxRevocations, 0, 1_000_000);
        yield return Range("spec.deletionGuard.perNamespace.maxPercent", spec.DeletionGuard?.PerNamespace?.MaxPercent, 0, 100);
        foreach (var problem in (spec.Unmanaged?.Ignore ?? []).Select(Ignore).Concat(Attributes(spec.Attributes ?? [])))
            yield return problem;
    }

    private static string? Name(Entities.IdentityCenter center) => center.Metadata.Name switch
    {
        Entities.IdentityCenter.DefaultName => null,
        Entities.IdentityCenter.DiscoveredName => center.Spec == new IdentityCenterSpec() ? null : "IdentityCenter discovered is the operator's own and has no spec: declare IdentityCenter default with these settings",
        _ => "the only IdentityCenter that can be declared is the one named default",
    };

    private static string? Range(string field, int? value, int least, int most) => value is { } given && (given < least || given > most) ? $"{field} must be between {least} and {most}" : null;

    private static string? Duration(string field, string? text) => text switch
    {
        null => null,
        _ when GoDuration.Parse(text) is { } duration && duration >= Shortest && duration <= Longest => null,
        _ => $"{field} must be between 1m and 24h",
    };

    private static string? Ignore(UnmanagedIgnore entry) =>
        (entry.PermissionSetName is null) == (entry.Tag is not { Count: > 0 }) ? "an entry of ignore must have exactly one of permissionSetName and tag" : null;

    private static IEnumerable<string?> Attributes(IReadOnlyList<AccessControlAttribute> attributes)
    {
        yield return attributes.Count > MostAttributes ? $"spec.attributes must have at most {MostAttributes} entries" : null;
        foreach (var twice in attributes.CountBy(attribute => attribute.Key, StringComparer.Ordinal).Where(count => count.Value > 1))
            yield return $"spec.attributes has the key {Quoted.Text(twice.Key)} more than once";
        foreach (var attribute in attributes.Where(attribute => !AwsText.IsTag(attribute.Key, 1, 128) || AwsText.Length(attribute.Source) is 0 or > 256))
            yield return $"spec.attributes[{Quoted.Text(attribute.Key)}] must have a key of 1 to 128 letters, digits, spaces or _.:/=+-@ and a source of 1 to 256 characters";
    }

    [GeneratedRegex(@"^arn:aws(-[a-z]{1,5}){0,3}:sso:::instance/(sso)?ins-[a-zA-Z0-9.-]{16}$")]
    private static partial Regex InstanceArn();
}
