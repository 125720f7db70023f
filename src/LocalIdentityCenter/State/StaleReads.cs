namespace LocalIdentityCenter.State;

/// <summary>
/// Earlier worlds for reads that lag behind changes. Each change leaves a copy of the world before it; a stale read sees the oldest copy
/// whose change it cannot know of yet.
/// </summary>
internal sealed class StaleReads
{
    private readonly Queue<(DateTimeOffset Until, byte[] Saved)> copies = new();

    public void Clear() => copies.Clear();

    /// <summary>Before a change: keeps the world as it is, for reads up to a while from now.</summary>
    public void Remember(WorldState world, TimeSpan lag, DateTimeOffset now)
    {
        if (lag > TimeSpan.Zero) copies.Enqueue((now + lag, StateFile.Save(world)));
    }

    /// <summary>The world that a read of this share shall see; null for the present one.</summary>
    public WorldState? Find(double share, DateTimeOffset now, Random random)
    {
        while (copies.TryPeek(out var copy) && copy.Until <= now) copies.Dequeue();
        if (copies.Count == 0 || (share < 1 && random.NextDouble() >= share)) return null;
        return StateFile.Load(copies.Peek().Saved);
    }
}
