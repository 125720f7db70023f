using System.Text;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.PermissionSets;
using IdentityCenterOperator.Policies;
using IdentityCenterOperator.Reconciliation;
using PermissionSetPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.PermissionSets.PermissionSetStep>;

namespace Planning.Tests.PermissionSets;

/// <summary>
/// Stories told as text that a person can review: each is a situation here and what is planned in <c>Cases/NAME/plan.txt</c>. With UPDATE_CASES=1 the texts are
/// written anew; look at the diff.
/// </summary>
public sealed class StoryTests
{
    private static readonly PermissionSetState Wanted = new()
    {
        Name = Any.Name,
        Details = new() { Description = "Operates the databases", SessionDuration = TimeSpan.FromHours(4) },
        ManagedPolicies = ["arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::aws:policy/job-function/DatabaseAdministrator"],
        CustomerManagedPolicies = [new("rds-operators", "/teams/")],
        InlinePolicy = Any.Policy("rds:*"),
        Boundary = new Boundary.CustomerManaged(new("boundary")),
        Tags = new([new("team", "data")]),
    };

    private static readonly PermissionSetRules Rules = new(Any.Me);

    private static readonly ObservedPermissionSet InPlace = new(Model.Arn, Wanted with { Tags = new([.. Wanted.Tags, .. Any.Me.Tags]) })
    {
        ProvisionedAccounts = [.. Enumerable.Range(1, 12).Select(i => $"{i:D12}")],
    };

    private static readonly ObservedPermissionSet Unowned = InPlace with { State = Wanted };

    private static readonly Dictionary<string, Situation> Stories = new()
    {
        ["created-alone"] = new(Wanted, null, Rules),
        ["filled-after-creation"] = new(Wanted, new(Model.Arn, new() { Name = Any.Name, Details = Wanted.Details, Tags = InPlace.State.Tags }), Rules),
        ["nothing-to-do"] = new(Wanted, InPlace, Rules),
        ["several-parts-changed-one-provisioning"] = new(
            Wanted with { InlinePolicy = Any.Policy("s3:*"), CustomerManagedPolicies = [], Boundary = new Boundary.Managed("arn:aws:iam::aws:policy/PowerUserAccess") }, InPlace, Rules),
        ["changed-in-the-console"] = new(Wanted, InPlace with
        {
            State = InPlace.State with { ManagedPolicies = ["arn:aws:iam::aws:policy/AdministratorAccess"], Boundary = null, InlinePolicy = PolicyDocument.Observed("not json") },
        }, Rules),
        ["only-tags-changed"] = new(Wanted with { Tags = new([new("stage", "prod")]) }, InPlace, Rules with { ManagedTagKeys = ["team"] }),
        ["tag-of-somebody-else-stays"] = new(Wanted, InPlace with { State = InPlace.State with { Tags = new([.. InPlace.State.Tags, new("cost", "42")]) } }, Rules),
        ["few-accounts-outdated"] = new(Wanted, InPlace with { OutdatedAccounts = ["000000000003", "000000000007"] }, Rules),
        ["many-accounts-outdated"] = new(Wanted, InPlace with { OutdatedAccounts = [.. InPlace.ProvisionedAccounts.Take(6)] }, Rules),
        ["waits-for-the-running-provisioning"] = new(Wanted with { InlinePolicy = null }, InPlace with { IsProvisioning = true }, Rules),
        ["manual-provisioning-waits-for-approval"] = new(
            Wanted, InPlace with { OutdatedAccounts = InPlace.ProvisionedAccounts }, Rules with { Provisioning = ProvisioningPolicy.Manual }),
        ["only-observed"] = new(Wanted with { InlinePolicy = Any.Policy("s3:*") }, Unowned, Rules with { Management = ManagementPolicy.Observe }),
        ["adopts-the-identical"] = new(Wanted, Unowned, Rules),
        ["refuses-the-different"] = new(Wanted with { InlinePolicy = Any.Policy("s3:*"), ManagedPolicies = [] }, Unowned, Rules),
        ["adopts-always"] = new(Wanted with { Boundary = null }, Unowned, Rules with { Adoption = AdoptionPolicy.Always }),
        ["belongs-to-another-cluster"] = new(
            Wanted, Unowned with { State = Wanted with { Tags = new Owner("cluster-2", "uid-7").Tags } }, Rules with { Adoption = AdoptionPolicy.Always }),
        ["takes-over-from-an-owner-that-is-gone"] = new(
            Wanted, Unowned with { State = Wanted with { Tags = new Owner("cluster-1", "uid-0").Tags } }, Rules with { OwnerIsGone = true }),
        ["marks-again-what-lost-its-tags"] = new(Wanted with { InlinePolicy = null }, Unowned, Rules with { RecordedArn = Model.Arn }),
        ["name-claimed-by-an-older-object"] = new(Wanted, null, Rules with { ClaimedBy = "older" }),
        ["owner-keeps-what-an-older-object-claims"] = new(Wanted with { InlinePolicy = null }, InPlace, Rules with { ClaimedBy = "older" }),
        ["claims-what-a-younger-object-owns"] = new(Wanted, InPlace with { State = InPlace.State with { Tags = new Owner("cluster-1", "uid-2").Tags } }, Rules),
        ["deletion-waits-for-assignments"] = new(null, InPlace, Rules),
        ["deleted"] = new(null, InPlace with { ProvisionedAccounts = [] }, Rules),
        ["deletion-beyond-the-guard"] = new(null, InPlace with { ProvisionedAccounts = [] }, Rules with { Room = new(0, 5) }),
        ["deletion-retains"] = new(null, InPlace, Rules with { Deletion = DeletionPolicy.Retain }),
        ["deletion-leaves-what-is-not-ours"] = new(null, Unowned, Rules),
    };

    public static TheoryData<string> Names => [.. Stories.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_plan_is_as_told(string name)
    {
        var told = Tell(Stories[name]);
        if (Environment.GetEnvironmentVariable("UPDATE_CASES") == "1")
            Update(name, told);
        else
            Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases", name, "plan.txt")), told);
    }

    [Fact]
    public void Every_told_plan_has_its_story()
    {
        var told = Directory.GetDirectories(Path.Combine(AppContext.BaseDirectory, "Cases")).Select(Path.GetFileName).Order(StringComparer.Ordinal);
        Assert.Equal(Stories.Keys.Order(StringComparer.Ordinal), told);
    }

    private static string Tell(Situation situation)
    {
        var text = new StringBuilder();
        foreach (var difference in situation.Desired is { } want ? PermissionSetDrift.Between(want, situation.Observed?.State) : [])
            text.Append($"drift {difference.Path}: wanted {difference.Desired}, has {difference.Observed}\n");
        return text.Append(Tell(situation.Plan())).ToString();
    }

    private static string Tell(PermissionSetPlan plan) => plan switch
    {
        PermissionSetPlan.Nothing => "nothing to do\n",
        PermissionSetPlan.Do work => Tell(work.Steps),
        PermissionSetPlan.Wait wait => $"wait, {wait.Reason}: {wait.Message}\n",
        PermissionSetPlan.Withhold withhold => $"withhold, {withhold.Reason}: {withhold.Message}\nplan {withhold.Hash}\n{Tell(withhold.Steps)}",
        PermissionSetPlan.Refuse refuse => $"refuse, {refuse.Reason}: {refuse.Message}\n",
        _ => throw new ArgumentException($"{plan} is of an unknown kind", nameof(plan)),
    };

    private static string Tell(ValueList<PermissionSetStep> steps) => string.Concat(steps.Select((step, index) => $"{index + 1}. {step.Summary}\n"));

    private static void Update(string name, string told)
    {
        var project = Directory.GetParent(AppContext.BaseDirectory)!.Parent!.Parent!.Parent!.FullName;
        var folder = Directory.CreateDirectory(Path.Combine(project, "Cases", name));
        File.WriteAllText(Path.Combine(folder.FullName, "plan.txt"), told);
    }
}
