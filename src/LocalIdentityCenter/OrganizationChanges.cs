using LocalIdentityCenter.State;

namespace LocalIdentityCenter;

/// <summary>What happens to an organization beside the calls of the services modelled here: accounts move, are suspended, gain policies.</summary>
public sealed class OrganizationChanges
{
    private readonly IdentityCenter center;

    internal OrganizationChanges(IdentityCenter center) => this.center = center;

    /// <summary>Sets the state of an account: ACTIVE, SUSPENDED, PENDING_CLOSURE, CLOSED or PENDING_ACTIVATION.</summary>
    /// <exception cref="ArgumentException">There is no such account or state.</exception>
    public void SetAccountState(string accountId, string state) =>
        Change(accountId, account => account.State = Enum.Parse<AccountState>(state));

    /// <summary>Moves an account to the root or a unit, by id.</summary>
    /// <exception cref="ArgumentException">There is no such account or parent.</exception>
    public void MoveAccount(string accountId, string parentId) => center.Change((world, _) =>
    {
        var parent = Parent(world, parentId);
        Account(world, accountId).ParentId = parent;
    });

    /// <summary>Adds an active account below the root or a unit, by id.</summary>
    /// <exception cref="ArgumentException">There is such an account already, or no such parent.</exception>
    public void AddAccount(string accountId, string name, string parentId) => center.Change((world, _) => world.Organization.Add(
        new Account { Id = accountId, Name = name, Email = $"{name}@example.com", ParentId = Parent(world, parentId), Joined = center.Now }));

    /// <summary>Takes an account out of the organization. Its assignments stay behind, as in AWS.</summary>
    /// <exception cref="ArgumentException">There is no such account.</exception>
    public void RemoveAccount(string accountId) => center.Change((world, _) => world.Organization.Accounts.Remove(Account(world, accountId).Id));

    /// <summary>Gives an account another name.</summary>
    /// <exception cref="ArgumentException">There is no such account.</exception>
    public void RenameAccount(string accountId, string name) => Change(accountId, account => account.Name = name);

    /// <summary>Sets a tag of an account, or removes it when the value is null.</summary>
    /// <exception cref="ArgumentException">There is no such account.</exception>
    public void TagAccount(string accountId, string key, string? value) => Change(accountId, account =>
    {
        if (value is null) account.Tags.Remove(key);
        else account.Tags[key] = value;
    });

    /// <summary>Creates a customer-managed policy in an account, given as path and name.</summary>
    /// <exception cref="ArgumentException">There is no such account.</exception>
    public void AddPolicy(string accountId, string policy) =>
        Change(accountId, account => account.CustomerManagedPolicies.Add(CustomerManagedPolicy.Parse(policy)));

    /// <summary>Deletes a customer-managed policy in an account.</summary>
    /// <exception cref="ArgumentException">There is no such account.</exception>
    public void RemovePolicy(string accountId, string policy) =>
        Change(accountId, account => account.CustomerManagedPolicies.Remove(CustomerManagedPolicy.Parse(policy)));

    /// <summary>Sets the state of a key (Enabled, Disabled, PendingDeletion, …), whether Identity Center may use it, and for callers of which accounts (null: every one).</summary>
    /// <exception cref="ArgumentException">There is no such key.</exception>
    public void SetKey(string keyArn, string state, bool grantsIdentityCenter = true, IEnumerable<string>? accounts = null) => center.Change((world, _) =>
    {
        var key = world.Keys.GetValueOrDefault(keyArn) ?? throw new ArgumentException($"there is no key {keyArn}", nameof(keyArn));
        (key.State, key.GrantsIdentityCenter, key.Accounts) = (state, grantsIdentityCenter, accounts?.ToList());
    });

    /// <summary>Makes a member account the delegated administrator of Identity Center; null takes the delegation back.</summary>
    public void Delegate(string? accountId) => center.Change((world, _) =>
    {
        world.Organization.DelegatedAdministrators.Clear();
        if (accountId is not null) world.Organization.DelegatedAdministrators.Add(new(accountId, "sso.amazonaws.com", center.Now));
    });

    private void Change(string accountId, Action<Account> change) => center.Change((world, _) => change(Account(world, accountId)));

    private static string Parent(WorldState world, string id) =>
        id == world.Organization.RootId || world.Organization.Unit(id) is not null ? id : throw new ArgumentException($"there is no unit {id}", nameof(id));

    private static Account Account(WorldState world, string accountId) =>
        world.Organization.Account(accountId) ?? throw new ArgumentException($"there is no account {accountId}", nameof(accountId));
}
