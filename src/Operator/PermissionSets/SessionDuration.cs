using System.Xml;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>How long a session in an account lasts, as AWS writes it: an ISO 8601 duration.</summary>
public static class SessionDuration
{
    /// <summary>What AWS takes when none is given.</summary>
    public static readonly TimeSpan Default = TimeSpan.FromHours(1);

    /// <summary>The shortest that AWS allows.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromHours(1);

    /// <summary>The longest that AWS allows.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>Reads an ISO 8601 duration; null when it is none. PT60M and PT1H are the same.</summary>
    public static TimeSpan? Parse(string text)
    {
        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>What AWS reports, read tolerantly: nothing is the default, and what cannot be read equals no duration that a spec may have.</summary>
    public static TimeSpan Observed(string? text) => string.IsNullOrEmpty(text) ? Default : Parse(text) ?? TimeSpan.Zero;

    /// <summary>The ISO 8601 text to send, for example PT1H30M.</summary>
    public static string Format(TimeSpan duration) => XmlConvert.ToString(duration);
}
