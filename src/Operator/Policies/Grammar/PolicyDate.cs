using System.Globalization;
using System.Text.RegularExpressions;

namespace IdentityCenterOperator.Policies.Grammar;

/// <summary>
/// Dates of conditions ("IAM JSON policy elements: Condition operators"): the forms of ISO 8601 of the W3C note, or seconds since 1970. IAM takes a bit more than the note
/// (a year of any length, an hour of one digit, an hour alone as the time zone, small letters) and says "The policy failed legacy parsing" to the rest.
/// </summary>
internal static partial class PolicyDate
{
    private const int Longest = 40;
    private const int LeapYear = 2000;

    public static bool IsOne(string text)
    {
        if (text.Length > Longest)
            return false;
        if (text.All(char.IsAsciiDigit))
            return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);
        return Form().Match(text) is { Success: true } date && IsDay(date) && IsTime(date);
    }

    private static bool IsDay(Match date)
    {
        var (month, day) = (Part(date, "month"), Part(date, "day"));
        return month is null or (>= 1 and <= 12) && (day is null || (day >= 1 && day <= DateTime.DaysInMonth(YearOf(date), month ?? 1)));
    }

    private static bool IsTime(Match date) =>
        Part(date, "hour") is null or <= 23 && Part(date, "minute") is null or <= 59 && Part(date, "second") is null or <= 59
        && Part(date, "zoneHour") is null or <= 23 && Part(date, "zoneMinute") is null or <= 59;

    private static int? Part(Match date, string name) => date.Groups[name] is { Success: true } group ? int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    // Only years that .NET knows say how long their February is.
    private static int YearOf(Match date) => date.Groups["year"].Length <= 4 && Part(date, "year") is > 0 and var year ? year : LeapYear;

    [GeneratedRegex(
        @"\A-?(?<year>[0-9]{1,9})(-(?<month>[0-9]{1,2})(-(?<day>[0-9]{1,2}))?)?([Tt]((?<hour>[0-9]{1,2})(:(?<minute>[0-9]{1,2})(:(?<second>[0-9]{1,2})(\.[0-9]{1,9})?)?)?([Zz]|[+-](?<zoneHour>[0-9]{2})(:?(?<zoneMinute>[0-9]{2}))?)?)?)?\z",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
