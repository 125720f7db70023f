namespace LocalIdentityCenter.State;

/// <summary>Where an instance's users and groups come from.</summary>
internal enum IdentitySource { ExternalIdp, Directory, ActiveDirectory }
