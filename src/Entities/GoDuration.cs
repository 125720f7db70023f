using System.Globalization;
using System.Text.RegularExpressions;

namespace IdentityCenterOperator.Entities;

/// <summary>Durations as Kubernetes writes them: numbers with the units h, m, s and ms, for example 1h30m.</summary>
public static partial class GoDuration
{
    /// <summary>What such a text looks like.</summary>
    public const string Pattern = "^([0-9]{1,9}(h|m|s|ms))+$";

    /// <summary>Reads a duration; null when the text is none or stands for more than a <see cref="TimeSpan"/> holds.</summary>
    public static TimeSpan? Parse(string? text)
    {
        if (text is null || text.Length > 32 || !Whole().IsMatch(text))
            return null;
        var milliseconds = Parts().Matches(text).Sum(part => Milliseconds(part.Groups[1].ValueSpan, part.Groups[2].ValueSpan));
        return milliseconds <= TimeSpan.MaxValue.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;
    }

    /// <summary>Writes a duration in whole seconds, as short as can be: 1h30m.</summary>
    public static string Text(TimeSpan duration)
    {
        var text = string.Concat(Part((long)duration.TotalHours, "h"), Part(duration.Minutes, "m"), Part(duration.Seconds, "s"));
        return text.Length == 0 ? "0s" : text;

        static string Part(long number, string unit) => number == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{number}{unit}");
    }

    private static double Milliseconds(ReadOnlySpan<char> number, ReadOnlySpan<char> unit) =>
        double.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture) * unit switch { "h" => 3_600_000, "m" => 60_000, "s" => 1_000, _ => 1 };

    [GeneratedRegex(@"\A([0-9]{1,9}(h|m|s|ms))+\z")]
    private static partial Regex Whole();

    [GeneratedRegex("([0-9]+)(ms|h|m|s)")]
    private static partial Regex Parts();
}
