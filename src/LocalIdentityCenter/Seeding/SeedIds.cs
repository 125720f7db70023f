using System.Security.Cryptography;
using System.Text;

namespace LocalIdentityCenter.Seeding;

/// <summary>Ids that a seed leaves out, derived from names: the same after every start.</summary>
internal static class SeedIds
{
    public static string Hex(string kind, string name, int digits) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}/{name}")))[..digits];

    public static string Uuid(string kind, string name)
    {
        var hex = Hex(kind, name, 32);
        return $"{hex[..8]}-{hex[8..12]}-4{hex[13..16]}-8{hex[17..20]}-{hex[20..]}";
    }

    public static string InStore(string identityStoreId, string kind, string name) => $"{identityStoreId[2..]}-{Uuid(kind, name)}";
}
