using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace IdentityCenterOperator.Kubernetes.Entities;

/// <summary>
/// Times as API servers take them, which is more than .NET reads: offsets up to 99:99, the year 0000, a moment beyond the year 9999 in UTC, the 60th second, small letters.
/// Each means an instant; one outside of what <see cref="DateTimeOffset"/> holds is its first or last moment.
/// </summary>
public static partial class Rfc3339
{
    /// <summary>Reads a time.</summary>
    /// <param name="text">The text.</param>
    /// <param name="time">The instant, in UTC.</param>
    /// <returns>Whether the text is a time.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out DateTimeOffset time)
    {
        time = default;
        if (text is not { Length: <= MaxLength } || Shape().Match(text) is not { Success: true } parts || DayOf(parts) is not { } day || ClockOf(parts) is not { } clock)
            return false;
        var ticks = (day * TimeSpan.TicksPerDay) + clock - OffsetOf(parts);
        time = new(Math.Clamp(ticks, DateTimeOffset.MinValue.Ticks, DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero);
        return true;
    }

    // Longer than any that somebody means; a bound, so that hostile text costs nothing.
    private const int MaxLength = 128;

    // Days since the first of January of the year 1; those of the year 0, which .NET has not, come before. Null for a day that no month has.
    private static long? DayOf(Match parts)
    {
        var (year, month, day) = (Number(parts, "year"), Number(parts, "month"), Number(parts, "day"));
        // The calendar of the year 0 is that of any year that 400 divides.
        var known = year == 0 ? 400 : year;
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(known, month))
            return null;
        return (new DateTime(known, month, day, 0, 0, 0, DateTimeKind.Utc).Ticks / TimeSpan.TicksPerDay) - (year == 0 ? DaysOf400Years : 0);
    }

    private const long DaysOf400Years = 146_097;

    // The 60th second is the first of the next minute.
    private static long? ClockOf(Match parts)
    {
        var (hour, minute, second) = (Number(parts, "hour"), Number(parts, "minute"), Number(parts, "second"));
        return hour > 23 || minute > 59 || second > 60 ? null : new TimeSpan(hour, minute, second).Ticks + FractionOf(parts);
    }

    // What is finer than a tick is cut.
    private static long FractionOf(Match parts) => parts.Groups["fraction"] is { Success: true, ValueSpan: var digits }
        ? long.Parse(digits[..Math.Min(digits.Length, 7)].ToString().PadRight(7, '0'), NumberStyles.None, CultureInfo.InvariantCulture)
        : 0;

    private static long OffsetOf(Match parts) => parts.Groups["sign"] is { Success: true, Value: var sign }
        ? (sign == "-" ? -1 : 1) * ((Number(parts, "hours") * TimeSpan.TicksPerHour) + (Number(parts, "minutes") * TimeSpan.TicksPerMinute))
        : 0;

    private static int Number(Match parts, string name) => int.Parse(parts.Groups[name].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"\A(?<year>[0-9]{4})-(?<month>[0-9]{2})-(?<day>[0-9]{2})[Tt](?<hour>[0-9]{2}):(?<minute>[0-9]{2}):(?<second>[0-9]{2})([.,](?<fraction>[0-9]+))?"
        + @"([Zz]|(?<sign>[+-])(?<hours>[0-9]{2}):(?<minutes>[0-9]{2}))\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
