using System.Text.RegularExpressions;

namespace LocalIdentityCenter.Iam;

/// <summary>Policy variables, "IAM policy elements: Variables and tags".</summary>
internal static partial class VariableCheck
{
    public static bool AreIn(string text) => text.Contains("${", StringComparison.Ordinal);

    /// <summary>Whether each of them is whole: nothing that begins one is left when all that are well are taken away.</summary>
    public static bool AreWell(string text) => !AreIn(Variable().Replace(text, ""));

    [GeneratedRegex(@"\$\{([*?$]|[^\s,${}]+(, *'[^']*')?)\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Variable();
}
