namespace LocalIdentityCenter.State;

/// <summary>Ids by name, found to the letter or without regard to case. Several entries may have one name: a switch of the comparison takes nobody away.</summary>
internal sealed class NameIndex
{
    private readonly Dictionary<string, List<(string Name, string Id)>> _entries = new(StringComparer.OrdinalIgnoreCase);

    public void Add(string name, string id)
    {
        if (!_entries.TryGetValue(name, out var alike)) _entries[name] = alike = [];
        alike.Add((name, id));
    }

    public void Remove(string name, string id)
    {
        if (_entries.TryGetValue(name, out var alike) && alike.Remove((name, id)) && alike.Count == 0) _entries.Remove(name);
    }

    /// <summary>The id of the one with exactly this name, or else, where case does not matter, of the first that differs in case alone; null for none.</summary>
    public string? Find(string name, bool ignoreCase)
    {
        if (!_entries.TryGetValue(name, out var alike)) return null;
        foreach (var (exact, id) in alike)
            if (exact == name) return id;
        return ignoreCase ? alike.Select(entry => entry.Id).Order(StringComparer.Ordinal).First() : null;
    }
}
