using System.Text.RegularExpressions;

namespace LocalIdentityCenter.Iam;

/// <summary>Resource and NotResource.</summary>
internal sealed partial class ResourceCheck(string partition, bool isStrict, bool hasVariables)
{
    private const string IamTypes = "user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/";

    // Added after IAM's words were seen.
    private static readonly string[] _newerIamTypes = ["assumed-role/", "delegation-request/", "role-template/"];

    public void Check(string resource)
    {
        if (resource == "*") return;
        if (!resource.Contains(':', StringComparison.Ordinal)) throw new PolicyRefused($"Resource {resource} must be in ARN format or \"*\".");
        var parts = Colon().Split(resource);
        if (!IsPartition(parts[1])) throw new PolicyRefused($"Partition \"{parts[1]}\" is not valid for resource \"arn:{string.Join(':', parts.Skip(1).Concat(["*", "*", "*", "*"]).Take(Math.Max(parts.Length - 1, 5)))}\".");
        if (parts.Length == 2 || parts[2].AsSpan().IndexOfAny('*', '?') >= 0) throw new PolicyRefused("Resource vendor must be fully qualified and cannot contain regexes.");
        if (parts[2].Length == 0 || (parts.Length < 6 && parts.Contains(""))) throw PolicyRefused.Legacy();
        if (parts[2] == "iam") Iam(resource, parts);
        if (isStrict) Strict(parts);
        if (isStrict && hasVariables && !VariableCheck.AreWell(resource)) throw PolicyRefused.Legacy();
    }

    // As IAM pads what is missing, a short ARN is as good as one with wildcards at the end; the documentation wants them written.
    private static void Strict(string[] parts)
    {
        if (parts[0] != "arn" || (parts.Length < 6 && parts[^1] != "*")) throw PolicyRefused.Legacy();
        if (!Service().IsMatch(parts[2]) || !parts.Skip(3).Take(parts.Length > 5 ? 2 : 3).All(part => Place().IsMatch(part))) throw PolicyRefused.Legacy();
    }

    private static void Iam(string resource, string[] parts)
    {
        if (parts.Length > 3 && parts[3].Length > 0 && !parts[3].Contains('*', StringComparison.Ordinal)) throw new PolicyRefused($"IAM resource {resource} cannot contain region information.");
        if (parts.Length < 6) return;
        var path = string.Join(':', parts.Skip(5));
        if (path is not ("*" or "root") && !IamTypes.Split(", ").Concat(_newerIamTypes).Any(type => path.StartsWith(type, StringComparison.Ordinal)))
            throw new PolicyRefused($"IAM resource path must either be \"*\" or start with {IamTypes}.");
    }

    private bool IsPartition(string name) => name == partition || (name.AsSpan().IndexOfAny('*', '?') >= 0 && Wildcard.Matches(name, partition));

    // Colons within a policy variable are its own.
    [GeneratedRegex(@":(?![^{}]*\})")]
    private static partial Regex Colon();

    [GeneratedRegex(@"\A[A-Za-z0-9.-]+\z")]
    private static partial Regex Service();

    [GeneratedRegex(@"\A[A-Za-z0-9*?-]*\z")]
    private static partial Regex Place();
}
