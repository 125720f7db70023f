using System.Globalization;
using System.Text.RegularExpressions;
using LocalIdentityCenter;
using LocalIdentityCenter.Seeding;
using Operator.Tests.Harness;
using Testing;
using Xunit.Abstractions;
using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.Reliability;

/// <summary>What cannot succeed until somebody acts costs little, however long it stands: docs/performance.md says how much for each kind of it, and here it is counted.</summary>
public sealed partial class HopelessStories(ITestOutputHelper output) : Story
{
    private const string Elsewhere = "elsewhere";
    private const string Key = "arn:aws:kms:eu-central-1:100000000001:key/mrk-1234abcd12ab34cd56ef1234567890ab";
    private const string Missing = "99671a2b3c-77777777-2222-3333-4444-555555555555";
    private const string Shared = "all of these together, beside it";

    private static readonly TimeSpan _tenMinutes = TimeSpan.FromMinutes(10);

    private readonly List<Hopeless> _all = [];

    // Ten minutes of the operator are twenty seconds.
    private protected override double Speed => 30;

    private protected override Seed Seed
    {
        get
        {
            var seed = Organization.Seed();
            return seed with
            {
                Organization = seed.Organization with { Units = [.. seed.Organization.Units, new() { Name = "Hopeless", Accounts = [.. Enumerable.Range(0, 20).Select(i => new SeedAccount { Id = AccountOf(i), Name = $"h{i}" })] }] },
                Groups = [.. seed.Groups, .. Enumerable.Range(0, 20).Select(i => new SeedGroup { Id = GroupOf(i), Name = $"Hopeless {i:00}" })],
                Instance = seed.Instance! with { EncryptionKey = Key },
                Keys = [new() { Arn = Key, Replicas = ["eu-west-1"] }],
                Behaviour = seed.Behaviour with { DeprovisionLatency = TimeSpan.FromHours(24) },
            };
        }
    }

    [Fact]
    public async Task Each_kind_of_what_cannot_succeed_asks_AWS_no_more_than_is_documented()
    {
        await StartOperatorAsync();
        await PrepareAsync();
        _all.AddRange([.. Sets(), .. Assignments(), .. Others()]);
        await RestsAsync();
        var mark = Aws.Mark;
        foreach (var each in _all)
            await (each.Spec is { } spec ? each.Of.ApplyAsync(each.Name, spec) : each.Of.DeleteAsync(each.Name));
        var end = Time.GetUtcNow() + _tenMinutes;
        foreach (var each in _all)
            await each.Of.ReasonAsync(each.Name, each.Reason);
        await Until(() => Task.FromResult(Time.GetUtcNow() > end), "ten minutes have passed");
        var counted = await CountAsync(mark);
        output.WriteLine(string.Join('\n', counted.Select(line => $"| {line.Key} | `{_all.Find(each => each.What == line.Key)?.Reason ?? "-"}` | {line.Value} |")));
        var documented = Documented();
        Assert.Equal(documented.Keys.Order(StringComparer.Ordinal), counted.Keys.Order(StringComparer.Ordinal));
        Assert.All(counted, line => Assert.True(line.Value <= documented[line.Key].Most, $"{line.Key}: {line.Value} requests in ten minutes, and {documented[line.Key].Most} are documented"));
        Assert.All(_all, each => Assert.Equal(each.Reason, documented[each.What].Reason));
        // One may just be tried again.
        foreach (var each in _all)
            await each.Of.ReasonAsync(each.Name, each.Reason);
    }

    // What has to be there before it can go wrong.
    private async Task PrepareAsync()
    {
        await Cluster.NamespaceAsync(Elsewhere);
        await Cluster.ApplyAsync("reader", "{}");
        await Cluster.ReadyAsync("reader");
        await AssignedAsync("p-missing", AccountOf(16));
        await AssignedAsync("p-provisioning", AccountOf(17));
        await AssignedAsync("p-held", AccountOf(18));
        await AssignedAsync("p-left", AccountOf(19));
        await Aws.Access.RevokeAsync((await Aws.ArnAsync("p-left"))!, AccountOf(19), Organization.Group);
        await Aws.CreateAsync("p-there", "made by hand");
        await Aws.CreateAsync("p-other", null, null, ("identitycenter.dev/cluster", "another"), ("identitycenter.dev/uid", "another"));
        await Cluster.Assignments.ApplyAsync("a-revocation", Grant(0));
        await Cluster.Assignments.ReadyAsync("a-revocation");
        Refuse("CreatePermissionSet", "\"p-creation\"", "ValidationException");
        Refuse("CreatePermissionSet", "\"p-denied\"", "AccessDeniedException");
        Refuse("CreatePermissionSet", "\"p-quota\"", "ServiceQuotaExceededException");
        Aws.Fault(FaultKind.FailOperation, "ProvisionPermissionSet", containing: await Aws.ArnAsync("p-provisioning"), message: "Received a 400 status error: The policy is malformed.");
        Refuse("DeleteAccountAssignment", AccountOf(0), "AccessDeniedException");
        Refuse("CreateAccountAssignment", AccountOf(1), "AccessDeniedException");
        Refuse("CreateAccountAssignment", AccountOf(2), "ServiceQuotaExceededException");
        Refuse("CreateAccountAssignment", Management, "AccessDeniedException");
        Aws.Fault(FaultKind.FailOperation, "CreateAccountAssignment", containing: AccountOf(3), message: "The quota of roles is used up.");
        Refuse("GetGroupId", "corp.example.com", "UnknownOperationException");
        Refuse("AddRegion", "eu-west-1", "ValidationException");
        Refuse("*InstanceAccessControlAttributeConfiguration", "Source", "ValidationException");
    }

    private async Task AssignedAsync(string name, string account)
    {
        await Cluster.ApplyAsync(name, "{managedPolicies: [ReadOnlyAccess]}");
        var arn = (await Cluster.ReadyAsync(name)).Status.Arn!;
        await Aws.Access.GrantAsync(arn, account, Organization.Group);
        await Cluster.AnnotateAsync(name, "identitycenter.dev/reconcile-at", "assigned");
        await Cluster.UntilAsync(name, seen => seen.IsReady && seen.Status.Propagation?.Accounts == 1, "knows its account");
    }

    private IEnumerable<Hopeless> Sets()
    {
        yield return Set("p-grammar", "InvalidSpec", "an inline policy that IAM would refuse", "{inlinePolicy: {Version: \"2012-10-17\", Statement: [{Effect: Allow, Action: \"ec2::Describe*\", Resource: \"*\"}]}}");
        yield return Set("p-managed", "InvalidSpec", "a managed policy that does not exist", "{managedPolicies: [NoSuchPolicy]}");
        yield return Set("p-boundary", "InvalidSpec", "a boundary that does not exist", "{managedPolicies: [ReadOnlyAccess], permissionsBoundary: {managedPolicy: ViewOnlyAccess}}");
        yield return Set("p-missing", "MissingCustomerManagedPolicy", "a customer-managed policy that an account lacks", "{customerManagedPolicies: [{name: nobody-has-it}]}");
        yield return Set("p-provisioning", "ProvisioningFailed", "a change that AWS cannot bring to an account", "{managedPolicies: [SecurityAudit]}");
        yield return Set("p-there", "AlreadyExists", "a permission set of that name that differs", "{description: Reads}");
        yield return Set("p-other", "AlreadyManaged", "a permission set of that name that another cluster owns", "{description: Reads}");
        yield return Set("p-creation", "InvalidSpec", "a value that AWS refuses at the creation", "{description: Reads}");
        yield return Set("p-denied", "AccessDenied", "a creation that AWS denies", "{description: Reads}");
        yield return Set("p-quota", "QuotaExceeded", "a creation beyond a quota", "{description: Reads}");
        yield return Set("p-held", "StillAssigned", "a deletion while somebody holds it", null);
        yield return Set("p-left", "DeletionBlocked", "a deletion where AWS keeps it in an account", null);
    }

    private IEnumerable<Hopeless> Assignments()
    {
        yield return Access("a-revocation", "AccessDenied", "a revocation that AWS denies, at the deletion", null, 0);
        yield return Access("a-denied", "AccessDenied", "an assignment that AWS denies", Grant(1), 1);
        yield return Access("a-quota", "QuotaExceeded", "an assignment beyond a quota", Grant(2), 2);
        yield return Access("a-fails", "AssignmentFailed", "an assignment that AWS cannot make", Grant(3), 3);
        yield return Access("a-management", "ManagementAccountUnreachable", "an assignment in the management account, out of reach", Grant(4, account: Management), 4) with { Tokens = [Management, GroupOf(4)] };
        yield return Access("a-group", "PrincipalNotFound", "a group that does not exist", Grant(5, "{group: Nobody Here}"), 5, "Nobody Here");
        yield return Access("a-directory", "PrincipalNotFound", "a group that does not exist, where no look-up by name is served", Grant(6, "{group: \"Nobody@corp.example.com\"}"), 6, "corp.example.com");
        yield return Access("a-id", "PrincipalNotFound", "a group whose id does not exist", Grant(7, $"{{groupId: \"{Missing}\"}}"), 7, Missing);
        yield return Access("a-user", "PrincipalNotFound", "a user who does not exist", Grant(8, "{user: nobody@example.com}"), 8, "nobody@example.com");
        yield return Access("a-account", "AccountNotFound", "an account that is not in the organization", Grant(9, account: "999999999999"), 9, "999999999999");
        yield return Access("a-unit", "AccountNotFound", "an organizational unit that does not exist", Grant(10).Replace($"accounts: [\"{AccountOf(10)}\"]", "organizationalUnits: [{path: Nowhere}]", StringComparison.Ordinal), 10);
        yield return Access("a-set", "PermissionSetNotFound", "a PermissionSet that does not exist", Grant(11, set: "permissionSetRef: {name: nothing}"), 11);
        yield return Access("a-name", "PermissionSetNotFound", "the name of a permission set that does not exist", Grant(12, set: "permissionSetName: Nothing"), 12);
        yield return Access("a-waits", "PermissionSetNotReady", "a PermissionSet that is not Ready", Grant(13, set: "permissionSetRef: {name: p-creation}"), 13);
        yield return Access("a-namespace", "NamespaceNotAllowed", "a namespace that may not use the PermissionSet", Grant(14), 14) with { Of = Cluster.AssignmentsIn(Elsewhere) };
    }

    private IEnumerable<Hopeless> Others()
    {
        yield return new("ReplicaRegion: a Region that is the primary one", "PrimaryRegion", Cluster.Regions, "eu-central-1", "{}", ["\"eu-central-1\""]);
        yield return new("ReplicaRegion: a Region that AWS does not replicate to", "RegionNotSupported", Cluster.Regions, "eu-south-1", "{}", ["eu-south-1"]);
        yield return new("ReplicaRegion: a Region without a replica of the key", "ReplicaKeyNotReady", Cluster.Regions, "us-west-2", "{}", ["us-west-2"]);
        yield return new("ReplicaRegion: a Region that AWS refuses", "RegionRefused", Cluster.Regions, "eu-west-1", "{}", ["eu-west-1"]);
        yield return new("IdentityCenter: attributes for access control that AWS refuses", "InvalidSpec", Cluster.Instances, "default", "{attributes: [{key: team, source: \"${path:userType}\"}]}", ["\"AccessControlAttributes\""]);
    }

    private Hopeless Set(string name, string reason, string what, string? spec) => new($"PermissionSet: {what}", reason, Cluster.Sets, name, spec, [$"\"{name}\""]);

    // What is asked for it names its account, its group or what does not exist.
    private Hopeless Access(string name, string reason, string what, string? spec, int number, params string[] tokens) =>
        new($"AccountAssignment: {what}", reason, Cluster.Assignments, name, spec, [AccountOf(number), GroupOf(number), .. tokens]);

    private static string Grant(int number, string? principal = null, string? account = null, string set = "permissionSetRef: {name: reader}") =>
        $"{{{set}, principals: [{principal ?? $"{{group: Hopeless {number:00}}}"}], targets: {{accounts: [\"{account ?? AccountOf(number)}\"]}}}}";

    private async Task<Dictionary<string, int>> CountAsync(long mark)
    {
        var calls = Aws.Server.Calls.Since(mark).Where(call => call.AccessKeyId == "AKIAOPERATOR").ToList();
        var counted = new Dictionary<string, int>(StringComparer.Ordinal);
        var attributed = new HashSet<long>();
        foreach (var each in _all)
        {
            var tokens = each.Of == Cluster.Sets && await Aws.ArnAsync(each.Name) is { } arn ? [.. each.Tokens, arn] : each.Tokens;
            var own = calls.Where(call => tokens.Any(token => call.Body.Contains(token, StringComparison.Ordinal))).ToList();
            counted.Add(each.What, own.Count);
            attributed.UnionWith(own.Select(call => call.Id));
            output.WriteLine($"{each.Name}: {string.Join(' ', own.CountBy(call => call.Operation).Select(line => $"{line.Key}={line.Value}"))}");
        }

        var others = calls.Where(call => !attributed.Contains(call.Id)).ToList();
        output.WriteLine($"others: {string.Join(' ', others.CountBy(call => call.Operation).Select(line => $"{line.Key}={line.Value}"))}");
        counted.Add(Shared, others.Count);
        return counted;
    }

    // The table of the section: what it is, what it is told as, the most requests.
    private static Dictionary<string, (string Reason, int Most)> Documented() =>
        File.ReadAllText(Repository.At("docs", "performance.md")).Split("## What cannot succeed")[1].Split("\n## ")[0].Split('\n').Select(line => Row().Match(line)).Where(row => row.Success)
            .ToDictionary(row => row.Groups[1].Value, row => (row.Groups[2].Value, int.Parse(row.Groups[3].Value, CultureInfo.InvariantCulture)), StringComparer.Ordinal);

    private void Refuse(string operation, string containing, string code) =>
        Aws.Server.Faults.Add(new() { Kind = FaultKind.Error, Operation = operation, Code = code, Status = 400, Message = "No.", Containing = containing, AccessKeyId = "AKIAOPERATOR" });

    private static string AccountOf(int number) => $"4100000000{number:00}";

    private static string GroupOf(int number) => $"99671a2b3c-000000{number:00}-2222-3333-4444-555555555555";

    [GeneratedRegex(@"^\| ([^|]+) \| `?([^|`]*)`? \| ([0-9]+) \|$")]
    private static partial Regex Row();

    /// <summary>An object that cannot succeed.</summary>
    /// <param name="What">What is wrong with it, as the documentation says.</param>
    /// <param name="Reason">What it is told as.</param>
    /// <param name="Of">The objects of its kind.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Spec">What it is given; null for its deletion.</param>
    /// <param name="Tokens">A request is for it if its body has one of these.</param>
    private sealed record Hopeless(string What, string Reason, Objects Of, string Name, string? Spec, IReadOnlyList<string> Tokens);
}
