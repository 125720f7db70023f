using System.Collections.Concurrent;
using Amazon.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Aws.Tests;

/// <summary>An HTTP server on the loopback interface that records what it is asked and answers from a list, the last answer for ever.</summary>
internal sealed class LoopbackService : IDisposable
{
    private readonly WebApplication server;
    private readonly ConcurrentQueue<Answer> answers;
    private Answer last = Answer.Ok("{}");

    public LoopbackService(params Answer[] answers)
    {
        this.answers = new(answers);
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        server = builder.Build();
        server.Run(AnswerAsync);
        server.StartAsync().GetAwaiter().GetResult();
    }

    public string Url => server.Urls.Single();

    public ConcurrentQueue<Call> Calls { get; } = new();

    public Call OnlyCall => Assert.Single(Calls);

    public static AWSCredentials Credentials { get; } = new BasicAWSCredentials("AKIDEXAMPLE", "secret");

    // Connections that wait for an answer that never comes are cut, not waited for.
    public void Dispose()
    {
        server.StopAsync(new CancellationToken(canceled: true)).GetAwaiter().GetResult();
        ((IDisposable)server).Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        Calls.Enqueue(await Call.ReadAsync(context.Request));
        if (answers.TryDequeue(out var next)) last = next;
        await last.WriteAsync(context);
    }
}

/// <summary>A request as it arrived.</summary>
internal sealed record Call(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string Target => Headers["X-Amz-Target"];

    /// <summary>The region and service that the request is signed for, <c>eu-west-1/sso</c>.</summary>
    public string SignedFor => string.Join('/', Headers["Authorization"].Split("Credential=")[1].Split(',')[0].Split('/')[2..4]);

    public static async Task<Call> ReadAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return new Call(request.Method, request.Path, headers, await reader.ReadToEndAsync());
    }
}

/// <summary>A response to give; one that never comes keeps the connection open.</summary>
internal sealed record Answer(int Status, string Body, bool IsSilent = false, params (string Name, string Value)[] Headers)
{
    public static Answer Silence { get; } = new(0, "", IsSilent: true);

    public static Answer Ok(string body) => new(200, body, false, ("x-amzn-RequestId", "request-1"));

    public static Answer Error(string code, string members = "", int status = 400) =>
        new(status, $$"""{"__type":"{{code}}","Message":"said the service"{{members}}}""", false, ("x-amzn-RequestId", "request-1"));

    public async Task WriteAsync(HttpContext context)
    {
        if (IsSilent) await Task.Delay(Timeout.Infinite, context.RequestAborted);
        context.Response.StatusCode = Status;
        context.Response.ContentType = "application/x-amz-json-1.1";
        foreach (var (name, value) in Headers) context.Response.Headers[name] = value;
        await context.Response.WriteAsync(Body);
    }
}
