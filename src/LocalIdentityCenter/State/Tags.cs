namespace LocalIdentityCenter.State;

/// <summary>The tags of one resource, in the order of their keys.</summary>
internal sealed class Tags : SortedDictionary<string, string>
{
    public Tags() : base(StringComparer.Ordinal) { }

    public Tags(IDictionary<string, string> tags) : base(tags, StringComparer.Ordinal) { }
}
