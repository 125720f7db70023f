using Amazon.IdentityStore;
using Amazon.KeyManagementService;
using Amazon.Organizations;
using Amazon.Runtime;
using Amazon.SSOAdmin;
using Amazon.SSOAdmin.Model;
using IdentityCenterOperator.ReplicaRegions;
using LocalIdentityCenter;
using LocalIdentityCenter.Seeding;
using Testing;

namespace Operator.Tests.Harness;

/// <summary>The local Identity Center, what the operator asked of it, and somebody with the console open.</summary>
internal sealed class Aws : IAsyncDisposable
{
    private const string OperatorKey = "AKIAOPERATOR";

    private readonly List<AmazonSSOAdminClient> _clients = [];

    private Aws(LocalIdentityCenterServer server)
    {
        Server = server;
        Console = Client("AKIACONSOLE", null);
        Access = new(Console);
        People = new(server.Endpoint);
    }

    public LocalIdentityCenterServer Server { get; }

    /// <summary>Somebody else, whose calls are not counted.</summary>
    public AmazonSSOAdminClient Console { get; }

    /// <summary>Who holds what, by hand.</summary>
    public Access Access { get; }

    /// <summary>Users and groups, by hand.</summary>
    public People People { get; }

    /// <summary>A place in the record of calls.</summary>
    public long Mark => Server.Calls.Count;

    /// <summary>How long the operator's clients wait for an answer, on the real clock. To be set before they are made.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Starts one.</summary>
    /// <param name="seed">What it begins with; a small organization by default.</param>
    /// <param name="random">Decides which calls of a share go wrong.</param>
    /// <param name="timeout">See <see cref="Timeout"/>.</param>
    public static async Task<Aws> StartAsync(Seed? seed = null, Random? random = null, TimeSpan? timeout = null) =>
        new(await LocalIdentityCenterServer.StartAsync(seed ?? Organization.Seed(), new() { CheckAnswers = true, Random = random ?? Random.Shared }))
        {
            Timeout = timeout ?? TimeSpan.FromSeconds(20),
        };

    /// <summary>The operator's client: the SDK's own pipeline, over this line.</summary>
    public IAmazonSSOAdmin ForOperator(AwsLine line) => Client(OperatorKey, line);

    /// <summary>Names of the operations that the operator called since a mark, in order.</summary>
    public IReadOnlyList<string> CallsSince(long mark) => [.. OfOperator(mark).Select(call => call.Operation)];

    /// <summary>Those that can have changed something.</summary>
    public IReadOnlyList<string> WritesSince(long mark) => [.. OfOperator(mark).Where(call => call.IsWrite).Select(call => call.Operation)];

    /// <summary>The bodies of the operator's calls of an operation since a mark, in order.</summary>
    public IReadOnlyList<string> BodiesSince(long mark, string operation) => [.. OfOperator(mark).Where(call => call.Operation == operation).Select(call => call.Body)];

    /// <summary>Whatever the operator called since the start, by name.</summary>
    public int Count(string operation) => CallsSince(0).Count(name => name == operation);

    public void Fault(FaultKind kind, string operation, int? times = null, string? containing = null, string? message = null) =>
        Server.Faults.Add(new() { Kind = kind, Operation = operation, Times = times, Containing = containing, AccessKeyId = OperatorKey, Message = message });

    /// <summary>Names of all permission sets.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync() => [.. (await DescribeAllAsync()).Select(set => set.Name!).Order(StringComparer.Ordinal)];

    /// <summary>The ARN of the one set of this name; null when there is none.</summary>
    public async Task<string?> ArnAsync(string name) => (await DescribeAllAsync()).SingleOrDefault(set => set.Name == name)?.PermissionSetArn;

    /// <summary>The one set of this name with all its parts; null when there is none.</summary>
    public async Task<AwsSet?> FindAsync(string name)
    {
        if ((await DescribeAllAsync()).SingleOrDefault(set => set.Name == name) is not { PermissionSetArn: { } arn } set)
            return null;
        try
        {
            return await FindAsync(set, arn);
        }
        catch (ResourceNotFoundException)
        {
            // Deleted meanwhile.
            return null;
        }
    }

    private async Task<AwsSet> FindAsync(PermissionSet set, string arn)
    {
        var tags = (await Console.ListTagsForResourceAsync(new() { InstanceArn = Organization.InstanceArn, ResourceArn = arn })).Tags ?? [];
        var managed = await Console.ListManagedPoliciesInPermissionSetAsync(new() { InstanceArn = Organization.InstanceArn, PermissionSetArn = arn });
        var customer = await Console.ListCustomerManagedPolicyReferencesInPermissionSetAsync(new() { InstanceArn = Organization.InstanceArn, PermissionSetArn = arn });
        var inline = await Console.GetInlinePolicyForPermissionSetAsync(new() { InstanceArn = Organization.InstanceArn, PermissionSetArn = arn });
        return new()
        {
            Arn = arn,
            Description = set.Description,
            SessionDuration = set.SessionDuration,
            RelayState = set.RelayState,
            ManagedPolicies = Joined(managed.AttachedManagedPolicies?.Select(policy => policy.Arn!)),
            CustomerManagedPolicies = Joined(customer.CustomerManagedPolicyReferences?.Select(policy => policy.Path + policy.Name)),
            InlinePolicy = inline.InlinePolicy ?? "",
            Boundary = await BoundaryAsync(arn),
            Tags = Joined(tags.Where(tag => !IsOwners(tag)).Select(tag => $"{tag.Key}={tag.Value}")),
            OwnerUid = tags.Find(tag => tag.Key == "identitycenter.dev/uid")?.Value,
            OwnerCluster = tags.Find(tag => tag.Key == "identitycenter.dev/cluster")?.Value,
        };
    }

    /// <summary>Creates a set by hand, with policies under <c>arn:aws:iam::aws:policy/</c>, and returns its ARN.</summary>
    public async Task<string> CreateAsync(string name, string? description = null, IEnumerable<string>? policies = null, params (string Key, string Value)[] tags)
    {
        var created = await Console.CreatePermissionSetAsync(new()
        {
            InstanceArn = Organization.InstanceArn,
            Name = name,
            Description = description,
            SessionDuration = "PT1H",
            Tags = tags.Length == 0 ? null : [.. tags.Select(tag => new Tag { Key = tag.Key, Value = tag.Value })],
        });
        var arn = created.PermissionSet!.PermissionSetArn!;
        foreach (var policy in policies ?? [])
            await AttachAsync(arn, policy);
        return arn;
    }

    public Task AttachAsync(string arn, string policy) => Console.AttachManagedPolicyToPermissionSetAsync(
        new() { InstanceArn = Organization.InstanceArn, PermissionSetArn = arn, ManagedPolicyArn = $"arn:aws:iam::aws:policy/{policy}" });

    public Task DetachAsync(string arn, string policy) => Console.DetachManagedPolicyFromPermissionSetAsync(
        new() { InstanceArn = Organization.InstanceArn, PermissionSetArn = arn, ManagedPolicyArn = $"arn:aws:iam::aws:policy/{policy}" });

    public Task TagAsync(string arn, string key, string value) => Console.TagResourceAsync(
        new() { InstanceArn = Organization.InstanceArn, ResourceArn = arn, Tags = [new() { Key = key, Value = value }] });

    public Task UntagAsync(string arn, params string[] keys) =>
        Console.UntagResourceAsync(new() { InstanceArn = Organization.InstanceArn, ResourceArn = arn, TagKeys = [.. keys] });

    public Task DeleteAsync(string arn) => Console.DeletePermissionSetAsync(new() { InstanceArn = Organization.InstanceArn, PermissionSetArn = arn });

    /// <summary>Assigns the set to the group in the first <paramref name="count"/> accounts, and waits until they have it.</summary>
    public async Task AssignAsync(string arn, int count)
    {
        foreach (var account in Organization.Accounts.Take(count))
        {
            await Console.CreateAccountAssignmentAsync(new()
            {
                InstanceArn = Organization.InstanceArn,
                PermissionSetArn = arn,
                TargetId = account,
                TargetType = TargetType.AWS_ACCOUNT,
                PrincipalType = PrincipalType.GROUP,
                PrincipalId = Organization.Group,
            });
        }

        await Eventually.TrueAsync(async () => (await AccountsAsync(arn)).Count == count, $"{count} accounts have {arn}");
    }

    /// <summary>Takes all assignments of the set away again.</summary>
    public async Task UnassignAsync(string arn)
    {
        foreach (var account in await AccountsAsync(arn))
        {
            await Console.DeleteAccountAssignmentAsync(new()
            {
                InstanceArn = Organization.InstanceArn,
                PermissionSetArn = arn,
                TargetId = account,
                TargetType = TargetType.AWS_ACCOUNT,
                PrincipalType = PrincipalType.GROUP,
                PrincipalId = Organization.Group,
            });
        }

        await Eventually.TrueAsync(async () => (await AccountsAsync(arn)).Count == 0, $"no account has {arn}");
    }

    /// <summary>Accounts that have the set; those with an older version of it when so asked.</summary>
    public async Task<IReadOnlyList<string>> AccountsAsync(string arn, bool outdated = false)
    {
        var status = outdated ? ProvisioningStatus.LATEST_PERMISSION_SET_NOT_PROVISIONED : null;
        return (await Console.ListAccountsForProvisionedPermissionSetAsync(
            new() { InstanceArn = Organization.InstanceArn, PermissionSetArn = arn, ProvisioningStatus = status })).AccountIds ?? [];
    }

    /// <summary>Creates an account instance with this caller's own hands, and waits until it is there.</summary>
    public async Task CreateInstanceAsync(string accessKey)
    {
        var client = Client(accessKey, null);
        var arn = (await client.CreateInstanceAsync(new())).InstanceArn;
        await Eventually.TrueAsync(async () => (await client.DescribeInstanceAsync(new() { InstanceArn = arn })).Status == InstanceStatus.ACTIVE, "the account instance is active");
    }

    /// <summary>The attributes for access control, as <c>key=source</c> in the order of keys; null when they are not enabled.</summary>
    public async Task<string?> AttributesAsync()
    {
        try
        {
            var answer = await Console.DescribeInstanceAccessControlAttributeConfigurationAsync(new() { InstanceArn = Organization.InstanceArn });
            return Joined(answer.InstanceAccessControlAttributeConfiguration!.AccessControlAttributes!.Select(attribute => $"{attribute.Key}={attribute.Value!.Source![0]}"));
        }
        catch (ResourceNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Replaces the attributes for access control by one, <c>key=source</c>.</summary>
    public Task SetAttributesAsync(string attribute)
    {
        var parts = attribute.Split('=', 2);
        return Console.UpdateInstanceAccessControlAttributeConfigurationAsync(new()
        {
            InstanceArn = Organization.InstanceArn,
            InstanceAccessControlAttributeConfiguration = new() { AccessControlAttributes = [new() { Key = parts[0], Value = new() { Source = [parts[1]] } }] },
        });
    }

    public async ValueTask DisposeAsync()
    {
        People.Dispose();
        foreach (var client in _clients)
            client.Dispose();
        await Server.DisposeAsync();
    }

    private IEnumerable<Call> OfOperator(long mark) => Server.Calls.Since(mark).Where(call => call.AccessKeyId == OperatorKey);

    private async Task<IReadOnlyList<PermissionSet>> DescribeAllAsync()
    {
        var arns = (await Console.ListPermissionSetsAsync(new() { InstanceArn = Organization.InstanceArn, MaxResults = 100 })).PermissionSets ?? [];
        return [.. (await Task.WhenAll(arns.Select(DescribeAsync))).OfType<PermissionSet>()];
    }

    // Null when it was deleted after it was listed.
    private async Task<PermissionSet?> DescribeAsync(string arn)
    {
        try
        {
            return (await Console.DescribePermissionSetAsync(new() { InstanceArn = Organization.InstanceArn, PermissionSetArn = arn })).PermissionSet;
        }
        catch (ResourceNotFoundException)
        {
            return null;
        }
    }

    private async Task<string?> BoundaryAsync(string arn)
    {
        try
        {
            var answer = await Console.GetPermissionsBoundaryForPermissionSetAsync(new() { InstanceArn = Organization.InstanceArn, PermissionSetArn = arn });
            return answer.PermissionsBoundary is { CustomerManagedPolicyReference: { } policy } ? policy.Path + policy.Name : answer.PermissionsBoundary?.ManagedPolicyArn;
        }
        catch (ResourceNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The operator's clients of the directory and the organization.</summary>
    public (IAmazonIdentityStore Directory, IAmazonOrganizations Organization) OthersForOperator(AwsLine line)
    {
        var credentials = new BasicAWSCredentials(OperatorKey, "secret");
        var directory = new AmazonIdentityStoreClient(
            credentials,
            new AmazonIdentityStoreConfig { ServiceURL = Server.Endpoint.ToString(), AuthenticationRegion = "eu-central-1", MaxErrorRetry = 0, Timeout = Timeout, HttpClientFactory = line.Factory() });
        var organization = new AmazonOrganizationsClient(
            credentials,
            new AmazonOrganizationsConfig { ServiceURL = Server.Endpoint.ToString(), AuthenticationRegion = "us-east-1", MaxErrorRetry = 0, Timeout = Timeout, HttpClientFactory = line.Factory() });
        return (directory, organization);
    }

    /// <summary>The operator's clients of KMS, one a Region.</summary>
    public KeyClients KeysForOperator(AwsLine line) => region => new AmazonKeyManagementServiceClient(
        new BasicAWSCredentials(OperatorKey, "secret"),
        new AmazonKeyManagementServiceConfig { ServiceURL = Server.Endpoint.ToString(), AuthenticationRegion = region, MaxErrorRetry = 0, MaxStaleConnectionRetries = 0, Timeout = Timeout, HttpClientFactory = line.Factory() });

    private AmazonSSOAdminClient Client(string key, AwsLine? line)
    {
        var client = new AmazonSSOAdminClient(
            new BasicAWSCredentials(key, "secret"),
            new AmazonSSOAdminConfig
            {
                ServiceURL = Server.Endpoint.ToString(),
                AuthenticationRegion = "eu-central-1",
                MaxErrorRetry = 0,
                MaxStaleConnectionRetries = 0,
                Timeout = line is null ? TimeSpan.FromSeconds(20) : Timeout,
                HttpClientFactory = line?.Factory(),
            });
        _clients.Add(client);
        return client;
    }

    private static bool IsOwners(Tag tag) => tag.Key!.StartsWith("identitycenter.dev/", StringComparison.Ordinal);

    private static string Joined(IEnumerable<string>? parts) => string.Join(" ", (parts ?? []).Order(StringComparer.Ordinal));
}
