namespace IdentityCenterOperator.Reconciliation;

/// <summary>One place where AWS differs from what is declared.</summary>
/// <param name="Path">Field of the spec, with the member in brackets where it is a set or a map.</param>
/// <param name="Desired">What is declared, bounded.</param>
/// <param name="Observed">What AWS has, bounded.</param>
public sealed record Difference(string Path, string Desired, string Observed)
{
    /// <summary>Stands for a side that has nothing.</summary>
    public const string Absent = "absent";

    /// <summary>Most characters of a side.</summary>
    public const int MaxLength = 256;

    /// <summary>The beginning of a long text.</summary>
    public static string Bound(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= MaxLength ? text : $"{Quoted.Beginning(text, MaxLength - 1)}…";
    }
}
