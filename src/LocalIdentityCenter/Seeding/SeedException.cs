namespace LocalIdentityCenter.Seeding;

/// <summary>A seed, a state file or a setting that cannot be used, with the reason.</summary>
public sealed class SeedException : Exception
{
    /// <summary>Says what is wrong, and where.</summary>
    public SeedException(string message, Exception? inner = null) : base(message, inner) { }
}
