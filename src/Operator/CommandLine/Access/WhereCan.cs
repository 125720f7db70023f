using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;
using PrincipalType = IdentityCenterOperator.AccountAssignments.PrincipalType;

namespace IdentityCenterOperator.CommandLine.Access;

/// <summary>Answers what a user or a group holds where; a user also through groups.</summary>
internal sealed class WhereCan(
    InstanceLocator instances, OrganizationDirectory organization, AccessReader reader, EverythingReader everything, AssignmentReader assignments, PrincipalDirectory directory, FactStore facts, Progress progress)
{
    /// <summary>The answer, by account and permission set.</summary>
    /// <param name="principal"><c>group:NAME</c>, <c>user:NAME</c> or an id.</param>
    /// <param name="grants">The cluster's objects; null without a cluster.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="CommandException">There is no such principal.</exception>
    public async Task<Table> AnswerAsync(string principal, Grants? grants, CancellationToken cancellationToken)
    {
        progress.Begin("Looking for the principal");
        var instance = await instances.FindAsync(cancellationToken);
        var who = await FindAsync(principal, cancellationToken);
        var groups = who.Kind is PrincipalKind.User ? (await reader.GroupsOfAsync(instance, who.Id, cancellationToken)).Select(id => new Principal(PrincipalKind.Group, id)).ToList() : [];
        var held = await HeldAsync(instance, [who, .. groups], cancellationToken);
        var sets = await everything.SetNamesAsync(instance, held.Select(assignment => assignment.PermissionSetArn), cancellationToken);
        var names = await everything.NamesAsync(held.Select(assignment => assignment.Principal), cancellationToken);
        var known = await organization.GetAsync(grants?.Needs(held) ?? OrganizationParts.Accounts, cancellationToken);
        var table = new Table(("ACCOUNT", "account"), ("NAME", "accountName"), ("PERMISSION SET", "permissionSet"), ("VIA", "via"), ("GRANTED BY", "grantedBy"));
        var rows = held.Select(assignment => new AccessRow(assignment, sets[assignment.PermissionSetArn], names[assignment.Principal], grants?.Of(assignment, known)));
        foreach (var row in rows.OrderBy(row => row.Assignment.AccountId, StringComparer.Ordinal).ThenBy(row => row.Set, StringComparer.Ordinal).ThenBy(row => row.Holder, StringComparer.Ordinal))
            table.Add(row.Assignment.AccountId, known.Accounts.GetValueOrDefault(row.Assignment.AccountId)?.Name, row.Set, row.Assignment.Principal == who ? "direct" : $"group {row.Holder}", row.GrantedBy);
        return table;
    }

    // One list each where AWS lets the caller; else all there is has to be read.
    private async Task<IReadOnlyCollection<Assignment>> HeldAsync(Instance instance, IReadOnlyCollection<Principal> holders, CancellationToken cancellationToken)
    {
        progress.Begin("Reading assignments");
        foreach (var holder in holders)
        {
            if (!await assignments.TryHolderAsync(holder, CallPriority.Edit, cancellationToken))
                return [.. (await everything.AssignmentsAsync(await everything.SetsAsync(instance, cancellationToken), cancellationToken)).Where(assignment => holders.Contains(assignment.Principal))];
        }

        return [.. holders.SelectMany(holder => facts.Assignments.Of(new AssignmentScope.Holder(holder)) is Fact<IReadOnlySet<Assignment>>.Present list ? list.Value : (IEnumerable<Assignment>)[])];
    }

    private async Task<Principal> FindAsync(string text, CancellationToken cancellationToken) => text.Split(':', 2) switch
    {
        ["group", { Length: > 0 } name] => await NamedAsync(new(PrincipalKind.Group, name), cancellationToken),
        ["user", { Length: > 0 } name] => await NamedAsync(new(PrincipalKind.User, name), cancellationToken),
        _ => await WithIdAsync(text, cancellationToken),
    };

    private async Task<Principal> NamedAsync(PrincipalName name, CancellationToken cancellationToken) => await directory.FindAsync(name, cancellationToken) is Fact<string>.Present found
        ? new(name.Kind, found.Value)
        : throw new CommandException($"The identity store has no {PrincipalType.Word(name.Kind)} {Quoted.Text(name.Name)}: correct the name, which is a group's display name or a user's user name.{(directory.NearTo(name) is { } near ? $" {near}" : "")}");

    private async Task<Principal> WithIdAsync(string id, CancellationToken cancellationToken)
    {
        if (!Ids.IsPrincipal(id))
            throw new CommandException($"{Quoted.Text(id)} is no principal: write group:NAME, user:NAME, or an id of the identity store.");
        foreach (var principal in new[] { new Principal(PrincipalKind.Group, id), new Principal(PrincipalKind.User, id) })
        {
            if (await directory.ExistsAsync(principal, cancellationToken) is Fact<string>.Present)
                return principal;
        }

        throw new CommandException($"The identity store has neither a group nor a user with the id {id}.");
    }
}
