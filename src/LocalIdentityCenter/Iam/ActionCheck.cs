using System.Text.RegularExpressions;

namespace LocalIdentityCenter.Iam;

/// <summary>Action and NotAction.</summary>
internal static partial class ActionCheck
{
    public static void Check(string action, bool isStrict)
    {
        if (action == "*") return;
        var parts = action.Split(':');
        if (parts.Length == 1) throw new PolicyRefused("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
        if (parts.Length > 2) throw new PolicyRefused("Actions/Condition can contain only one colon.");
        if (parts[0] != "*" && !Vendor().IsMatch(parts[0])) throw new PolicyRefused($"Vendor {parts[0]} is not valid");
        // IAM was seen to take any name, with spaces even; the documentation knows none with such characters.
        if (isStrict && !Name().IsMatch(parts[1])) throw PolicyRefused.Legacy();
    }

    [GeneratedRegex(@"\A[A-Za-z0-9.-]+\z")]
    private static partial Regex Vendor();

    [GeneratedRegex(@"\A[A-Za-z0-9._*?-]+\z")]
    private static partial Regex Name();
}
