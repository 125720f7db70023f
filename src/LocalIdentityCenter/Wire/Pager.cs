using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using LocalIdentityCenter.Models;

namespace LocalIdentityCenter.Wire;

/// <summary>
/// Pages of a list in a stable order. A token names the last key given out, not a position: what is added or removed between two pages
/// neither repeats nor hides anything else.
/// </summary>
internal static class Pager
{
    private const int OrganizationsPageSize = 20;

    /// <summary>Answers one page of a list that can start after a key.</summary>
    /// <param name="request">Holds MaxResults and NextToken.</param>
    /// <param name="member">The member of the answer that holds the items.</param>
    /// <param name="after">The items behind a key; all of them when it is null.</param>
    /// <param name="key">The key of an item.</param>
    /// <param name="show">An item as the answer holds it.</param>
    public static JsonObject Page<T>(RequestContext request, string member, Func<string?, IEnumerable<T>> after, Func<T, string> key, Func<T, JsonNode> show)
    {
        var position = Position.Read(request);
        if (PrecedingEmptyPage(request, position) is { } empty) return Answer(member, [], empty.Write(request));
        var items = Items(request, after, position);
        var more = items.Count > Size(request);
        if (more) items.RemoveAt(items.Count - 1);
        return Answer(member, Json.Array(items.Select(show)), more ? new Position(key(items[^1]), false).Write(request) : null);
    }

    /// <summary>Answers one page of a list in the ordinal order of its keys.</summary>
    public static JsonObject Page<T>(RequestContext request, string member, IEnumerable<T> items, Func<T, string> key, Func<T, JsonNode> show) =>
        Page(request, member, last => last is null ? items : items.SkipWhile(i => string.CompareOrdinal(key(i), last) <= 0), key, show);

    // A token whose operation is right but whose key never was one.
    private static List<T> Items<T>(RequestContext request, Func<string?, IEnumerable<T>> after, Position position)
    {
        try { return [.. after(position.After).Take(Size(request) + 1)]; }
        catch (FormatException) { throw Position.Invalid(request); }
    }

    private static JsonObject Answer(string member, JsonArray items, string? token) => Json.Object((member, items), ("NextToken", token));

    private static int Size(RequestContext request) => request.OptionalNumber("MaxResults")
        ?? (request.Operation.Service == ServiceModel.Organizations ? OrganizationsPageSize : request.Limits.DefaultPageSize);

    private static Position? PrecedingEmptyPage(RequestContext request, Position position) =>
        request.Behaviour.EmptyOrganizationPages && request.Operation.Service == ServiceModel.Organizations && !position.EmptyPageGiven
            ? position with { EmptyPageGiven = true }
            : null;

    /// <summary>What a token stands for. It holds the operation's name, so that another operation refuses it.</summary>
    private sealed record Position(string? After, bool EmptyPageGiven)
    {
        public static Position Read(RequestContext request)
        {
            if (request.OptionalText("NextToken") is not { Length: > 0 } token) return new(null, false);
            return Decode(token)?.Split('\n', 3) is [var operation, var empty, var after] && operation == request.Operation.Name
                ? new(after.Length == 0 ? null : after, empty == "1")
                : throw Invalid(request);
        }

        public string Write(RequestContext request) =>
            Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{request.Operation.Name}\n{(EmptyPageGiven ? 1 : 0)}\n{After}"));

        private static string? Decode(string token)
        {
            try { return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)); }
            catch (FormatException) { return null; }
        }

        public static AwsException Invalid(RequestContext request) => request.Operation.Service == ServiceModel.Organizations
            ? new("InvalidInputException", "You provided an invalid pagination token.", 400, ("Reason", "INVALID_NEXT_TOKEN"))
            : Errors.Validation("The NextToken is not valid for this request.");
    }
}
