using System.Collections.Concurrent;

namespace Door;

/// <summary>What the operator keeps in status: for each permission set its ARN, and the id of a provisioning that runs. With a file, it outlives the process.</summary>
internal sealed class Ledger(string? file = null)
{
    private readonly ConcurrentDictionary<string, (string Arn, string? RequestId)> entries = new(Read(file));
    private readonly Lock gate = new();

    public string? Arn(string name) => entries.TryGetValue(name, out var entry) ? entry.Arn : null;

    public string? RequestId(string name) => entries.TryGetValue(name, out var entry) ? entry.RequestId : null;

    public void Record(string name, string arn, string? requestId)
    {
        lock (gate)
        {
            entries[name] = (arn, requestId);
            if (file is not null)
                File.AppendAllText(file, $"{name}\t{arn}\t{requestId}\n");
        }
    }

    // A killed process may leave half a line.
    private static IEnumerable<KeyValuePair<string, (string, string?)>> Read(string? file) => file is null || !File.Exists(file)
        ? []
        : File.ReadAllText(file).Split('\n')[..^1].Select(line => line.Split('\t')).Where(parts => parts.Length == 3)
            .GroupBy(parts => parts[0]).Select(lines => KeyValuePair.Create(lines.Key, (lines.Last()[1], lines.Last()[2] is { Length: > 0 } id ? id : null)));
}
