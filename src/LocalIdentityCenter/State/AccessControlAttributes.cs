using System.Text.Json.Nodes;

namespace LocalIdentityCenter.State;

/// <summary>The attributes for access control of an instance, as they were given.</summary>
internal sealed class AccessControlAttributes
{
    public required JsonNode Configuration { get; set; }

    /// <summary>When the creation ends; ENABLED from then on.</summary>
    public DateTimeOffset ReadyAt { get; init; }
}
