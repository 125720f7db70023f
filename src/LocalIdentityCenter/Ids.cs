namespace LocalIdentityCenter;

/// <summary>New identifiers from an injected source of randomness. Safe to use from any thread.</summary>
internal sealed class Ids(Random random)
{
    private const string HexDigits = "0123456789abcdef";

    private readonly Lock gate = new();

    public string Hex(int digits)
    {
        lock (gate) return new(random.GetItems<char>(HexDigits, digits));
    }

    /// <summary>A lower-case UUID of version 4.</summary>
    public string Uuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        lock (gate) random.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    /// <summary>The id of a user, group or membership of a store <c>d-DIGITS</c>: the digits and a UUID.</summary>
    public string InStore(string identityStoreId) =>
        identityStoreId.StartsWith("d-", StringComparison.Ordinal) ? $"{identityStoreId[2..]}-{Uuid()}" : Uuid();
}
