using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;
using PrincipalType = IdentityCenterOperator.AccountAssignments.PrincipalType;

namespace IdentityCenterOperator.CommandLine.Access;

/// <summary>Answers who holds what in an account.</summary>
internal sealed class WhoCan(InstanceLocator instances, OrganizationDirectory organization, AccessReader reader, EverythingReader everything, PrincipalDirectory directory, Progress progress)
{
    /// <summary>The answer, by permission set and principal.</summary>
    /// <param name="account">Id or name of the account.</param>
    /// <param name="members">Whether to name the members of groups.</param>
    /// <param name="grants">The cluster's objects; null without a cluster.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="CommandException">There is no such account, or there are several.</exception>
    public async Task<Table> AnswerAsync(string account, bool members, Grants? grants, CancellationToken cancellationToken)
    {
        progress.Begin("Reading the organization");
        var instance = await instances.FindAsync(cancellationToken);
        var id = Find(account, (await organization.GetAsync(OrganizationParts.Accounts, cancellationToken)).Accounts);
        var pairs = (await reader.SetsInAsync(instance, id, cancellationToken)).ConvertAll(arn => new AssignmentScope.Pair(id, arn));
        var held = await everything.AssignmentsAsync(pairs, cancellationToken);
        var sets = await everything.SetNamesAsync(instance, held.Select(assignment => assignment.PermissionSetArn), cancellationToken);
        var names = await everything.NamesAsync(held.Select(assignment => assignment.Principal), cancellationToken);
        var known = await organization.GetAsync(grants?.Needs(held) ?? OrganizationParts.Accounts, cancellationToken);
        var rows = held.Select(assignment => new AccessRow(assignment, sets[assignment.PermissionSetArn], names[assignment.Principal], grants?.Of(assignment, known)) { IsDisabled = directory.IsDisabled(assignment.Principal) });
        var table = members ? MemberTable() : GroupTable();
        foreach (var row in rows.OrderBy(row => row.Set, StringComparer.Ordinal).ThenBy(row => row.Assignment.Principal.Kind).ThenBy(row => row.Holder, StringComparer.Ordinal))
            await AddAsync(table, row, members, instance, cancellationToken);
        return table;
    }

    private static Table GroupTable() => new(("PERMISSION SET", "permissionSet"), ("TYPE", "type"), ("PRINCIPAL", "principal"), ("GRANTED BY", "grantedBy"));

    private static Table MemberTable() => new(("PERMISSION SET", "permissionSet"), ("USER", "user"), ("VIA", "via"), ("GRANTED BY", "grantedBy"));

    private async Task AddAsync(Table table, AccessRow row, bool members, Instance instance, CancellationToken cancellationToken)
    {
        var principal = row.Assignment.Principal;
        if (!members)
            table.Add(row.Set, PrincipalType.Word(principal.Kind), row.Holder, row.GrantedBy);
        else if (principal.Kind is PrincipalKind.User || row.Name is null)
            table.Add(row.Set, principal.Kind is PrincipalKind.User ? row.Holder : null, principal.Kind is PrincipalKind.User ? "direct" : $"group {row.Holder}", row.GrantedBy);
        else
            await AddMembersAsync(table, row, instance, cancellationToken);
    }

    private async Task AddMembersAsync(Table table, AccessRow row, Instance instance, CancellationToken cancellationToken)
    {
        var users = (await reader.MembersAsync(instance, row.Assignment.Principal.Id, cancellationToken)).Select(id => new Principal(PrincipalKind.User, id)).ToList();
        var names = await Task.WhenAll(users.Select(async user => AccessRow.Words(user, (await directory.ExistsAsync(user, cancellationToken) as Fact<string>.Present)?.Value, directory.IsDisabled(user))));
        foreach (var name in names.Order(StringComparer.Ordinal))
            table.Add(row.Set, name, $"group {row.Holder}", row.GrantedBy);
        if (users.Count == 0)
            table.Add(row.Set, null, $"group {row.Holder}, which is empty", row.GrantedBy);
    }

    private static string Find(string account, IReadOnlyDictionary<string, AccountFacts> accounts)
    {
        if (accounts.ContainsKey(account))
            return account;
        return accounts.Values.Where(known => known.Name == account).Select(known => known.Id).Order(StringComparer.Ordinal).ToList() switch
        {
            [var only] => only,
            [] => throw new CommandException($"The organization has no account with the id or the name {Quoted.Text(account)}: correct it; names are case-sensitive."),
            var several => throw new CommandException($"{several.Count} accounts are named {Quoted.Text(account)}: give one of their ids, {string.Join(", ", several.Take(5))}."),
        };
    }
}
