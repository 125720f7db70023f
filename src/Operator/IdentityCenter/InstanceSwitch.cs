namespace IdentityCenterOperator.IdentityCenter;

/// <summary>Begins anew when another instance takes the place of the one that was managed: nothing of the one is ever looked up in the other.</summary>
internal sealed class InstanceSwitch(
    InstanceLocator instances, FactStore facts, AssignmentReader assignments, PrincipalDirectory directory, OrganizationDirectory organization, OperationTracker operations, SteadyClock time)
{
    /// <summary>Follows the locator from now on. To be called once, before anything runs.</summary>
    public void Follow() => instances.Switched += BeginAnew;

    private void BeginAnew()
    {
        facts.Clear(time.GetUtcNow());
        assignments.Reset();
        directory.Reset();
        organization.Reset();
        operations.Abandon();
    }
}
