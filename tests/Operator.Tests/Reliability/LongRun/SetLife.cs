using Operator.Tests.Reliability.Faults;

namespace Operator.Tests.Reliability.LongRun;

/// <summary>PermissionSets that come, change in either place, and go; and what AWS shall have of them.</summary>
internal sealed class SetLife(ISides sides, Random random)
{
    private const int MostSets = 6;

    private static readonly string[] Policies = ["ReadOnlyAccess", "SecurityAudit", "PowerUserAccess"];

    private readonly SortedDictionary<string, Wish> _wishes = new(StringComparer.Ordinal);
    private int _names;

    public Task<string> GoOnAsync() => random.Next(4) switch
    {
        0 when _wishes.Count < MostSets => ApplyAsync($"set-{++_names}"),
        _ when _wishes.Count == 0 => ApplyAsync($"set-{++_names}"),
        1 => WithdrawAsync(),
        2 => ChangeByHandAsync(),
        _ => ApplyAsync(Any()),
    };

    /// <summary>What AWS or an object is not as declared; null when all is.</summary>
    public async Task<string?> WrongAsync()
    {
        var names = await sides.Aws.NamesAsync();
        if (names.FirstOrDefault(name => name.StartsWith("set-", StringComparison.Ordinal) && !_wishes.ContainsKey(name)) is { } left)
            return $"AWS still has {left}";
        foreach (var (name, wish) in _wishes)
        {
            if (await sides.Cluster.FindAsync(name) is not { IsReady: true } || await sides.Aws.FindAsync(name) is not { } set)
                return $"{name} is not Ready";
            if ((set.Description, set.ManagedPolicies, set.Tags) != (wish.Description, wish.Arns, $"turn={wish.Turn}"))
                return $"AWS has {set} and not {wish}";
        }

        return null;
    }

    private string Any() => _wishes.Keys.ElementAt(random.Next(_wishes.Count));

    private async Task<string> ApplyAsync(string name)
    {
        var wish = _wishes[name] = new($"Turn {random.Next(1000)}", [.. Policies.Where(_ => random.Next(2) == 0)], random.Next(100));
        await Person.InsistsAsync(() => sides.Cluster.ApplyAsync(name, $"{{description: {wish.Description}, managedPolicies: [{string.Join(", ", wish.Policies)}], tags: {{turn: \"{wish.Turn}\"}}}}"));
        return $"{name} is declared as {wish}";
    }

    private async Task<string> WithdrawAsync()
    {
        var name = Any();
        _wishes.Remove(name);
        await Person.InsistsAsync(() => sides.Cluster.DeleteAsync(name));
        return $"{name} is withdrawn";
    }

    // What the operator is at at this moment may be in the way; then it was not done.
    private async Task<string> ChangeByHandAsync()
    {
        var (name, policy) = (Any(), Policies[random.Next(Policies.Length)]);
        if (await sides.Aws.FindAsync(name) is not { } set)
            return $"{name} is not there to be changed";
        try
        {
            await (set.ManagedPolicies.Contains(policy, StringComparison.Ordinal) ? sides.Aws.DetachAsync(set.Arn, policy) : sides.Aws.AttachAsync(set.Arn, policy));
            return $"{policy} of {name} is changed by hand";
        }
        catch (Amazon.SSOAdmin.AmazonSSOAdminException e)
        {
            return $"{policy} of {name} could not be changed by hand: {e.Message}";
        }
    }

    private sealed record Wish(string Description, IReadOnlyList<string> Policies, int Turn)
    {
        public string Arns => string.Join(" ", Policies.Select(policy => $"arn:aws:iam::aws:policy/{policy}").Order(StringComparer.Ordinal));
    }
}
