using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.IdentityStore;
using Amazon.Organizations;
using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Guarding;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Hosting;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Reconciliation;
using IdentityCenterOperator.Tenancy;
using LocalIdentityCenter.Seeding;
using Microsoft.Extensions.DependencyInjection;
using Operator.Tests.AccountAssignments.Model;
using Operator.Tests.IdentityCenter.Support;
using Xunit.Abstractions;

namespace Operator.Tests.AccountAssignments;

/// <summary>Whether anybody claims an assignment is asked right before each revocation: of many objects in many accounts that must cost next to nothing. CLAIMS_OBJECTS is how many objects (400).</summary>
public sealed class ClaimsCostTests(ITestOutputHelper output)
{
    private const int Accounts = 1000;
    private const int Questions = 200;

    // All that one object asks for takes more than that.
    private const int BytesOfAnObject = 4_000;

    private static readonly int Objects = int.TryParse(Environment.GetEnvironmentVariable("CLAIMS_OBJECTS"), CultureInfo.InvariantCulture, out var objects) ? objects : 400;

    private const string Arn = "arn:aws:sso:::permissionSet/ssoins-7223a1b2c3d4e5f6/ps-0000000000000001";

    [Fact]
    public async Task What_others_ask_for_is_found_out_only_of_those_who_may_ask_for_just_that()
    {
        await using var world = await DoorWorld.StartAsync(seed => seed with { Organization = seed.Organization with { Units = [.. seed.Organization.Units, new() { Name = "Many", Accounts = [.. Enumerable.Range(0, Accounts).Select(Account)] }] } });
        await using var services = Provide(world);
        await services.GetRequiredService<OrganizationDirectory>().GetAsync(OrganizationParts.Accounts, default);
        await services.GetRequiredService<InstanceLocator>().FindAsync(default);
        foreach (var i in Enumerable.Range(0, Objects))
            services.GetRequiredService<FactStore>().PrincipalNames.Put(Group(i), new Fact<string>.Present($"group-{i}", world.Time.GetUtcNow()));
        var register = services.GetRequiredService<AssignmentRegister>();
        services.GetRequiredService<ObjectStore<PermissionSet>>().Fill([Set()]);
        services.GetRequiredService<ObjectStore<AccountAssignment>>().Fill(Enumerable.Range(0, Objects).Select(Object));
        var (own, others) = (new Assignment(Account(7).Id, Arn, Group(Objects)), new Assignment(Account(7).Id, Arn, Group(1)));
        Assert.Equal((Claim.None, Claim.Unrecorded), (Ask(own), Ask(others)));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal((Claim.None, 0), (Ask(own), register.ClaimsBeside(new("default", "none"), [Arn]).Unread.Count));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Objects * BytesOfAnObject);
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Questions; i++)
            Ask(own);
        output.WriteLine($"{Objects} objects in {Accounts} accounts: {Stopwatch.GetElapsedTime(start).TotalMilliseconds / Questions:0.000} ms for each revocation");

        Claim Ask(Assignment assignment) => register.ClaimsBeside(new("default", "none"), [Arn]).Of(assignment);
    }

    private static SeedAccount Account(int index) => new() { Id = $"5{index:00000000000}", Name = $"many-{index}" };

    private static Principal Group(int index) => new(PrincipalKind.Group, $"00000000-0000-4000-8000-{index:000000000000}");

    private static ReadOnlyMemory<byte> Set() => Json("PermissionSet", null, "reader", new(), new()
    {
        ["arn"] = Arn,
        ["owned"] = true,
        ["conditions"] = new JsonArray(new JsonObject { ["type"] = "Ready", ["status"] = "True", ["reason"] = "Synced", ["message"] = "", ["lastTransitionTime"] = "2026-01-01T00:00:00Z", ["observedGeneration"] = 1 }),
    });

    private static ReadOnlyMemory<byte> Object(int index) => Json("AccountAssignment", "default", $"object-{index}", new()
    {
        ["permissionSetRef"] = new JsonObject { ["name"] = "reader" },
        ["principals"] = new JsonArray(new JsonObject { ["groupId"] = Group(index).Id }),
        ["targets"] = new JsonObject { ["allAccounts"] = true },
    });

    private static ReadOnlyMemory<byte> Json(string kind, string? ns, string name, JsonObject spec, JsonObject? status = null)
    {
        var metadata = new JsonObject { ["name"] = name, ["uid"] = $"uid-{name}", ["generation"] = 1, ["resourceVersion"] = "1", ["creationTimestamp"] = "2026-01-01T00:00:00Z" };
        if (ns is not null)
            metadata["namespace"] = ns;
        var json = new JsonObject { ["apiVersion"] = AccountAssignment.Definition.ApiVersion, ["kind"] = kind, ["metadata"] = metadata, ["spec"] = spec };
        if (status is not null)
            json["status"] = status;
        return Encoding.UTF8.GetBytes(json.ToJsonString());
    }

    private static ServiceProvider Provide(DoorWorld world)
    {
        var services = new ServiceCollection()
            .AddLogging()
            .AddMetrics()
            .AddSingleton<TimeProvider>(world.Time)
            .AddSingleton(WriteFence.Open)
            .AddSingleton<IKubernetesClient>(new ModelApi())
            .AddSingleton(world.Sso)
            .AddSingleton(world.Get<IAmazonIdentityStore>())
            .AddSingleton(world.Get<IAmazonOrganizations>())
            .AddSingleton(new OperatorNamespace("operator"))
            .AddSingleton<ClusterIdentity>()
            .AddDoor()
            .AddTenancy(["default"])
            .AddGuarding()
            .AddReflector(IdentityCenterOperator.Entities.IdentityCenter.Definition)
            .AddReflector(PermissionSet.Definition)
            .AddAccountAssignmentPlanning()
            .BuildServiceProvider();
        // The instance is asked for once all that may be about another one is known.
        services.GetRequiredService<ObjectStore<IdentityCenterOperator.Entities.IdentityCenter>>().Fill([]);
        services.GetRequiredService<ObjectStore<PermissionSet>>().Fill([]);
        services.GetRequiredService<ObjectStore<AccountAssignment>>().Fill([]);
        services.GetRequiredService<ObjectStore<AccessRecord>>().Fill([]);
        services.GetRequiredService<ObjectStore<Namespace>>().Fill([]);
        services.GetRequiredService<InstanceGate>().SetRecords(null);
        foreach (var (_, budget) in services.GetRequiredService<RequestBudgets>().All)
            budget.SetLimit(100_000);
        world.Time.Advance(TimeSpan.FromSeconds(1));
        return services;
    }
}
