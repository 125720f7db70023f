using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Policies;

/// <summary>How sentences about a place in a policy begin and end.</summary>
internal static class PolicyWords
{
    public static string Path(string field, string place) => place.Length == 0 ? field : $"{field}.{place}";

    public static string Sentence(string field, string place, string? sid, string says) =>
        $"{Path(field, place)}{(string.IsNullOrEmpty(sid) ? "" : $" (Sid {Quoted.Text(sid, 64)})")} {says}{(says.EndsWith('?') ? "" : ".")}";
}
