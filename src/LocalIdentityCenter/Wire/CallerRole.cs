namespace LocalIdentityCenter.Wire;

/// <summary>What a caller's account is to the organization's instance.</summary>
internal enum CallerRole { Management, DelegatedAdministrator, Member }
