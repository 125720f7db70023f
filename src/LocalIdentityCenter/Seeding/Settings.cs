using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalIdentityCenter.Seeding;

/// <summary>Reads settings of which a document names only those that differ.</summary>
internal static class Settings
{
    public static JsonObject Of(Behaviour behaviour) => (JsonObject)JsonSerializer.SerializeToNode(behaviour, SettingsJson.Default.Behaviour)!;

    public static JsonObject Of(Limits limits) => (JsonObject)JsonSerializer.SerializeToNode(limits, SettingsJson.Default.Limits)!;

    /// <exception cref="JsonException">A setting is unknown or has a wrong value.</exception>
    public static Behaviour Read(Behaviour now, JsonObject changes) => Merge(Of(now), changes).Deserialize(SettingsJson.Default.Behaviour)!;

    /// <exception cref="JsonException">A limit is unknown or has a wrong value.</exception>
    public static Limits Read(Limits now, JsonObject changes) => Merge(Of(now), changes).Deserialize(SettingsJson.Default.Limits)!;

    /// <exception cref="JsonException">The document is no fault.</exception>
    public static Fault ReadFault(JsonObject document)
    {
        if (!document.ContainsKey("kind")) throw new JsonException("a fault needs a kind");
        var defaults = (JsonObject)JsonSerializer.SerializeToNode(new Fault { Kind = default }, SettingsJson.Default.Fault)!;
        return Merge(defaults, document).Deserialize(SettingsJson.Default.Fault)!;
    }

    /// <summary>What is not named stays as it is.</summary>
    public static JsonObject Merge(JsonObject settings, JsonObject changes)
    {
        foreach (var (name, value) in changes) settings[name] = value?.DeepClone();
        return settings;
    }
}
