namespace IdentityCenterOperator.IdentityCenter;

/// <summary>The values that are read when metrics are scraped.</summary>
internal static class DoorGauges
{
    // AWS's published defaults (IAM Identity Center quotas); raised ones cannot be read with any API of IAM Identity Center.
    private const int PermissionSets = 3500;
    private const int PermissionSetsPerAccount = 500;
    private const int PoliciesPerPermissionSet = 20;

    /// <summary>Adds the gauges of the door.</summary>
    public static void Add(DoorMetrics metrics, RequestBudgets budgets, OperationSlots slots, FactStore facts, OrganizationDirectory organization, TimeProvider time)
    {
        metrics.Gauge("identitycenter_budget_available", "Requests that could be made at once, by service.", "service", () => budgets.All.Select(s => (s.Service, s.Budget.Available)));
        metrics.Gauge("identitycenter_budget_rate", "Requests a second granted at present, by service.", "service", () => budgets.All.Select(s => (s.Service, s.Budget.Rate)));
        metrics.Gauge("identitycenter_budget_waiting", "Calls that wait for the budget, by service.", "service", () => budgets.All.Select(s => (s.Service, (double)s.Budget.Waiting)));
        metrics.Gauge("identitycenter_operations_in_flight", "Asynchronous operations in flight, ours and others'.", "owner", () => [("self", slots.Own), ("others", slots.Others)]);
        metrics.Gauge("identitycenter_operations_waiting", "Asynchronous operations that wait for a slot.", "owner", () => [("self", slots.Waiting)]);
        metrics.Gauge("identitycenter_fact_age_seconds", "Age of the oldest fact, by kind.", "kind", () => Ages(facts, organization, time.GetUtcNow()));
        metrics.Gauge("identitycenter_quota_used", "How much of a quota is used.", "quota", () => Used(slots, facts));
        metrics.Gauge("identitycenter_quota_limit", "How much of it there is, by AWS's published default.", "quota", () => Limits(slots));
    }

    private static IEnumerable<(string, double)> Ages(FactStore facts, OrganizationDirectory organization, DateTimeOffset now)
    {
        IEnumerable<(string Kind, DateTimeOffset ReadAt)> accounts = organization.Current is { } known ? [("Account", known.ReadAt)] : [];
        return facts.Oldest.Concat(accounts).Select(kind => (kind.Kind, (now - kind.ReadAt).TotalSeconds));
    }

    private static IEnumerable<(string, double)> Used(OperationSlots slots, FactStore facts)
    {
        var sets = facts.PermissionSets.Select(fact => fact.Value).ToList();
        var accounts = sets.SelectMany(set => set.CurrentAccounts.Concat(set.OutdatedAccounts));
        yield return ("permission_sets", sets.Count);
        yield return ("permission_sets_per_account", accounts.CountBy(account => account).Select(count => count.Value).DefaultIfEmpty().Max());
        yield return ("policies_per_permission_set", sets.Select(set => set.ManagedPolicies.Count + set.CustomerManagedPolicies.Count).DefaultIfEmpty().Max());
        yield return ("outstanding_operations", slots.Own + slots.Others);
    }

    private static IEnumerable<(string, double)> Limits(OperationSlots slots) =>
    [
        ("permission_sets", PermissionSets),
        ("permission_sets_per_account", PermissionSetsPerAccount),
        ("policies_per_permission_set", PoliciesPerPermissionSet),
        ("outstanding_operations", slots.Limit),
    ];
}
