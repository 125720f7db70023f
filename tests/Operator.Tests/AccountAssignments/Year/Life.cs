using Amazon.IdentityStore;
using Amazon.SSOAdmin;
using Amazon.SSOAdmin.Model;
using Operator.Tests.Harness;
using Testing;

namespace Operator.Tests.AccountAssignments.Year;

/// <summary>What happens in a year: each event changes the company, the cluster or AWS, and this model of them alike.</summary>
internal sealed class Life(Company company, Aws aws, IAmazonIdentityStore directory, YearCluster cluster, TimeProvider time, Random random)
{
    private const int MostGrants = 24;

    private readonly SortedDictionary<string, Grant> grants = new(StringComparer.Ordinal);
    private readonly HashSet<Holding> foreign = [];
    private readonly HashSet<Holding> wantedLately = [];
    private readonly Former former = new();
    private readonly HashSet<Holding> doubtful = [];
    private int names;

    /// <summary>What happened, for the reader of a failure.</summary>
    public List<string> Diary { get; } = [];

    public IReadOnlyCollection<Grant> Grants => grants.Values;

    private DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Makes one thing happen.</summary>
    public async Task GoOnAsync()
    {
        Diary.Add(await (random.Next(100) switch
        {
            < 7 => company.IsFull ? LeavesAsync() : JoinsAsync(),
            < 17 => MovesAsync(),
            < 27 => IsTaggedAsync(),
            < 33 => IsSuspendedAsync(),
            < 36 => LeavesAsync(),
            < 43 => LosesAGroupAsync(),
            < 51 => GainsAGroupAsync(),
            < 61 => RevokedByHandAsync(),
            < 68 => GrantedByHandAsync(),
            < 80 => DeclaresAsync(),
            < 92 => EditsAsync(),
            _ => WithdrawsAsync(),
        }));
        wantedLately.UnionWith(grants.Values.SelectMany(grant => former.Wanted(grant, company, Now)));
    }

    /// <summary>
    /// Holds AWS against what the resources say; null when all is as it should be. Accounts that are suspended or have left are nobody's business, and what such an account
    /// had when it came back may be there or not. So may what was granted by hand and for a moment declared as well, and what somebody holds whose resource names an account
    /// that is gone: it may have been renamed.
    /// </summary>
    public string? Wrong(IReadOnlySet<Holding> present)
    {
        var wanted = Wanted();
        var seen = present.Where(holding => IsActive(holding.Account)).ToHashSet();
        var either = foreign.Where(wantedLately.Contains).ToHashSet();
        var missing = wanted.Concat(foreign.Where(holding => IsActive(holding.Account) && !either.Contains(holding))).Where(holding => !seen.Contains(holding)).ToList();
        var kept = grants.Values.Where(grant => grant.NamesNobody(company, Now)).SelectMany(grant => grant.Holders(company)).ToHashSet(StringComparer.Ordinal);
        var extra = seen.Where(holding => !wanted.Contains(holding) && !foreign.Contains(holding) && !doubtful.Contains(holding) && !kept.Contains(holding.Holder)).ToList();
        return missing.Count + extra.Count == 0 ? null : $"{missing.Count} missing, as {missing.FirstOrDefault()}; {extra.Count} too many, as {extra.FirstOrDefault()}";
    }

    /// <summary>Names of resources that name nothing that is missing: they must be Ready.</summary>
    public IReadOnlySet<string> Whole() => grants.Values.Where(grant => grant.IsWhole(company, Now)).Select(grant => grant.Name).ToHashSet();

    /// <summary>A rest: what was declared meanwhile is ours from now on, what was not stays somebody else's.</summary>
    public void Rest(IReadOnlySet<Holding> present)
    {
        foreign.ExceptWith(Wanted());
        doubtful.ExceptWith(Wanted());
        foreign.RemoveWhere(holding => wantedLately.Contains(holding) && IsActive(holding.Account) && !present.Contains(holding));
        wantedLately.Clear();
        former.Clear();
        wantedLately.UnionWith(grants.Values.SelectMany(grant => former.Wanted(grant, company, Now)));
    }

    private HashSet<Holding> Wanted() => [.. grants.Values.SelectMany(grant => grant.Wanted(company, Now))];

    private bool IsActive(string account) => company.Accounts.TryGetValue(account, out var known) && known.IsActive;

    private YearAccount Changing(YearAccount account)
    {
        former.Accounts.Add(account.Copy());
        return account;
    }

    private YearAccount AnyAccount() => Pick([.. company.Accounts.Values]);

    private T Pick<T>(IReadOnlyList<T> of) => of[random.Next(of.Count)];

    private List<T> Some<T>(IReadOnlyList<T> of, int most) => [.. Enumerable.Range(0, random.Next(1, most + 1)).Select(_ => Pick(of)).Distinct()];

    private Task<string> JoinsAsync()
    {
        var account = new YearAccount($"5{++names:00000000000}", $"joined-{names}", Pick(Company.Units));
        aws.Server.Organization.AddAccount(account.Id, account.Name, Company.UnitId(account.Unit));
        company.Accounts.Add(account.Id, account);
        return Task.FromResult($"{account.Id} joins {account.Unit}");
    }

    private Task<string> MovesAsync()
    {
        var account = Changing(AnyAccount());
        account.Unit = Pick(Company.Units);
        aws.Server.Organization.MoveAccount(account.Id, Company.UnitId(account.Unit));
        return Task.FromResult($"{account.Id} moves to {account.Unit}");
    }

    private Task<string> IsTaggedAsync()
    {
        var (account, key) = (Changing(AnyAccount()), Pick(["env", "team"]));
        var value = random.Next(3) == 0 ? null : Pick(["prod", "test", "dev"]);
        if (value is null)
            account.Tags.Remove(key);
        else
            account.Tags[key] = value;
        aws.Server.Organization.TagAccount(account.Id, key, value);
        return Task.FromResult($"{account.Id} has {key}={value}");
    }

    private Task<string> IsSuspendedAsync()
    {
        var account = Changing(AnyAccount());
        account.IsActive = !account.IsActive;
        if (account.IsActive)
            doubtful.UnionWith(aws.Holdings().Where(holding => holding.Account == account.Id));
        aws.Server.Organization.SetAccountState(account.Id, account.IsActive ? "ACTIVE" : "SUSPENDED");
        return Task.FromResult($"{account.Id} is {(account.IsActive ? "active again" : "suspended")}");
    }

    private Task<string> LeavesAsync()
    {
        var account = Changing(AnyAccount());
        company.Accounts.Remove(account.Id);
        aws.Server.Organization.RemoveAccount(account.Id);
        return Task.FromResult($"{account.Id} leaves");
    }

    private async Task<string> LosesAGroupAsync()
    {
        var (name, id) = Pick([.. company.Groups]);
        await directory.DeleteGroupAsync(new() { IdentityStoreId = "d-99671a2b3c", GroupId = id });
        company.Groups.Remove(name);
        former.Groups.Add((name, id));
        return $"{name} is deleted";
    }

    // A name that was used before comes back with another id.
    private async Task<string> GainsAGroupAsync()
    {
        var missing = Enumerable.Range(1, 50).Select(i => $"Group {i}").Where(group => !company.Groups.ContainsKey(group)).ToList();
        if (missing.Count == 0)
            return "no group is missing";
        var name = Pick(missing);
        company.Groups[name] = (await directory.CreateGroupAsync(new() { IdentityStoreId = "d-99671a2b3c", DisplayName = name })).GroupId!;
        return $"{name} is created";
    }

    private async Task<string> RevokedByHandAsync()
    {
        var present = aws.Holdings().Where(holding => IsActive(holding.Account)).ToList();
        if (present.Count == 0)
            return "there is nothing to revoke";
        var holding = Pick(present);
        var (type, id) = Holder(holding);
        await InsistAsync(() => aws.Console.DeleteAccountAssignmentAsync(new()
        {
            InstanceArn = Organization.InstanceArn,
            PermissionSetArn = aws.SetArn(holding.Set),
            TargetId = holding.Account,
            TargetType = TargetType.AWS_ACCOUNT,
            PrincipalType = type,
            PrincipalId = id,
        }));
        foreign.Remove(holding);
        return $"{holding} is revoked by hand";
    }

    private async Task<string> GrantedByHandAsync()
    {
        var holding = new Holding(AnyAccount().Id, Pick([.. Company.ManagedSets, Company.UnmanagedSet]), $"GROUP {Pick([.. company.Groups.Values])}");
        if (!IsActive(holding.Account) || Wanted().Contains(holding))
            return "nothing is granted by hand";
        var (type, id) = Holder(holding);
        await InsistAsync(() => aws.Console.CreateAccountAssignmentAsync(new()
        {
            InstanceArn = Organization.InstanceArn,
            PermissionSetArn = aws.SetArn(holding.Set),
            TargetId = holding.Account,
            TargetType = TargetType.AWS_ACCOUNT,
            PrincipalType = type,
            PrincipalId = id,
        }));
        // Whoever grants by hand sees it through: a principal that is deleted at once would let it fail.
        await Eventually.TrueAsync(() => aws.Holdings().Contains(holding), $"{holding} is granted");
        foreign.Add(holding);
        return $"{holding} is granted by hand";
    }

    private Task<string> DeclaresAsync() => grants.Count < MostGrants ? PutAsync(AnyGrant($"grant-{++names}"), "declared") : WithdrawsAsync();

    private Task<string> EditsAsync() => grants.Count == 0 ? DeclaresAsync() : PutAsync(Edited(Pick([.. grants.Values])), "edited");

    private async Task<string> WithdrawsAsync()
    {
        if (grants.Count == 0)
            return "there is nothing to withdraw";
        var name = Pick([.. grants.Keys]);
        grants.Remove(name);
        await cluster.DeleteAsync(name);
        return $"{name} is withdrawn";
    }

    private async Task<string> PutAsync(Grant grant, string what)
    {
        grants[grant.Name] = grant;
        await cluster.ApplyAsync(grant.Name, grant.Spec());
        return $"{grant.Name} is {what}: {grant.Spec().ToJsonString()}";
    }

    private Grant AnyGrant(string name) => WithTargets(new Grant(name)
    {
        Set = Pick([.. Company.ManagedSets, Company.UnmanagedSet]),
        Groups = Some([.. company.Groups.Keys], 3),
        Users = random.Next(4) == 0 ? [random.Next(company.Users.Count)] : [],
        ExpiresAt = Expiry(),
    });

    private Grant Edited(Grant grant) => random.Next(4) switch
    {
        0 => grant with { Groups = Some([.. company.Groups.Keys], 3) },
        1 => grant with { Set = Pick([.. Company.ManagedSets, Company.UnmanagedSet]) },
        2 => grant with { ExpiresAt = Expiry() },
        _ => WithTargets(new Grant(grant.Name) { Set = grant.Set, Groups = grant.Groups, Users = grant.Users, ExpiresAt = grant.ExpiresAt }),
    };

    // Some end soon: before the next rest is over.
    private DateTimeOffset? Expiry() => random.Next(5) == 0 ? DateTimeOffset.FromUnixTimeSeconds(Now.ToUnixTimeSeconds() + random.Next(20, 120)) : null;

    private Grant WithTargets(Grant grant)
    {
        var excluded = random.Next(3) == 0 ? Pick(Company.Units) : null;
        return (random.Next(8) switch
        {
            0 or 1 => grant with { AccountIds = Some([.. company.Accounts.Keys], 8) },
            2 => grant with { AccountNames = Some([.. company.Accounts.Values.Select(account => account.Name)], 5) },
            3 or 4 => grant with { Units = [(Pick(Company.Units), random.Next(2) == 0, random.Next(3) > 0)] },
            5 or 6 => grant with { Environments = [Pick(["prod", "test", "dev"])] },
            _ => grant with { AllAccounts = true, Groups = [.. grant.Groups.Take(1)], Users = [] },
        }) with
        { ExcludedUnit = excluded, ExcludedIds = random.Next(4) == 0 ? Some([.. company.Accounts.Keys], 3) : [] };
    }

    // Somebody at the console tries again when AWS is busy with the same thing, or with too much.
    private static Task InsistAsync(Func<Task> call) => Eventually.TrueAsync(
        async () =>
        {
            try
            {
                await call();
                return true;
            }
            catch (AmazonSSOAdminException e) when (e is ConflictException or ThrottlingException)
            {
                return false;
            }
            catch (ResourceNotFoundException)
            {
                // Somebody was quicker.
                return true;
            }
        },
        "AWS takes what is done by hand");

    private static (PrincipalType Type, string Id) Holder(Holding holding) =>
        (holding.Holder.StartsWith("GROUP", StringComparison.Ordinal) ? PrincipalType.GROUP : PrincipalType.USER, holding.Holder.Split(' ')[1]);
}
