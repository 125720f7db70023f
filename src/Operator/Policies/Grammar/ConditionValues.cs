using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using IdentityCenterOperator.Policies.Reading;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Policies.Grammar;

/// <summary>
/// Values of conditions, by what their operator compares ("IAM JSON policy elements: Condition operators"). Quotation marks around numbers and booleans are optional
/// ("Grammar of the IAM JSON policy language"). A value of another type matches nothing: a Deny with it protects nothing.
/// </summary>
internal static class ConditionValues
{
    public static void Check(PolicyValue value, ConditionOperator condition, bool hasVariables, PolicyFaults faults)
    {
        if (hasVariables && condition.TakesVariables && PolicyVariables.AreIn(value.Text))
            PolicyVariables.Check(value, faults);
        else if (Rule(value.Text, condition) is var (rule, remedy))
            faults.Add(PolicyFaultKind.ConditionValue, value.Place, value.Text, $"{rule}{Variable(value.Text, condition)}", remedy, Meant(value.Text, condition.Type));
    }

    private static (string Rule, string Remedy)? Rule(string text, ConditionOperator condition) => condition.Type switch
    {
        OperandType.Number when !IsNumber(text) => ($"{condition.Name} compares numbers", "write one, for example 3600"),
        OperandType.Date when !PolicyDate.IsOne(text) => ($"{condition.Name} compares dates", "write one as in ISO 8601, for example 2027-01-31T12:00:00Z, or the seconds since 1970"),
        OperandType.Boolean when !IsBoolean(text) => ($"{condition.Name} compares with true or false", "write one of them"),
        OperandType.Presence when !IsBoolean(text) => ($"{condition.Name} takes true, for a key that is absent, or false", "write one of them"),
        OperandType.Address when !IsAddress(text) => ($"{condition.Name} compares addresses", "write one or a range, for example 203.0.113.0/24 or 2001:db8::/32"),
        OperandType.Binary when !Base64.IsValid(text) => ($"{condition.Name} compares bytes", "write them in Base64"),
        _ => null,
    };

    private static string Variable(string text, ConditionOperator condition) =>
        PolicyVariables.AreIn(text) && !condition.TakesVariables ? ", and policy variables work with string, ARN and Bool operators only" : "";

    private static bool IsNumber(string text) => double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out _)
        && text.AsSpan().IndexOfAnyInRange('0', '9') >= 0;

    private static bool IsBoolean(string text) => text.Equals("true", StringComparison.OrdinalIgnoreCase) || text.Equals("false", StringComparison.OrdinalIgnoreCase);

    // .NET reads "1" and "0x7f.1" as addresses, too.
    private static bool IsAddress(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var (address, length) = slash < 0 ? (text, null) : (text[..slash], text[(slash + 1)..]);
        var isV6 = address.Contains(':', StringComparison.Ordinal);
        return (isV6 ? IsV6(address) : IsV4(address)) && (length is null || IsUpTo(length, isV6 ? 128 : 32));
    }

    private static bool IsV6(string address) =>
        address.AsSpan().IndexOfAny('%', '[', ']') < 0 && IPAddress.TryParse(address, out var parsed) && parsed.AddressFamily == AddressFamily.InterNetworkV6;

    private static bool IsV4(string address) => address.Split('.') is { Length: 4 } parts && parts.All(part => IsUpTo(part, 255));

    private static bool IsUpTo(string digits, int most) =>
        digits.Length is > 0 and <= 3 && digits.All(char.IsAsciiDigit) && int.Parse(digits, CultureInfo.InvariantCulture) <= most;

    private static string? Meant(string text, OperandType type) => (type, text.Trim().ToUpperInvariant()) switch
    {
        (OperandType.Boolean or OperandType.Presence, "YES" or "Y" or "ON" or "1" or "TRUE") => "true",
        (OperandType.Boolean or OperandType.Presence, "NO" or "N" or "OFF" or "0" or "FALSE") => "false",
        (OperandType.Address, _) when LookAlikes.Plain(text).Replace(" ", "", StringComparison.Ordinal) is var plain && plain != text && IsAddress(plain) => plain,
        (OperandType.Number, _) when text.Trim() is var plain && plain != text && IsNumber(plain) => plain,
        (OperandType.Date, _) when LookAlikes.Plain(text).Trim() is var plain && plain != text && PolicyDate.IsOne(plain) => plain,
        _ => null,
    };
}
