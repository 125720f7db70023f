using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalIdentityCenter.Operations;
using LocalIdentityCenter.Tests.Support;
using Xunit.Abstractions;

namespace LocalIdentityCenter.Tests;

public sealed class HostileInputTests(ITestOutputHelper output)
{
    private const int Requests = 100_000;
    private const int Workers = 8;

    private static readonly JsonDocumentOptions lenient = new() { AllowDuplicateProperties = true };

    [Fact]
    public async Task A_hundred_thousand_random_and_mutated_requests_are_each_answered_like_AWS()
    {
        await using var center = await Center.StartAsync(seed => seed with { Limits = Limits.None }, options => options with { CallHistory = 100 });
        var outcomes = await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => AttackAsync(center, new Random(worker), Requests / Workers)));
        var counted = outcomes.SelectMany(o => o).GroupBy(o => o.Key).ToDictionary(g => g.Key, g => g.Sum(o => o.Value));
        foreach (var (outcome, count) in counted.OrderByDescending(o => o.Value)) output.WriteLine($"{count,7} {outcome}");
        Assert.Equal(Requests, counted.Values.Sum());
        Assert.DoesNotContain("InternalServerException", counted.Keys);
        Assert.True(counted.Keys.Count > 8, "the mutations reach too little");
        center.Server.Load(center.Server.Save());
        Assert.Equal(200, (await center.SsoAsync("ListPermissionSets")).Status);
    }

    [Fact]
    public async Task Bytes_that_are_no_HTTP_leave_it_serving()
    {
        await using var center = await Center.StartAsync();
        var random = new Random(1);
        for (var i = 0; i < 200; i++) await SendBytesAsync(center.Server.Endpoint, random);
        Assert.Equal(200, (await center.SsoAsync("ListPermissionSets")).Status);
    }

    private static async Task<Dictionary<string, int>> AttackAsync(Center center, Random random, int count)
    {
        var outcomes = new Dictionary<string, int>();
        var handlers = OperationTable.All.ToArray();
        for (var i = 0; i < count; i++)
        {
            var outcome = await SendAsync(center.Http, random, handlers[random.Next(handlers.Length)]);
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
        }
        return outcomes;
    }

    private static async Task<string> SendAsync(HttpClient http, Random random, Wire.Handler handler)
    {
        using var request = new HttpRequestMessage(random.Next(50) == 0 ? HttpMethod.Put : HttpMethod.Post, random.Next(50) == 0 ? $"/{random.Next()}?x=%00" : "/");
        var sent = Body(random, handler);
        request.Content = new ByteArrayContent(sent);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        request.Headers.TryAddWithoutValidation("X-Amz-Target", Mutated(handler.Model.Target, random, 20));
        if (random.Next(2) == 0) request.Headers.TryAddWithoutValidation("Authorization", Mutated(
            $"AWS4-HMAC-SHA256 Credential=AKIA/20261201/eu-central-1/{handler.Model.Service.SigningName}/aws4_request, SignedHeaders=host, Signature=0", random, 10));
        using var answer = await http.SendAsync(request);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        if (bytes.Length == 0) throw new Xunit.Sdk.XunitException($"{(int)answer.StatusCode} without a body for {request}");
        var body = JsonNode.Parse(bytes, documentOptions: lenient)!.AsObject();
        if ((int)answer.StatusCode == 500) throw new Xunit.Sdk.XunitException($"{body.ToJsonString()} for {request}: {Encoding.UTF8.GetString(sent)}");
        return answer.IsSuccessStatusCode ? "OK" : (string?)body["__type"] ?? throw new Xunit.Sdk.XunitException($"no type in {body.ToJsonString()}");
    }

    private static byte[] Body(Random random, Wire.Handler handler)
    {
        var sample = handler.Model.Input is { } shape ? Sample.Valid(shape).AsObject() : [];
        for (var i = random.Next(4); i > 0; i--) Change(sample, random);
        var bytes = Encoding.UTF8.GetBytes(sample.ToJsonString());
        return random.Next(20) switch
        {
            0 => bytes[..random.Next(bytes.Length)],
            1 => Flipped(bytes, random),
            2 => Encoding.UTF8.GetBytes(new string('[', random.Next(2000))),
            3 => Noise(random, random.Next(300)),
            4 when random.Next(100) == 0 => new byte[1_500_000],
            _ => bytes,
        };
    }

    private static void Change(JsonObject sample, Random random)
    {
        if (sample.Count == 0) return;
        var name = sample.ElementAt(random.Next(sample.Count)).Key;
        if (sample[name] is JsonObject inner && random.Next(2) == 0) { Change(inner, random); return; }
        sample[name] = random.Next(20) switch
        {
            0 => null,
            1 => random.Next(),
            2 => random.NextDouble() * 1e300,
            3 => true,
            4 => new JsonArray(1, "x", null),
            5 => new JsonObject { ["x"] = new JsonObject() },
            6 => new string((char)random.Next(1, 0xd7ff), random.Next(3000)),
            7 => "\"\\\u0000\u2028</script>\r\n",
            _ => Sample.Texts[random.Next(Sample.Texts.Count)],
        };
    }

    private static string Mutated(string text, Random random, int oneIn)
    {
        if (random.Next(oneIn) != 0) return text;
        var position = random.Next(text.Length);
        return $"{text[..position]}{(char)random.Next(0x20, 0x7f)}{text[(position + random.Next(text.Length - position))..]}";
    }

    private static byte[] Flipped(byte[] bytes, Random random)
    {
        if (bytes.Length > 0) bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        return bytes;
    }

    private static byte[] Noise(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private static async Task SendBytesAsync(Uri endpoint, Random random)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(endpoint.Host, endpoint.Port);
        var stream = client.GetStream();
        if (random.Next(2) == 0) await stream.WriteAsync(Encoding.ASCII.GetBytes("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\nX-Amz-Target: \u0001"));
        await stream.WriteAsync(Noise(random, random.Next(2000)));
    }
}
