using System.Globalization;
using System.Text;
using System.Text.Json;

namespace LocalIdentityCenter.Wire;

/// <summary>Remembers each call and writes a line for people: time, caller, operation, short arguments, outcome.</summary>
internal sealed class CallLog(Calls calls, TextWriter? writer, TimeProvider time)
{
    private static readonly string[] boring = ["InstanceArn", "IdentityStoreId", "NextToken", "MaxResults", "TargetType", "InlinePolicy"];

    private readonly Lock gate = new();

    public void Answered(Exchange exchange, Answer answer) =>
        Add(exchange.Request, exchange.Handler, exchange.Caller, answer.ErrorCode ?? "OK", answer.ErrorCode is null ? null : answer.Body["Message"]?.ToString(), exchange.RequestId);

    public void Dropped(Exchange exchange) => Add(exchange.Request, exchange.Handler, exchange.Caller, "Dropped", requestId: exchange.RequestId);

    public void Add(AwsRequest request, Handler? handler, Caller? caller, string outcome, string? detail = null, string requestId = "")
    {
        var body = Encoding.UTF8.GetString(request.Body.Span);
        var arguments = Arguments(request.Body);
        var call = calls.Add(id => new Call(
            id, time.GetUtcNow(), caller?.AccessKeyId ?? "", request.UserAgent, handler?.Model.Service.Name ?? "",
            handler?.Model.Name ?? request.Target ?? "", body, outcome, Resource(arguments))
        { RequestId = requestId });
        if (writer is not null) WriteLine(call, caller?.Name ?? "anonymous", arguments, detail);
    }

    private void WriteLine(Call call, string caller, IReadOnlyList<(string Name, string Value)> arguments, string? detail)
    {
        var line = new StringBuilder();
        line.Append(CultureInfo.InvariantCulture, $"{call.Time:HH:mm:ss.fff} {caller,-14} {call.Operation}");
        foreach (var (name, value) in arguments) line.Append(CultureInfo.InvariantCulture, $" {name}={value}");
        line.Append(CultureInfo.InvariantCulture, $" → {call.Outcome}");
        if (detail is not null) line.Append(CultureInfo.InvariantCulture, $": {detail}");
        lock (gate) writer!.WriteLine(line.Replace('\n', ' ').Replace('\r', ' '));
    }

    private static string Resource(IReadOnlyList<(string Name, string Value)> arguments) => string.Join(' ', arguments.Select(a => a.Value));

    // The scalars that tell calls apart; of an ARN the last part, which does.
    private static List<(string Name, string Value)> Arguments(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind != JsonValueKind.Object ? []
                : [.. document.RootElement.EnumerateObject().Where(m => IsShown(m)).Select(m => (m.Name, Short(m.Value.ToString())))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) { return []; } // What is no JSON has no arguments.
    }

    private static bool IsShown(JsonProperty member) =>
        member.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False && !boring.Contains(member.Name);

    private static string Short(string value)
    {
        var last = value.StartsWith("arn:", StringComparison.Ordinal) ? value[(value.LastIndexOf('/') + 1)..] : value;
        return last.Length > 60 ? $"{last[..57]}..." : last;
    }
}
