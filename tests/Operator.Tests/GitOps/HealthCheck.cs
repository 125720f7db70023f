using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Operator.Tests.GitOps;

/// <summary>Runs a health check as Argo CD does: the object is a global, and what the script returns is taken.</summary>
internal static class HealthCheck
{
    // Argo CD gives a check no more than the base and table libraries.
    private const string Bare = "getmetatable('').__index = nil\nstring, os, io, math, utf8, debug, coroutine, require, package = nil\n";

    /// <summary>Health and message of an object.</summary>
    /// <param name="script">The check.</param>
    /// <param name="stored">The object as the API server has it.</param>
    public static (string Status, string Message) Run(string script, JsonNode stored)
    {
        using var lua = new KeraLua.Lua { Encoding = Encoding.UTF8 };
        if (lua.DoString($"{Bare}obj = {Literal(stored)}\nlocal function check()\n{script}\nend\nlocal health = check()\nreturn health.status, health.message"))
            throw new InvalidOperationException(lua.ToString(-1));
        return (lua.ToString(-2), lua.ToString(-1));
    }

    /// <summary>JSON as a literal of Lua.</summary>
    private static string Literal(JsonNode? node) => node switch
    {
        JsonObject map => $"{{{string.Join(", ", map.Select(entry => $"[{Text(entry.Key)}] = {Literal(entry.Value)}"))}}}",
        JsonArray list => $"{{{string.Join(", ", list.Select(Literal))}}}",
        null => "nil",
        _ when node.GetValueKind() is JsonValueKind.String => Text((string)node!),
        _ => node.ToJsonString(),
    };

    private static string Text(string text) => $"\"{string.Concat(Encoding.UTF8.GetBytes(text).Select(octet => string.Create(CultureInfo.InvariantCulture, $"\\{octet:D3}")))}\"";
}
