using System.Globalization;
using System.Text.RegularExpressions;

namespace LocalIdentityCenter.Iam;

/// <summary>Dates of conditions, as leniently as IAM was seen to read them (moto issue 2269 verified its cases against AWS).</summary>
internal static partial class DateCheck
{
    public static bool IsDate(string value)
    {
        if (value.Length > 0 && value.All(char.IsAsciiDigit)) return long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _);
        var match = Iso().Match(value);
        if (!match.Success) return false;
        var (year, month, day) = (Number(match, "y", 2000), Number(match, "m", 1), Number(match, "d", 1));
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year is >= 1 and <= 9999 ? year : 2000, month)
            && Number(match, "h", 0) <= 23 && Number(match, "min", 0) <= 59 && Number(match, "s", 0) <= 59 && Number(match, "zh", 0) <= 23 && Number(match, "zm", 0) <= 59;
    }

    private static int Number(Match match, string group, int absent) => match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture) : absent;

    [GeneratedRegex(@"\A-?(?<y>[0-9]{1,9})(-(?<m>[0-9]{1,2})(-(?<d>[0-9]{1,2}))?)?(T((?<h>[0-9]{1,2})(:(?<min>[0-9]{1,2})(:(?<s>[0-9]{1,2})(\.[0-9]{1,9})?)?)?(Z|[+-](?<zh>[0-9]{2})(:?(?<zm>[0-9]{2}))?)?)?)?\z", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Iso();
}
