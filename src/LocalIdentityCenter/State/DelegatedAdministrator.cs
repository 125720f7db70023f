namespace LocalIdentityCenter.State;

/// <summary>A member account that administers a service for the organization.</summary>
internal sealed record DelegatedAdministrator(string AccountId, string ServicePrincipal, DateTimeOffset EnabledDate);
