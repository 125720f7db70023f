using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LocalIdentityCenter.Iam;

/// <summary>Conditions.</summary>
internal sealed partial class ConditionCheck(bool isStrict, bool hasVariables)
{
    public void Check(JsonElement condition)
    {
        foreach (var (name, keys) in JsonShape.Members(condition))
        {
            if (!Operator().IsMatch(name)) throw new PolicyRefused($"Invalid Condition type : {name}");
            var members = JsonShape.Members(keys);
            if (isStrict && (members.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count() < members.Count || !members.Keys.All(IsKey))) throw PolicyRefused.Legacy();
            foreach (var value in members.Values.SelectMany(JsonShape.Scalars))
                if (!IsValue(Operator().Match(name).Groups["type"].Value, value)) throw PolicyRefused.Legacy();
        }
    }

    private bool IsValue(string type, string value) => type switch
    {
        "Date" => DateCheck.IsDate(value),
        _ when !isStrict => true,
        "Numeric" => Number().IsMatch(value),
        "Bool" => Boolean().IsMatch(value) || (hasVariables && VariableCheck.AreIn(value) && VariableCheck.AreWell(value)),
        "Null" => Boolean().IsMatch(value),
        "IpAddress" or "NotIpAddress" => IsNetwork(value),
        "Binary" => value.Length % 4 == 0 && Base64().IsMatch(value),
        _ => !hasVariables || VariableCheck.AreWell(value),
    };

    private static bool IsNetwork(string value)
    {
        var match = Network().Match(value);
        var isV6 = match.Groups["address"].Value.Contains(':', StringComparison.Ordinal);
        return match.Success && IPAddress.TryParse(match.Groups["address"].ValueSpan, out _) && (isV6 || match.Groups["address"].Value.Count(c => c == '.') == 3)
            && (!match.Groups["length"].Success || int.Parse(match.Groups["length"].ValueSpan, CultureInfo.InvariantCulture) <= (isV6 ? 128 : 32));
    }

    // The key of a tag, or of an encryption context, may be anything.
    private static bool IsKey(string key) => Key().IsMatch(key) && !key.EndsWith("Tag/", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\A(ForAllValues:|ForAnyValue:)?((?<type>String)((Not)?Equals(IgnoreCase)?|(Not)?Like)|(?<type>Arn)(Not)?(Equals|Like)|(?<type>Numeric|Date)((Not)?Equals|(LessThan|GreaterThan)(Equals)?)|(?<type>Bool|IpAddress|NotIpAddress)|(?<type>Binary)Equals|(?<type>Null)(?!IfExists))(IfExists)?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Operator();

    [GeneratedRegex(@"\A[A-Za-z0-9._/-]+:[A-Za-z0-9._-]+([/:].*)?\z", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Key();

    [GeneratedRegex(@"\A[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Number();

    [GeneratedRegex(@"\A(true|false)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Boolean();

    [GeneratedRegex(@"\A[A-Za-z0-9+/]*={0,2}\z")]
    private static partial Regex Base64();

    [GeneratedRegex(@"\A(?<address>[0-9]{1,3}(\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(/(?<length>[0-9]{1,3}))?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Network();
}
