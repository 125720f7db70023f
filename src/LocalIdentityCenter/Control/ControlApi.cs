using System.Text.Json;
using System.Text.Json.Nodes;
using LocalIdentityCenter.Seeding;

namespace LocalIdentityCenter.Control;

/// <summary>Looking at and steering a server over HTTP, under paths that no AWS client uses.</summary>
internal sealed class ControlApi(LocalIdentityCenterServer server, IdentityCenter center)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/_calls", context => WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(Since(context), SettingsJson.Default.IReadOnlyListCall)));
        routes.MapDelete("/_calls", context => DoAsync(context, server.Calls.Clear));
        routes.MapGet("/_faults", context => WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(server.Faults.All, SettingsJson.Default.IReadOnlyListFault)));
        routes.MapPost("/_faults", context => ReadAsync(context, body => server.Faults.Add(Settings.ReadFault(body))));
        routes.MapDelete("/_faults", context => DoAsync(context, server.Faults.Clear));
        routes.MapPost("/_release", context => DoAsync(context, server.ReleaseStuck));
        routes.MapPost("/_organization", context => ReadAsync(context, body => OrganizationControl.Apply(server.Organization, body)));
        routes.MapPost("/_reset", context => DoAsync(context, server.Reset));
        routes.MapGet("/_state", context => WriteAsync(context, server.Save()));
        routes.MapPut("/_state", LoadAsync);
        routes.MapGet("/_behaviour", context => WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(center.Behaviour, SettingsJson.Default.Behaviour)));
        routes.MapPost("/_behaviour", context => ReadAsync(context, body => center.Behaviour = Settings.Read(center.Behaviour, body)));
        routes.MapGet("/_limits", context => WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(center.Limits, SettingsJson.Default.Limits)));
        routes.MapPost("/_limits", context => ReadAsync(context, body => center.Limits = Settings.Read(center.Limits, body)));
    }

    private IReadOnlyList<Call> Since(HttpContext context) =>
        long.TryParse(context.Request.Query["since"], out var id) ? server.Calls.Since(id) : server.Calls.All;

    private static Task DoAsync(HttpContext context, Action action)
    {
        action();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static async Task ReadAsync(HttpContext context, Action<JsonObject> take)
    {
        try
        {
            var body = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            take(body as JsonObject ?? throw new JsonException("a JSON object is expected"));
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        catch (JsonException e) { await RefuseAsync(context, e.Message); }
    }

    private async Task LoadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        try
        {
            server.Load(body.GetBuffer().AsSpan(0, (int)body.Length));
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        catch (SeedException e) { await RefuseAsync(context, e.Message); }
    }

    private static Task RefuseAsync(HttpContext context, string message)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return context.Response.WriteAsync(message, context.RequestAborted);
    }

    private static async Task WriteAsync(HttpContext context, byte[] json)
    {
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(json, context.RequestAborted);
    }
}
