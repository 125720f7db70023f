using System.Text;
using LocalIdentityCenter;
using LocalIdentityCenter.Seeding;
using Operator.Tests.Harness;

namespace Operator.Tests.Security;

/// <summary>A company whose access is all declared in one folder of Git, and what becomes of it on its worst day.</summary>
/// <param name="Sets">Permission sets.</param>
/// <param name="Groups">Groups; each has each permission set in all its accounts, as one object.</param>
/// <param name="Accounts">Accounts, half of them in Workloads/Prod and half in Workloads/Dev.</param>
internal sealed record WorstDay(int Sets, int Groups, int Accounts)
{
    public const string Prod = "ou-test-prod0000";
    public const string Dev = "ou-test-dev00000";

    public int Assignments => Sets * Groups * Accounts;

    public IEnumerable<string> SetNames => Enumerable.Range(1, Sets).Select(i => $"set-{i}");

    public IEnumerable<string> ObjectNames => from set in SetNames from i in Enumerable.Range(1, Groups) select $"{set}-group-{i}";

    public IReadOnlyList<string> AccountIds => [.. Enumerable.Range(1, Accounts).Select(i => $"4{i:00000000000}")];

    public Seed Seed => Organization.Seed() with
    {
        Organization = new()
        {
            ManagementAccount = Organization.Management,
            RootId = Organization.Root,
            Accounts = [new() { Id = Organization.Management, Name = "management" }],
            Units = [new() { Name = "Workloads", Id = "ou-test-work0000", Units = [Unit("Prod", Prod, AccountIds.Take(Accounts / 2)), Unit("Dev", Dev, AccountIds.Skip(Accounts / 2))] }],
        },
        Groups = [.. Enumerable.Range(1, Groups).Select(i => new SeedGroup { Name = $"Group {i}" })],
        Users = [],
        PermissionSets = [],
        Assignments = [],
        Behaviour = new() { Latency = TimeSpan.FromMilliseconds(5), DeprovisionLatency = TimeSpan.FromMilliseconds(5) },
        Limits = Limits.None,
    };

    /// <summary>Everything that is declared, as a folder's files put together.</summary>
    /// <param name="targets">Targets of each object.</param>
    public string Yaml(string targets = "{organizationalUnits: [{path: Workloads}]}")
    {
        var text = new StringBuilder("apiVersion: identitycenter.dev/v1alpha1\nkind: IdentityCenter\nmetadata: {name: default}\nspec: {outstandingOperations: 100}\n");
        foreach (var set in SetNames)
        {
            text.Append($"---\napiVersion: identitycenter.dev/v1alpha1\nkind: PermissionSet\nmetadata: {{name: {set}}}\nspec: {{managedPolicies: [ReadOnlyAccess]}}\n");
            for (var i = 1; i <= Groups; i++)
            {
                text.Append($"---\napiVersion: identitycenter.dev/v1alpha1\nkind: AccountAssignment\nmetadata: {{name: {set}-group-{i}, namespace: {Cluster.TrustedNamespace}}}\n")
                    .Append($"spec: {{permissionSetRef: {{name: {set}}}, principals: [{{group: Group {i}}}], targets: {targets}}}\n");
            }
        }

        return text.ToString();
    }

    private static SeedUnit Unit(string name, string id, IEnumerable<string> accounts) =>
        new() { Name = name, Id = id, Accounts = [.. accounts.Select(account => new SeedAccount { Id = account, Name = $"a{account}" })] };
}
