using IdentityCenterOperator.Guarding;

namespace IdentityCenterOperator.IdentityCenter;

/// <summary>Settings in force, taken from <c>IdentityCenter/default</c> whenever it changes.</summary>
internal sealed class OperatorSettings
{
    private volatile Values values = new();

    /// <summary>The instance to manage; null where only one is visible.</summary>
    public string? InstanceArn => values.InstanceArn;

    /// <summary>Requests a second to sso-admin.</summary>
    public double RequestsPerSecond => values.RequestsPerSecond;

    /// <summary>Requests a second to identitystore.</summary>
    public double IdentityStoreRequestsPerSecond => values.IdentityStoreRequestsPerSecond;

    /// <summary>Requests a second to organizations.</summary>
    public double OrganizationsRequestsPerSecond => values.OrganizationsRequestsPerSecond;

    /// <summary>Asynchronous operations in flight at most.</summary>
    public int OutstandingOperations => values.OutstandingOperations;

    /// <summary>Time from one look at the whole instance to the next.</summary>
    public TimeSpan SweepInterval => values.SweepInterval;

    /// <summary>What may be taken away without an approval.</summary>
    public GuardLimits Guard => values.Guard;

    /// <summary>Whether attributes for access control are managed, and so are looked at.</summary>
    public bool ManagesAttributes => values.ManagesAttributes;

    /// <summary>Whether all assignments are to be known, also those of users whom nobody declared anything for.</summary>
    public bool SeesAllAssignments => values.SeesAllAssignments;

    /// <summary>Whether assignments that nobody declared are taken away.</summary>
    public bool RevokesUndeclared => values.RevokesUndeclared;

    /// <summary>All of them.</summary>
    public Values InForce => values;

    /// <summary>Raised after the settings changed.</summary>
    public event Action? Changed;

    /// <summary>Puts settings in force.</summary>
    public void Apply(Values next)
    {
        if (next != values)
        {
            values = next;
            Changed?.Invoke();
        }
    }

    /// <summary>The settings as a value; the defaults are those of the API reference.</summary>
    internal sealed record Values
    {
        /// <summary>The instance to manage; null where only one is visible.</summary>
        public string? InstanceArn { get; init; }

        /// <summary>Requests a second to sso-admin: AWS grants 20 to everybody together.</summary>
        public double RequestsPerSecond { get; init; } = 15;

        /// <summary>Requests a second to identitystore.</summary>
        public double IdentityStoreRequestsPerSecond { get; init; } = 10;

        /// <summary>Requests a second to organizations.</summary>
        public double OrganizationsRequestsPerSecond { get; init; } = 10;

        /// <summary>Asynchronous operations in flight at most: AWS allows 10.</summary>
        public int OutstandingOperations { get; init; } = 10;

        /// <summary>Time from one look at the whole instance to the next.</summary>
        public TimeSpan SweepInterval { get; init; } = TimeSpan.FromMinutes(15);

        /// <summary>What may be taken away without an approval.</summary>
        public GuardLimits Guard { get; init; } = new();

        /// <summary>Whether attributes for access control are managed, and so are looked at.</summary>
        public bool ManagesAttributes { get; init; }

        /// <summary>Whether all assignments are to be known, also those of users whom nobody declared anything for.</summary>
        public bool SeesAllAssignments { get; init; }

        /// <summary>Whether assignments that nobody declared are taken away.</summary>
        public bool RevokesUndeclared { get; init; }
    }
}
