namespace IdentityCenterOperator.CommandLine;

/// <summary>Numbers with what they count.</summary>
internal static class Counted
{
    /// <summary>1 object, 2 objects.</summary>
    public static string Of(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
