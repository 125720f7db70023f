using System.Text.Json.Nodes;
using IdentityCenterOperator.Kubernetes.Yaml;

namespace IdentityCenterOperator.CommandLine;

/// <summary>Rows under headings, as kubectl shows them; for programs, a list of objects.</summary>
/// <param name="columns">Headings, each with the name of the field that it is for programs.</param>
internal sealed class Table(params (string Heading, string Field)[] columns)
{
    private const int Gap = 3;

    private readonly List<string?[]> _rows = [];

    /// <summary>How many rows there are.</summary>
    public int Count => _rows.Count;

    /// <summary>Adds a row; null stands for what is not known.</summary>
    public void Add(params string?[] cells) => _rows.Add(cells);

    /// <summary>The table as asked for.</summary>
    /// <param name="output">table, json or yaml.</param>
    /// <param name="paint">Colours.</param>
    public string Text(string output, Paint paint) => output switch
    {
        "json" => JsonText.Of(Json()),
        "yaml" => YamlWriter.Write(Json()),
        _ => Text(paint),
    };

    /// <summary>The table for people.</summary>
    public string Text(Paint paint)
    {
        var lines = _rows.Select(row => row.Select(cell => cell is null ? "-" : Shown.Safely(cell)).ToArray()).Prepend([.. columns.Select(column => column.Heading)]).ToList();
        var widths = columns.Select((_, index) => lines.Max(line => line[index].Length)).ToArray();
        return string.Concat(lines.Select((line, index) => Line(line, widths) is var text && index == 0 ? $"{paint.Strong(text)}\n" : $"{text}\n"));
    }

    private JsonArray Json() => new([.. _rows.Select(row => (JsonNode?)new JsonObject(columns.Zip(row, (column, cell) => KeyValuePair.Create(column.Field, (JsonNode?)cell))))]);

    private static string Line(string[] cells, int[] widths) => string.Concat(cells.Select((cell, index) => cell.PadRight(widths[index] + Gap))).TrimEnd();

}
