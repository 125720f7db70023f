using System.Collections.Concurrent;

namespace Door;

/// <summary>
/// What the operator keeps in status: for each permission set its ARN, the id of a provisioning that runs, and whether it was seen to be as wanted. With a file, it
/// outlives the process.
/// </summary>
internal sealed class Ledger(string? file = null)
{
    private readonly ConcurrentDictionary<string, Entry> entries = new(Read(file));
    private readonly Lock gate = new();

    public string? Arn(string name) => entries.GetValueOrDefault(name)?.Arn;

    public string? RequestId(string name) => entries.GetValueOrDefault(name)?.RequestId;

    public bool IsSettled(string name) => entries.GetValueOrDefault(name)?.Settled == true;

    public void Record(string name, string arn, string? requestId) => Write(name, new(arn, requestId, Settled: false));

    public void Settle(string name) => Write(name, entries[name] with { Settled = true });

    private void Write(string name, Entry entry)
    {
        lock (gate)
        {
            entries[name] = entry;
            if (file is not null)
                File.AppendAllText(file, $"{name}\t{entry.Arn}\t{entry.RequestId}\t{entry.Settled}\n");
        }
    }

    // A killed process may leave half a line.
    private static IEnumerable<KeyValuePair<string, Entry>> Read(string? file) => file is null || !File.Exists(file)
        ? []
        : File.ReadAllText(file).Split('\n')[..^1].Select(line => line.Split('\t')).Where(parts => parts.Length == 4).GroupBy(parts => parts[0])
            .Select(lines => lines.Last()).Select(last => KeyValuePair.Create(last[0], new Entry(last[1], last[2].Length > 0 ? last[2] : null, last[3] == bool.TrueString)));

    private sealed record Entry(string Arn, string? RequestId, bool Settled);
}
