using System.Globalization;

namespace IdentityCenterOperator.Kubernetes.Reflectors;

/// <summary>Order of resource versions. The API server's are numbers that grow; another server's may be anything, and then the order of arrival is trusted.</summary>
public static class ResourceVersions
{
    /// <summary>Whether <paramref name="version"/> is later than <paramref name="other"/>, as far as can be told; everything is later than null.</summary>
    public static bool IsLater(string version, string? other) =>
        Compare(version, other) is { } order ? order > 0 : version != other;

    /// <summary>Whether <paramref name="version"/> is known to be earlier than <paramref name="other"/>.</summary>
    public static bool IsEarlier(string version, string? other) => Compare(version, other) < 0;

    private static int? Compare(string version, string? other) =>
        TryParse(version, out var a) && TryParse(other, out var b) ? a.CompareTo(b) : null;

    private static bool TryParse(string? version, out ulong number) => ulong.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
