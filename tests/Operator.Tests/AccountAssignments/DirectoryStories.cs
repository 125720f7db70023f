using LocalIdentityCenter;
using LocalIdentityCenter.Seeding;
using Operator.Tests.Harness;
using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.AccountAssignments;

/// <summary>Directories that answer otherwise than the built-in one: fed from Active Directory, names with their domain, operations that are not served, groups that are listed and not found.</summary>
public sealed class DirectoryStories : AccessStory
{
    private const string Default = "default";
    private const string Admins = "99671a2b3c-44444444-2222-3333-4444-555555555555";
    private const string AdminsName = "Cloud Admins@corp.example.com";
    private const string Mistyped = "Cloud Admin@corp.example.com";
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(3);

    private protected override Seed Seed => Organization.Seed() with { Groups = [.. Organization.Seed().Groups, new() { Id = Admins, Name = AdminsName }] };

    [Fact]
    public async Task Groups_are_found_by_the_list_where_the_directory_serves_no_look_up_by_name_and_knows_no_holder_by_id()
    {
        Unserved("GetGroupId");
        NotFound("DescribeGroup", type: null);
        var arn = await BeginAsync(Often);
        await Assignments.ApplyAsync("by-name", For($"{{group: \"{AdminsName}\"}}"));
        await Assignments.ReadyAsync("by-name");
        await Assignments.ApplyAsync("by-id", For($"{{groupId: \"{Admins}\"}}", "accounts: [\"400000000003\"]"));
        await Assignments.ReadyAsync("by-id");
        await Assignments.ApplyAsync("mistyped", For($"{{group: \"{Mistyped}\"}}"));
        Assert.Equal(
            $"The identity store has no group \"{Mistyped}\": create it, or correct spec.principals. Did you mean \"{AdminsName}\"?",
            (await Assignments.ReasonAsync("mistyped", "PrincipalNotFound")).Message);
        Assert.Equal(Holds(Admins, 1, 2, 3), await Aws.Access.HeldAsync(arn));
        await SweptAsync();
    }

    [Fact]
    public async Task A_name_that_no_object_gives_any_more_is_asked_for_no_more()
    {
        Unserved("GetGroupId");
        await BeginAsync(Often);
        await Assignments.ApplyAsync("mistyped", For($"{{group: \"{Mistyped}\"}}"));
        await Assignments.ReasonAsync("mistyped", "PrincipalNotFound");
        await SweptAsync();
        await Assignments.DeleteAsync("mistyped");
        await Assignments.GoneAsync("mistyped");
        await SweptAsync();
        var mark = Aws.Mark;
        await SweptAsync();
        await SweptAsync();
        Assert.DoesNotContain("GetGroupId", Aws.CallsSince(mark));
    }

    [Fact]
    public async Task A_group_that_is_listed_keeps_what_it_has_although_AWS_says_of_its_id_that_it_is_not_found()
    {
        await Cluster.Instances.ApplyAsync(Default, "{unmanaged: {assignments: Report}}");
        NotFound("DescribeGroup", "GROUP");
        var arn = await BeginAsync(Often);
        await Aws.Access.GrantAsync(arn, Accounts[3], Admins);
        await Assignments.ApplyAsync("data", For($"{{group: Data}}, {{groupId: \"{Admins}\"}}"));
        await Assignments.ReadyAsync("data");
        var seen = await Cluster.Instances.UntilAsync(Default, seen => seen.Instance.Unmanaged is { Assignments: 1, Orphaned: not null }, "has counted what nobody declared");
        Assert.Equal(0, seen.Instance.Unmanaged!.Orphaned);
        Assert.Contains($"to group \"{AdminsName}\"", seen.Instance.Unmanaged.Sample![0], StringComparison.Ordinal);
        await Assignments.AnnotateAsync("data", "identitycenter.dev/reconcile-at", "now");
        await SweptAsync();
        await Assignments.ReadyAsync("data");
        Assert.DoesNotContain(ChangesSince(0), change => change[0] == '-');
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_group_holds_that_is_listed_no_more_stays_while_the_directory_does_not_say_of_its_id_that_it_is_gone(bool byName)
    {
        await Cluster.Instances.ApplyAsync(Default, "{unmanaged: {assignments: Report}}");
        Unserved("GetGroupId");
        Unserved("DescribeGroup");
        var arn = await BeginAsync(Often);
        await Assignments.ApplyAsync("data", For($"{{group: Data}}, {(byName ? $"{{group: \"{AdminsName}\"}}" : $"{{groupId: \"{Admins}\"}}")}"));
        await Assignments.ReadyAsync("data");
        await Operator.StopAsync();
        await Aws.People.DeleteGroupAsync(Admins);
        await StartOperatorAsync(Often);
        await Assignments.AnnotateAsync("data", "identitycenter.dev/reconcile-at", "now");
        var told = await Assignments.ReasonAsync("data", "PrincipalNotFound");
        Assert.Contains("does not say that", told.Message, StringComparison.Ordinal);
        Assert.Contains("it keeps what it has and gets nothing new; to take that away, remove it from spec.principals.", told.Message, StringComparison.Ordinal);
        await SweptAsync();
        Assert.Equal(DataHolds(1, 2).Concat(Holds(Admins, 1, 2)).Order(StringComparer.Ordinal), await Aws.Access.HeldAsync(arn));
        // Whoever means it says so.
        await Assignments.ApplyAsync("data", DataInTwo);
        await Aws.Access.UntilAsync(arn, DataHolds(1, 2));
    }

    [Fact]
    public async Task A_group_that_is_created_again_is_assigned_at_once_and_its_predecessor_needs_an_approval_while_it_is_not_proven_gone()
    {
        await Cluster.Instances.ApplyAsync(Default, "{deletionGuard: {maxRevocations: 0}}");
        NotFound("DescribeGroup", type: null);
        var arn = await BeginWithDataAsync(Often);
        await Aws.People.DeleteGroupAsync(Group);
        var successor = await Aws.People.CreateGroupAsync("Data");
        await Aws.Access.UntilAsync(arn, [.. DataHolds(1, 2), .. Holds(successor, 1, 2)]);
        await Assignments.ReasonAsync("data", "GuardTripped");
        Aws.Server.Faults.Clear();
        await Assignments.AnnotateAsync("data", "identitycenter.dev/reconcile-at", "now");
        await Aws.Access.UntilAsync(arn, Holds(successor, 1, 2));
        await Assignments.ReadyAsync("data");
    }

    [Theory]
    [InlineData("data", "upper and lower case differ")]
    [InlineData("Da ta", "white space differs")]
    [InlineData("Dat\u0430", "characters that look alike differ")]
    public async Task A_name_that_differs_from_one_that_exists_by_what_nobody_sees_is_told(string written, string how)
    {
        Aws.Server.Behaviour = Aws.Server.Behaviour with { NamesIgnoreCase = false };
        await BeginAsync();
        await Assignments.ApplyAsync("near", For($"{{group: \"{written}\"}}"));
        var told = (await Assignments.ReasonAsync("near", "PrincipalNotFound")).Message;
        Assert.EndsWith($"create it, or correct spec.principals. Did you mean \"Data\" ({how})?", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_that_ignores_case_finds_a_group_in_other_letters_in_each_look()
    {
        var arn = await BeginAsync(Often);
        await Assignments.ApplyAsync("data", DataInTwo.Replace("Data", "dATA", StringComparison.Ordinal));
        await Assignments.ReadyAsync("data");
        await SweptAsync();
        await Assignments.ReadyAsync("data");
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
        Assert.Equal(2, ChangesSince(0).Count);
    }

    // A look that began after this moment, and that was complete.
    private async Task SweptAsync()
    {
        var name = (await Cluster.Instances.FindAsync(Default)) is null ? "discovered" : Default;
        var last = (await Cluster.Instances.UntilAsync(name, seen => seen.Instance.LastSweep is not null, "has had a look")).Instance.LastSweep!;
        await Cluster.Instances.UntilAsync(name, seen => seen.Instance.LastSweep is { Complete: true } sweep && sweep.StartedAt > last.FinishedAt, "has had a whole look");
    }

    private void Unserved(string operation) => Aws.Server.Faults.Add(
        new() { Kind = FaultKind.Error, Operation = operation, Code = "UnknownOperationException", Message = "UnknownError", Status = 400, AccessKeyId = "AKIAOPERATOR" });

    private void NotFound(string operation, string? type) => Aws.Server.Faults.Add(new()
    {
        Kind = FaultKind.Error,
        Operation = operation,
        Code = "ResourceNotFoundException",
        Message = "GROUP not found.",
        ResourceType = type,
        Status = 400,
        AccessKeyId = "AKIAOPERATOR",
    });
}
