using System.Text.Json.Serialization;

namespace LocalIdentityCenter.Seeding;

/// <summary>How seeds, settings, faults and calls are written in JSON: camelCase, durations as <c>2s</c>, unknown members refused.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    WriteIndented = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    Converters = [typeof(DurationConverter), typeof(TextConverter)])]
[JsonSerializable(typeof(Seed))]
[JsonSerializable(typeof(Behaviour))]
[JsonSerializable(typeof(Limits))]
[JsonSerializable(typeof(Fault))]
[JsonSerializable(typeof(IReadOnlyList<Fault>))]
[JsonSerializable(typeof(IReadOnlyList<Call>))]
internal sealed partial class SettingsJson : JsonSerializerContext;
