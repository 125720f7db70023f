using System.Text.Json;
using LocalIdentityCenter.Seeding;

namespace LocalIdentityCenter.State;

/// <summary>The world as JSON.</summary>
internal static class StateFile
{
    public static byte[] Save(WorldState world) => JsonSerializer.SerializeToUtf8Bytes(world, StateJson.Default.WorldState);

    /// <exception cref="SeedException">The bytes are no saved state.</exception>
    public static WorldState Load(ReadOnlySpan<byte> saved)
    {
        try { return JsonSerializer.Deserialize(saved, StateJson.Default.WorldState) ?? throw new SeedException("the saved state is empty"); }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException) { throw new SeedException($"this is no saved state: {e.Message}", e); }
    }

    /// <exception cref="SeedException">The file holds no saved state.</exception>
    public static WorldState Read(string path) => Load(File.ReadAllBytes(path));

    /// <summary>Replaces the file as a whole, so that a crash leaves the old or the new state.</summary>
    public static void Write(WorldState world, string path)
    {
        var temporary = $"{path}.tmp";
        File.WriteAllBytes(temporary, Save(world));
        File.Move(temporary, path, overwrite: true);
    }
}
