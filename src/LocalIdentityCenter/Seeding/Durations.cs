using System.Globalization;

namespace LocalIdentityCenter.Seeding;

/// <summary>Durations as people write them.</summary>
internal static class Durations
{
    private static readonly (string Unit, TimeSpan Length)[] units =
        [("ms", TimeSpan.FromMilliseconds(1)), ("s", TimeSpan.FromSeconds(1)), ("m", TimeSpan.FromMinutes(1)), ("h", TimeSpan.FromHours(1)), ("d", TimeSpan.FromDays(1))];

    /// <summary>A number with a unit, or without one for seconds.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        var (unit, length) = units.FirstOrDefault(u => text.EndsWith(u.Unit, StringComparison.Ordinal), (Unit: "", Length: TimeSpan.FromSeconds(1)));
        var isNumber = double.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number);
        duration = isNumber ? number * length : default;
        return isNumber;
    }

    public static string Format(TimeSpan duration)
    {
        var (unit, length) = duration == TimeSpan.Zero ? units[1] : units.Last(u => u == units[0] || duration.Ticks % u.Length.Ticks == 0);
        return string.Create(CultureInfo.InvariantCulture, $"{duration / length}{unit}");
    }
}
