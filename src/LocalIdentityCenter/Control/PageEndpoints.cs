using System.Text;

namespace LocalIdentityCenter.Control;

/// <summary>The page and its buttons over HTTP.</summary>
internal sealed class PageEndpoints(LocalIdentityCenterServer server, IdentityCenter center, ConsoleActions actions)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", ShowAsync);
        routes.MapPost("/_console/{action}", ActAsync);
    }

    /// <summary>Pages of other sites must not press buttons here: a browser says where a request comes from.</summary>
    public static bool IsFromElsewhere(HttpRequest request) =>
        request.Headers.Origin is [{ } origin] && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == request.Host.Value);

    private Task ShowAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var request = new PageRequest(query["account"], query["set"], query["notice"], center.CallerName);
        var page = Page.Render(center.Look(world => PageView.Of(world, request.Account, request.Set)), server.Calls.All, server.Faults.All, request);
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(page.Text), context.RequestAborted).AsTask();
    }

    private async Task ActAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var said = actions.Perform($"{context.Request.RouteValues["action"]}", name => form[name]);
        if (said is null) context.Response.StatusCode = StatusCodes.Status404NotFound;
        else SeeOther(context.Response, $"/?notice={Uri.EscapeDataString(said)}");
    }

    private static void SeeOther(HttpResponse response, string location)
    {
        response.StatusCode = StatusCodes.Status303SeeOther;
        response.Headers.Location = location;
    }
}
