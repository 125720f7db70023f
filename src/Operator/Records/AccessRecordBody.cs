using System.Text.Json;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Records;

/// <summary>The JSON of what is written into a record.</summary>
internal static class AccessRecordBody
{
    private static readonly string[] Optional = ["since", "endsAt", "granted"];

    /// <summary>A whole record, to be created.</summary>
    public static byte[] Create(AccessRecordSpec spec) => Utf8(new()
    {
        ["apiVersion"] = AccessRecord.Definition.ApiVersion,
        ["kind"] = AccessRecord.Definition.Kind,
        ["metadata"] = new JsonObject { ["name"] = spec.Owner.Uid },
        ["spec"] = JsonSerializer.SerializeToNode(spec, EntitiesJson.Default.AccessRecordSpec),
    });

    /// <summary>A change of a record that is there (a JSON merge patch): only of just this version of it, and of none of a later object of the name.</summary>
    public static byte[] Change(AccessRecordEntry before, AccessRecordSpec spec)
    {
        var next = JsonSerializer.SerializeToNode(spec, EntitiesJson.Default.AccessRecordSpec)!.AsObject();
        next.Remove("owner");
        // What is absent has to be taken away by name.
        foreach (var field in Optional.Where(field => !next.ContainsKey(field)))
            next[field] = null;
        return Utf8(new()
        {
            ["metadata"] = new JsonObject { ["uid"] = before.Metadata.Uid, ["resourceVersion"] = before.Metadata.ResourceVersion },
            ["spec"] = next,
        });
    }

    private static byte[] Utf8(JsonObject json) => JsonSerializer.SerializeToUtf8Bytes(json, StatusJson.Default.JsonObject);
}
