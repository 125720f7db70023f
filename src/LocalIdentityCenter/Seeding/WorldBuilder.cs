using System.Text.Json.Nodes;
using LocalIdentityCenter.State;

namespace LocalIdentityCenter.Seeding;

/// <summary>Makes the world that a seed describes.</summary>
internal sealed class WorldBuilder(Seed seed, DateTimeOffset now)
{
    private readonly Dictionary<string, string> accountIdsByName = [];
    private readonly HashSet<string> accountIds = [];

    /// <exception cref="SeedException">The seed names something that it does not hold.</exception>
    public WorldState Build()
    {
        var world = new WorldState { Organization = Organization() };
        foreach (var policy in seed.ManagedPolicies) world.ManagedPolicies.Add(ManagedPolicyArn(policy));
        foreach (var key in seed.Keys) AddKey(world, key);
        if (seed.Instance is { } instance) AddInstance(world, instance);
        return world;
    }

    private Organization Organization()
    {
        var organization = new Organization { Id = seed.Organization.Id, RootId = seed.Organization.RootId, ManagementAccountId = seed.Organization.ManagementAccount };
        AddAccounts(organization, seed.Organization.Accounts, organization.RootId);
        AddUnits(organization, seed.Organization.Units, organization.RootId, "");
        if (organization.Account(organization.ManagementAccountId) is null) throw new SeedException($"the management account {organization.ManagementAccountId} is not among the accounts");
        if (seed.Organization.DelegatedAdministrator is { } delegated) organization.DelegatedAdministrators.Add(new(AccountId(delegated), "sso.amazonaws.com", now));
        return organization;
    }

    private void AddUnits(Organization organization, IReadOnlyList<SeedUnit> units, string parentId, string path)
    {
        foreach (var unit in units)
        {
            var id = unit.Id ?? $"ou-{organization.RootId[2..]}-{SeedIds.Hex("unit", $"{path}/{unit.Name}", 8)}";
            organization.Add(new OrganizationalUnit { Id = id, Name = unit.Name, ParentId = parentId, Tags = TagsOf(unit.Tags) });
            AddAccounts(organization, unit.Accounts, id);
            AddUnits(organization, unit.Units, id, $"{path}/{unit.Name}");
        }
    }

    private void AddAccounts(Organization organization, IReadOnlyList<SeedAccount> accounts, string parentId)
    {
        foreach (var account in accounts)
        {
            if (organization.Account(account.Id) is not null) throw new SeedException($"account {account.Id} is listed twice");
            organization.Add(AccountOf(account, parentId));
            accountIdsByName[account.Name] = account.Id;
            accountIds.Add(account.Id);
        }
    }

    private Account AccountOf(SeedAccount account, string parentId) => new()
    {
        Id = account.Id,
        Name = account.Name,
        Email = account.Email ?? $"{account.Name}@example.com",
        ParentId = parentId,
        State = Parsed<AccountState>(account.State),
        Joined = now,
        Tags = TagsOf(account.Tags),
        CustomerManagedPolicies = [.. account.Policies.Select(CustomerManagedPolicy.Parse)],
        PoliciesPerRole = account.PoliciesPerRole,
    };

    private void AddKey(WorldState world, SeedKey key)
    {
        Add(key.Arn, replicaOf: null);
        foreach (var region in key.Replicas)
        {
            var parts = key.Arn.Split(':');
            parts[3] = region;
            Add(string.Join(':', parts), key.Arn);
        }

        void Add(string arn, string? replicaOf) => world.Keys.Add(arn, new KmsKey
        {
            Arn = arn,
            Description = key.Description,
            State = key.State,
            Usage = key.Usage,
            GrantsIdentityCenter = key.GrantsIdentityCenter,
            Accounts = key.Accounts?.ToList(),
            ReplicaOf = replicaOf,
            CreationDate = now,
        });
    }

    private void AddInstance(WorldState world, SeedInstance from)
    {
        var instance = NewInstance(from);
        var store = new IdentityStore { Id = from.IdentityStore, Arn = $"arn:aws:identitystore::{instance.OwnerAccountId}:identitystore/{from.IdentityStore}" };
        foreach (var user in seed.Users) store.AddUser(Entry(user.Id ?? SeedIds.InStore(store.Id, "user", user.UserName), AttributesOf(user)));
        foreach (var group in seed.Groups) AddGroup(store, group);
        foreach (var set in seed.PermissionSets) instance.Add(SetOf(set, instance));
        foreach (var assignment in seed.Assignments) Assign(instance, store, assignment);
        foreach (var set in seed.PermissionSets) Outdate(instance, set);
        world.Instances.Add(instance.Arn, instance);
        world.IdentityStores.Add(store.Id, store);
    }

    private Instance NewInstance(SeedInstance from) => new()
    {
        Id = from.Id,
        Arn = $"arn:aws:sso:::instance/{from.Id}",
        OwnerAccountId = from.Owner ?? seed.Organization.ManagementAccount,
        CreatedDate = now,
        IdentityStoreId = from.IdentityStore,
        IsOrganization = true,
        IdentitySource = Parsed<IdentitySource>(from.IdentitySource),
        Name = from.Name,
        PermissionSetsEnabled = from.PermissionSetsEnabled,
        Encryption = new Encryption { KeyArn = from.EncryptionKey },
        Tags = TagsOf(from.Tags),
        Regions =
        [
            new RegionState { Name = from.PrimaryRegion, AddedDate = now, IsPrimary = true },
            .. from.Regions.Select(r => new RegionState { Name = r, AddedDate = now }),
        ],
    };

    private static JsonObject AttributesOf(SeedUser user) => Json.Object(
        ("UserName", user.UserName),
        ("DisplayName", user.DisplayName ?? user.UserName),
        ("Name", Json.Object(("GivenName", user.GivenName ?? user.UserName), ("FamilyName", user.FamilyName ?? user.UserName))),
        ("Emails", user.Email is null ? null : new JsonArray(Json.Object(("Value", user.Email), ("Type", "work"), ("Primary", true)))),
        ("ExternalIds", ExternalIds(user.ExternalId)),
        ("UserStatus", user.Disabled ? "DISABLED" : "ENABLED"));

    private void AddGroup(IdentityStore store, SeedGroup group)
    {
        var id = group.Id ?? SeedIds.InStore(store.Id, "group", group.Name);
        store.AddGroup(Entry(id, Json.Object(("DisplayName", group.Name), ("Description", group.Description), ("ExternalIds", ExternalIds(group.ExternalId)))));
        foreach (var member in group.Members)
        {
            var user = store.UserNamed(member, seed.Behaviour.NamesIgnoreCase) ?? throw new SeedException($"group {group.Name}: there is no user {member}");
            store.Add(new Membership(SeedIds.InStore(store.Id, "membership", $"{group.Name}/{member}"), id, user.Id, now, "seed"));
        }
    }

    private static JsonArray? ExternalIds(string? id) => id is null ? null : new JsonArray(Json.Object(("Issuer", "https://idp.example.com"), ("Id", id)));

    private DirectoryEntry Entry(string id, JsonObject attributes) =>
        new() { Id = id, Attributes = attributes, CreatedAt = now, CreatedBy = "seed", UpdatedAt = now, UpdatedBy = "seed" };

    private PermissionSet SetOf(SeedPermissionSet from, Instance instance)
    {
        var id = from.Id ?? $"ps-{SeedIds.Hex("set", from.Name, 16)}";
        return new PermissionSet
        {
            Id = id,
            Arn = $"arn:aws:sso:::permissionSet/{instance.Id}/{id}",
            Name = from.Name,
            CreatedDate = now,
            Description = from.Description,
            SessionDuration = from.SessionDuration,
            RelayState = from.RelayState,
            Tags = TagsOf(from.Tags),
            ManagedPolicies = new(from.ManagedPolicies.Select(ManagedPolicyArn), StringComparer.Ordinal),
            CustomerManagedPolicies = [.. from.CustomerManagedPolicies.Select(CustomerManagedPolicy.Parse)],
            InlinePolicy = from.InlinePolicy is JsonValue text ? text.GetValue<string>() : from.InlinePolicy?.ToJsonString(Json.Relaxed),
            Boundary = BoundaryOf(from.Boundary),
        };
    }

    private static PermissionsBoundary? BoundaryOf(string? boundary) => boundary switch
    {
        null => null,
        _ when boundary.StartsWith("arn:", StringComparison.Ordinal) => new(boundary, null),
        _ => new(null, CustomerManagedPolicy.Parse(boundary)),
    };

    private void Assign(Instance instance, IdentityStore store, SeedAssignment from)
    {
        var set = instance.PermissionSetNamed(from.PermissionSet) ?? throw new SeedException($"an assignment names the permission set {from.PermissionSet}, which is not there");
        var principal = PrincipalOf(store, from);
        foreach (var account in from.Accounts.Select(AccountId))
        {
            instance.Assignments.Add(new Assignment(account, set.Id, principal));
            instance.Provision(set, account, set.Version, () => $"AWSReservedSSO_{set.Name}_{SeedIds.Hex("role", $"{set.Name}/{account}", 16)}");
        }
    }

    private Principal PrincipalOf(IdentityStore store, SeedAssignment from) => (from.Group, from.User, from.PrincipalId) switch
    {
        ({ } group, null, null) => new(PrincipalType.GROUP, (store.GroupNamed(group, seed.Behaviour.NamesIgnoreCase) ?? throw new SeedException($"an assignment names the group {group}, which is not there")).Id),
        (null, { } user, null) => new(PrincipalType.USER, (store.UserNamed(user, seed.Behaviour.NamesIgnoreCase) ?? throw new SeedException($"an assignment names the user {user}, who is not there")).Id),
        (null, null, { } id) => new(PrincipalType.GROUP, id),
        _ => throw new SeedException($"an assignment of {from.PermissionSet} needs exactly one of group, user and principalId"),
    };

    private void Outdate(Instance instance, SeedPermissionSet from)
    {
        if (from.OutdatedIn.Count == 0) return;
        var set = instance.PermissionSetNamed(from.Name)!;
        set.Version++;
        foreach (var account in set.Provisioned.Keys.Except(from.OutdatedIn.Select(AccountId)).ToList())
            instance.Provision(set, account, set.Version, () => throw new InvalidOperationException("the role exists"));
    }

    private string AccountId(string idOrName) =>
        accountIdsByName.GetValueOrDefault(idOrName) ?? (accountIds.Contains(idOrName) ? idOrName : throw new SeedException($"there is no account {idOrName}"));

    private static string ManagedPolicyArn(string nameOrArn) =>
        nameOrArn.StartsWith("arn:", StringComparison.Ordinal) ? nameOrArn : $"arn:aws:iam::aws:policy/{nameOrArn}";

    private static Tags TagsOf(IReadOnlyDictionary<string, string> tags) => new(tags.ToDictionary());

    private static T Parsed<T>(string text) where T : struct, Enum =>
        Enum.TryParse<T>(text, out var value) ? value : throw new SeedException($"{text} is not one of {string.Join(", ", Enum.GetNames<T>())}");
}
