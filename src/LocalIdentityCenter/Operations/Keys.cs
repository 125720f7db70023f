using System.Text.Json.Nodes;
using LocalIdentityCenter.State;
using LocalIdentityCenter.Wire;

namespace LocalIdentityCenter.Operations;

/// <summary>The keys of the seed, as KMS describes them in the Region that is asked.</summary>
internal static class Keys
{
    public static JsonObject Describe(RequestContext request)
    {
        var id = request.Text("KeyId");
        var key = request.World.Keys.Values.FirstOrDefault(k => k.Region == request.Caller.Region && (k.Arn == id || k.KeyId == id))
            ?? throw new AwsException("NotFoundException", $"Key '{id}' does not exist");
        return Json.Object(("KeyMetadata", Show(key, request.World)));
    }

    private static JsonObject Show(KmsKey key, WorldState world) => Json.Object(
        ("AWSAccountId", key.AccountId),
        ("KeyId", key.KeyId),
        ("Arn", key.Arn),
        ("CreationDate", Json.Epoch(key.CreationDate)),
        ("Enabled", key.State == "Enabled"),
        ("Description", key.Description ?? ""),
        ("KeyUsage", key.Usage),
        ("KeyState", key.State),
        ("Origin", "AWS_KMS"),
        ("KeyManager", "CUSTOMER"),
        ("CustomerMasterKeySpec", "SYMMETRIC_DEFAULT"),
        ("KeySpec", "SYMMETRIC_DEFAULT"),
        ("EncryptionAlgorithms", new JsonArray("SYMMETRIC_DEFAULT")),
        ("MultiRegion", key.IsMultiRegion),
        ("MultiRegionConfiguration", key.IsMultiRegion ? Family(key, world) : null));

    private static JsonObject Family(KmsKey key, WorldState world)
    {
        var primary = key.ReplicaOf ?? key.Arn;
        return Json.Object(
            ("MultiRegionKeyType", key.ReplicaOf is null ? "PRIMARY" : "REPLICA"),
            ("PrimaryKey", Show(primary)),
            ("ReplicaKeys", Json.Array(world.Keys.Values.Where(k => k.ReplicaOf == primary).Select(k => Show(k.Arn)))));
    }

    private static JsonObject Show(string arn) => Json.Object(("Arn", arn), ("Region", arn.Split(':')[3]));
}
