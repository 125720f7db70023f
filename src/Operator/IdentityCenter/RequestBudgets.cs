namespace IdentityCenterOperator.IdentityCenter;

/// <summary>One budget a service, since AWS counts each service's requests apart.</summary>
internal sealed class RequestBudgets : IDisposable
{
    /// <summary>Creates full budgets, and keeps each at the rate that the settings say.</summary>
    public RequestBudgets(OperatorSettings settings, TimeProvider time)
    {
        SsoAdmin = new(settings.RequestsPerSecond, time);
        IdentityStore = new(settings.IdentityStoreRequestsPerSecond, time);
        Organizations = new(settings.OrganizationsRequestsPerSecond, time);
        settings.Changed += () =>
        {
            SsoAdmin.SetLimit(settings.RequestsPerSecond);
            IdentityStore.SetLimit(settings.IdentityStoreRequestsPerSecond);
            Organizations.SetLimit(settings.OrganizationsRequestsPerSecond);
        };
    }

    /// <summary>Of sso-admin.</summary>
    public RequestBudget SsoAdmin { get; }

    /// <summary>Of identitystore.</summary>
    public RequestBudget IdentityStore { get; }

    /// <summary>Of organizations.</summary>
    public RequestBudget Organizations { get; }

    /// <summary>All of them by the name of the service.</summary>
    public IEnumerable<(string Service, RequestBudget Budget)> All => [("sso-admin", SsoAdmin), ("identitystore", IdentityStore), ("organizations", Organizations)];

    /// <summary>Requests that the sweep has made so far.</summary>
    public long Swept => All.Sum(service => service.Budget.Granted(CallPriority.Sweep));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, budget) in All)
        {
            budget.Dispose();
        }
    }
}
