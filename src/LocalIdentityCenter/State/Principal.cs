namespace LocalIdentityCenter.State;

/// <summary>A user or group as assignments name it.</summary>
internal readonly record struct Principal(PrincipalType Type, string Id) : IComparable<Principal>
{
    public int CompareTo(Principal other) =>
        Type != other.Type ? Type.CompareTo(other.Type) : string.CompareOrdinal(Id, other.Id);

    public override string ToString() => $"{Type} {Id}";
}

/// <summary>The type of a principal, spelled as on the wire.</summary>
internal enum PrincipalType { GROUP, USER }
