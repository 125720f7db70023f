namespace IdentityCenterOperator.IdentityCenter;

/// <summary>The values that are read when metrics are scraped.</summary>
internal static class DoorGauges
{
    /// <summary>Adds the gauges of the door.</summary>
    public static void Add(DoorMetrics metrics, RequestBudgets budgets, OperationSlots slots, FactStore facts, OrganizationDirectory organization, TimeProvider time)
    {
        metrics.Gauge("identitycenter_budget_available", "Requests that could be made at once, by service.", "service", () => budgets.All.Select(s => (s.Service, s.Budget.Available)));
        metrics.Gauge("identitycenter_budget_rate", "Requests a second granted at present, by service.", "service", () => budgets.All.Select(s => (s.Service, s.Budget.Rate)));
        metrics.Gauge("identitycenter_budget_waiting", "Calls that wait for the budget, by service.", "service", () => budgets.All.Select(s => (s.Service, (double)s.Budget.Waiting)));
        metrics.Gauge("identitycenter_operations_in_flight", "Asynchronous operations in flight, ours and others'.", "owner", () => [("self", slots.Own), ("others", slots.Others)]);
        metrics.Gauge("identitycenter_operations_waiting", "Asynchronous operations that wait for a slot.", "owner", () => [("self", slots.Waiting)]);
        metrics.Gauge("identitycenter_fact_age_seconds", "Age of the oldest fact, by kind.", "kind", () => Ages(facts, organization, time.GetUtcNow()));
        metrics.Gauge("identitycenter_quota_used", "How much of a quota is used.", "quota", () => Quotas(slots, facts).Select(quota => (quota.Name, (double)quota.Used)));
        metrics.Gauge("identitycenter_quota_limit", "How much of it there is, by AWS's published default.", "quota", () => Quotas(slots, facts).Select(quota => (quota.Name, (double)quota.Limit)));
    }

    private static IEnumerable<(string, double)> Ages(FactStore facts, OrganizationDirectory organization, DateTimeOffset now)
    {
        IEnumerable<(string Kind, DateTimeOffset ReadAt)> accounts = organization.Current is { } known ? [("Account", known.ReadAt)] : [];
        return facts.Oldest.Concat(accounts).Select(kind => (kind.Kind, (now - kind.ReadAt).TotalSeconds));
    }

    private static IEnumerable<Quota> Quotas(OperationSlots slots, FactStore facts) =>
        Quota.Of([.. facts.PermissionSets.Select(fact => fact.Value)]).Append(new("outstanding_operations", slots.Own + slots.Others, slots.Limit));
}
