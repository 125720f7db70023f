using System.Text;
using LocalIdentityCenter.Models;
using LocalIdentityCenter.Operations;

namespace LocalIdentityCenter.Wire;

/// <summary>AWS JSON 1.1 over HTTP: reads a request, lets it go wrong if it shall, carries it out, writes the answer, remembers the call.</summary>
internal sealed class AwsEndpoint(IdentityCenter center, Faults faults, CallLog log, TimeProvider time)
{
    /// <summary>Far above what any operation takes; the services refuse such bodies too.</summary>
    public const int MaxBodyBytes = 1 << 20;

    private const string ContentType = "application/x-amz-json-1.1";

    public async Task HandleAsync(HttpContext context)
    {
        var (request, refused) = await ReadAsync(context);
        var exchange = new Exchange(context, request, center.Ids.Uuid());
        if (refused is not null || !TryResolve(exchange, out refused)) { await RefuseAsync(exchange, refused!); return; }
        exchange.Fault = faults.Match(exchange.Handler!.Model.Service.Name, exchange.Handler.Model.Name, exchange.Caller!.AccessKeyId, request.Body.Span);
        if (await BreaksBeforeAsync(exchange)) { log.Dropped(exchange); return; }
        await AnswerAsync(exchange, Carry(exchange));
    }

    private static async Task<(AwsRequest, AwsException?)> ReadAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        string? Header(string name) => name == "host" ? context.Request.Host.Value : headers.TryGetValue(name, out var values) ? values.ToString() : null;
        var body = await RequestBytes.ReadAsync(context.Request, MaxBodyBytes, context.RequestAborted);
        var request = new AwsRequest(Header("x-amz-target"), body ?? default, context.Request.Path.Value ?? "/", Header);
        return (request, body is null ? new AwsException("RequestEntityTooLargeException", "The request body is too large.", 413) : null);
    }

    private bool TryResolve(Exchange exchange, out AwsException? refused)
    {
        try
        {
            exchange.Handler = OperationTable.Find(exchange.Request.Target ?? "") ?? throw UnknownOperation(exchange.Request.Target);
            exchange.Caller = center.Identify(exchange.Request, exchange.Handler.Model);
            refused = null;
        }
        catch (AwsException e) { refused = e; }
        return refused is null;
    }

    private static AwsException UnknownOperation(string? target) => new("UnknownOperationException", target is null ? "The request has no X-Amz-Target header." : $"Unknown operation {target}.");

    private async Task<bool> BreaksBeforeAsync(Exchange exchange)
    {
        var fault = exchange.Fault;
        if (fault is { Kind: FaultKind.Slow, Delay: { } delay }) await Task.Delay(delay, time, exchange.Context.RequestAborted);
        if (fault is { Kind: FaultKind.Hang }) await HangAsync(fault, exchange.Context);
        if (fault is not { Kind: FaultKind.Hang or FaultKind.DropBefore }) return false;
        exchange.Context.Abort();
        return true;
    }

    private async Task HangAsync(Fault fault, HttpContext context)
    {
        try { await Task.Delay(fault.Delay ?? Timeout.InfiniteTimeSpan, time, context.RequestAborted); }
        catch (OperationCanceledException) { return; } // The caller gave up first.
    }

    private Answer Carry(Exchange exchange)
    {
        var service = exchange.Handler!.Model.Service;
        try
        {
            if (exchange.Fault is { } fault && Faulty.Error(fault, service) is { } error) throw error;
            var answer = center.Execute(exchange.Handler, exchange.Request.Body, exchange.Caller!, exchange.Fault);
            return Answer.Success(exchange.Fault is { Kind: FaultKind.Shorten } shorten ? Faulty.Shortened(answer, shorten.Keep) : answer);
        }
        catch (AwsException e) { return Answer.Error(e, exchange.RequestId, service); }
        catch (Exception e) when (e is not OperationCanceledException) { return Answer.Error(Unexpected(e, service), exchange.RequestId, service); }
    }

    // A mistake in this server: the caller sees what AWS's own mistakes look like, the log and the message tell where it is.
    private static AwsException Unexpected(Exception mistake, ServiceModel service) =>
        new(Faulty.ServerError(service), $"{mistake.GetType().Name}: {mistake.Message} {mistake.StackTrace?.Split('\n')[0].Trim()}", 500);

    private async Task AnswerAsync(Exchange exchange, Answer answer)
    {
        if (exchange.Fault is { Kind: FaultKind.DropAfter })
        {
            log.Dropped(exchange);
            exchange.Context.Abort();
            return;
        }
        log.Answered(exchange, answer);
        await WriteAsync(exchange, answer);
    }

    private async Task RefuseAsync(Exchange exchange, AwsException error)
    {
        var answer = Answer.Error(error, exchange.RequestId, exchange.Handler?.Model.Service);
        log.Answered(exchange, answer);
        await WriteAsync(exchange, answer);
    }

    private static async Task WriteAsync(Exchange exchange, Answer answer)
    {
        var response = exchange.Context.Response;
        var bytes = Encoding.UTF8.GetBytes(answer.Body.ToJsonString(Json.Relaxed));
        if (exchange.Fault is { Kind: FaultKind.Malformed }) bytes = bytes[..(bytes.Length / 2)];
        response.StatusCode = answer.Status;
        response.ContentType = ContentType;
        response.ContentLength = bytes.Length;
        response.Headers["x-amzn-RequestId"] = exchange.RequestId;
        if (answer.ErrorCode is { } code) response.Headers["X-Amzn-ErrorType"] = code;
        await response.Body.WriteAsync(bytes, exchange.Context.RequestAborted);
    }
}
