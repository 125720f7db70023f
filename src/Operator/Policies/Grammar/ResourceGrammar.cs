using System.Text;
using IdentityCenterOperator.Policies.Reading;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Policies.Grammar;

/// <summary>
/// Resource and NotResource: <c>*</c>, or an ARN of this partition ("IAM JSON policy elements: Resource"; "Amazon Resource Names (ARNs)"). IAM's own answers: "Resource …
/// must be in ARN format or "*"", "Partition … is not valid for resource", "Resource vendor must be fully qualified and cannot contain regexes", "The policy failed legacy
/// parsing" (a part too few, no service). Region and account are not looked up, and the resource itself may be anything.
/// </summary>
internal static class ResourceGrammar
{
    public static void Check(PolicyValue resource, string partition, bool hasVariables, PolicyFaults faults)
    {
        if (resource.Text == "*")
            return;
        if (!resource.Text.StartsWith(Arn.Prefix, StringComparison.Ordinal))
            faults.Add(PolicyFaultKind.Resource, resource.Place, resource.Text, "is no ARN", $"write one, {Like(partition)}, or *", Meant(resource.Text, partition));
        else if (Fault(resource.Text, partition) is { } found)
            faults.Add(found.Kind, resource.Place, resource.Text, found.Rule, found.Remedy, found.Meant.FirstOrDefault(meant => Fault(meant, partition) is null));
        else if (hasVariables)
            PolicyVariables.Check(resource, faults);
    }

    private static Found? Fault(string text, string partition) => Arn.Of(text) is var arn ? Partition(arn, partition) ?? Head(arn, partition) ?? Tail(arn, partition) : null;

    private static Found? Partition(Arn arn, string partition) => arn.Partition switch
    {
        "" => new(PolicyFaultKind.Partition, "has no partition", $"write arn:{partition}:…", With(arn, partition)),
        var variable when PolicyVariables.AreIn(variable) => InHead(variable),
        var pattern when Arn.HasWildcard(pattern) => Wildcards.Match(pattern, partition) ? null : Another(arn, partition),
        var name => name == partition ? null : Another(arn, partition),
    };

    // What a variable may not stand in, and what has to be of certain characters.
    private static Found? Head(Arn arn, string partition) => arn switch
    {
        { Service: "" } => new(PolicyFaultKind.Resource, "names no service", $"write one, {Like(partition)}"),
        { Service: var service } when Arn.HasWildcard(service) => new(PolicyFaultKind.Resource, $"has a wildcard for the service, {Quoted.Text(service)}, where IAM takes none", "name one service in each ARN"),
        _ => Characters("service", arn.Service, "-.") ?? Characters("Region", arn.Region, "-*?") ?? Characters("account", arn.Account, "-*?"),
    };

    private static Found? Characters(string part, string text, string others) =>
        PolicyVariables.AreIn(text) ? InHead(text)
        : LookAlikes.FirstNot(text, rune => rune.IsAscii && (Rune.IsLetterOrDigit(rune) || others.Contains((char)rune.Value))) is var (character, _)
            ? new(PolicyFaultKind.Resource, $"has in its {part} {Quoted.Text(text)} a character that none has, {LookAlikes.Describe(character)}", "write letters, digits and hyphens there")
            : null;

    // A wildcard at the end stands for the parts that are missing; IAM does not take it after an empty part.
    private static Found? Tail(Arn arn, string partition) => arn switch
    {
        { Parts.Count: < Arn.Count } when arn.Parts[^1] != "*" || arn.Parts.Contains("") =>
            new(PolicyFaultKind.Resource, $"has {arn.Parts.Count} of the {Arn.Count} parts of an ARN, arn:partition:service:region:account:resource", Whole(partition)),
        { Parts.Count: Arn.Count, Service: "iam" } => IamResource.Fault(arn) is var (rule, remedy) ? new(PolicyFaultKind.Resource, rule, remedy, [.. IamResource.Meant(arn)]) : null,
        _ => null,
    };

    private static Found InHead(string part) => new(
        PolicyFaultKind.Variable, $"has {Quoted.Text(part)} before the fifth colon, where IAM takes no policy variable", "write the value, or * for the Region or the account");

    private static Found Another(Arn arn, string partition) => new(
        PolicyFaultKind.Partition,
        $"is of the partition {Quoted.Text(arn.Partition)}, and IAM takes none but the account's, {Quoted.Text(partition)}",
        $"write arn:{partition}:…",
        With(arn, partition));

    // The partition is another one, or it was left out.
    private static string[] With(Arn arn, string partition) => [string.Join(':', [arn.Parts[0], partition, .. arn.Parts.Skip(2)]), string.Join(':', [arn.Parts[0], partition, .. arn.Parts.Skip(1)])];

    private static string Whole(string partition) => $"write them all, {Like(partition)}";

    private static string Like(string partition) => $"for example arn:{partition}:s3:::example-bucket/*";

    private static string? Meant(string resource, string partition) => LookAlikes.Plain(resource).Trim() switch
    {
        var plain when plain.Length > 0 && plain.All(character => character is '*' or '?') => "*",
        var plain when plain.StartsWith(Arn.Prefix, StringComparison.OrdinalIgnoreCase) => $"{Arn.Prefix}{plain[Arn.Prefix.Length..]}",
        var plain when plain.StartsWith($"{partition}:", StringComparison.Ordinal) => $"{Arn.Prefix}{plain}",
        _ => null,
    };

    /// <summary>A fault, and what may have been meant, the likeliest first.</summary>
    private sealed record Found(PolicyFaultKind Kind, string Rule, string Remedy, params string[] Meant);
}
