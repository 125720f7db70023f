using Amazon.Runtime;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;
using LocalIdentityCenter;
using Operator.Tests.IdentityCenter.Support;
using DirectoryErrors = Amazon.IdentityStore.Model;
using OrganizationErrors = Amazon.Organizations.Model;
using SsoErrors = Amazon.SSOAdmin.Model;

namespace Operator.Tests.IdentityCenter;

/// <summary>An answer "not found" is about what was asked for only where AWS says so, or says the same when it is asked otherwise.</summary>
public sealed class AbsenceTests
{
    private const string Arn = "arn:aws:sso:::permissionSet/ssoins-7223a1b2c3d4e5f6/ps-0000000000000001";
    private const string User = "99671a2b3c-aaaaaaaa-2222-3333-4444-555555555555";

    private static readonly PrincipalName Data = new(PrincipalKind.Group, "Data");
    private static readonly PrincipalName Alice = new(PrincipalKind.User, "alice");

    [Fact]
    public void A_key_that_AWS_cannot_use_is_never_an_absence_and_is_named()
    {
        Exception[] errors =
        [
            new SsoErrors.ResourceNotFoundException("x") { ErrorCode = "ResourceNotFoundException", Reason = Amazon.SSOAdmin.ResourceNotFoundExceptionReason.KMS_NotFoundException },
            new SsoErrors.AccessDeniedException("x") { ErrorCode = "AccessDeniedException", Reason = Amazon.SSOAdmin.AccessDeniedExceptionReason.KMS_AccessDeniedException },
            new SsoErrors.ValidationException("x") { ErrorCode = "ValidationException", Reason = Amazon.SSOAdmin.ValidationExceptionReason.KMS_DisabledException },
            new SsoErrors.ThrottlingException("x") { ErrorCode = "ThrottlingException", Reason = Amazon.SSOAdmin.ThrottlingExceptionReason.KMS_ThrottlingException },
            new DirectoryErrors.ResourceNotFoundException("x") { ErrorCode = "ResourceNotFoundException", Reason = Amazon.IdentityStore.ResourceNotFoundExceptionReason.KMS_KEY_NOT_FOUND },
            new DirectoryErrors.AccessDeniedException("x") { ErrorCode = "AccessDeniedException", Reason = Amazon.IdentityStore.AccessDeniedExceptionReason.KMS_ACCESS_DENIED },
            new DirectoryErrors.ValidationException("x") { ErrorCode = "ValidationException", Reason = Amazon.IdentityStore.ValidationExceptionReason.KMS_DISABLED },
            new DirectoryErrors.ThrottlingException("x") { ErrorCode = "ThrottlingException", Reason = Amazon.IdentityStore.ThrottlingExceptionReason.KMS_THROTTLING },
        ];
        Assert.All(errors, error =>
        {
            Assert.All(Everything(), of => Assert.False(AwsFailure.SaysAbsent(error, of)));
            Assert.Equal((FailureClass.Retry, Reason.EncryptionKeyNotReady), (AwsFailure.Classify(error).Class, AwsFailure.Classify(error).Reason));
        });
    }

    [Fact]
    public void Only_a_not_found_is_an_absence_and_only_of_what_its_service_was_asked_for()
    {
        Assert.All(Everything(), of => Assert.False(AwsFailure.SaysAbsent(new SsoErrors.AccessDeniedException("x"), of)));
        Assert.All(Everything(), of => Assert.False(AwsFailure.SaysAbsent(new AmazonServiceException("x") { ErrorCode = "ResourceNotFoundException" }, of)));
        Assert.True(AwsFailure.SaysAbsent(new SsoErrors.ResourceNotFoundException("x"), new Sought.PermissionSet(Arn)));
        Assert.False(AwsFailure.SaysAbsent(new SsoErrors.ResourceNotFoundException("x"), new Sought.Entry(PrincipalKind.User, User)));
        Assert.False(AwsFailure.SaysAbsent(new DirectoryErrors.ResourceNotFoundException("x"), new Sought.PermissionSet(Arn)));
        Assert.True(AwsFailure.SaysAbsent(new OrganizationErrors.TargetNotFoundException("x"), new Sought.Account("400000000001")));
        Assert.False(AwsFailure.SaysAbsent(new OrganizationErrors.TargetNotFoundException("x"), new Sought.Organization()));
    }

    [Theory]
    [InlineData("USER", User, true)]
    [InlineData("USER", "identitystore/d-99671a2b3c/user/" + User, true)]
    [InlineData("USER", null, true)]
    [InlineData(null, null, true)]
    [InlineData("USER", "99671a2b3c-bbbbbbbb-2222-3333-4444-555555555555", false)]
    [InlineData("GROUP", User, false)]
    [InlineData("IDENTITY_STORE", "d-99671a2b3c", false)]
    public void A_user_is_absent_where_the_answer_is_not_about_something_else(string? type, string? id, bool isAbsent)
    {
        var error = new DirectoryErrors.ResourceNotFoundException("x") { ResourceType = type, ResourceId = id };
        Assert.Equal(isAbsent, AwsFailure.SaysAbsent(error, new Sought.Entry(PrincipalKind.User, User)));
        Assert.Equal(isAbsent && type is not null, AwsFailure.NamesItsThing(error, new Sought.Entry(PrincipalKind.User, User)));
    }

    [Theory]
    [InlineData("Could not find the instance arn:aws:sso:::instance/ssoins-7223a1b2c3d4e5f6.")]
    [InlineData("Could not find the account with id 400000000001.")]
    [InlineData("Could not find arn:aws:sso:::permissionSet/ssoins-7223a1b2c3d4e5f6/ps-0000000000000002.")]
    public void A_permission_set_is_not_absent_where_AWS_speaks_of_something_else(string message) =>
        Assert.False(AwsFailure.SaysAbsent(new SsoErrors.ResourceNotFoundException(message), new Sought.PermissionSet(Arn)));

    [Theory]
    [InlineData("GetUserId", "KMS_KEY_NOT_FOUND")]
    [InlineData("GetUserId", null)]
    [InlineData("DescribeUser", "KMS_KEY_NOT_FOUND")]
    [InlineData("DescribeUser", null)]
    public async Task A_user_who_is_there_is_not_missed_whatever_is_not_found(string operation, string? reason)
    {
        await using var world = await DoorWorld.StartAsync();
        var found = (Fact<string>.Present)await world.Get<PrincipalDirectory>().FindAsync(Alice, default);
        var alice = new Principal(PrincipalKind.User, found.Value);
        NotFound(world, operation, reason);
        world.Wait(PrincipalDirectory.FoundFor.TotalSeconds);
        Func<Task<Fact<string>>> look = () => operation == "GetUserId" ? world.Get<PrincipalDirectory>().FindAsync(Alice, default) : world.Get<PrincipalDirectory>().ExistsAsync(alice, default);
        if (reason is null)
            Assert.IsType<Fact<string>.Present>(await look());
        else
            await Assert.ThrowsAsync<DirectoryErrors.ResourceNotFoundException>(look);
        Assert.IsType<Fact<string>.Present>(world.Facts.Principals.Of(Alice));
        Assert.IsNotType<Fact<string>.Absent>(world.Facts.PrincipalNames.Of(alice));
    }

    [Fact]
    public async Task A_group_is_not_missed_where_the_key_is_not_found()
    {
        await using var world = await DoorWorld.StartAsync();
        NotFound(world, "GetGroupId", "KMS_KEY_NOT_FOUND");
        await Assert.ThrowsAsync<DirectoryErrors.ResourceNotFoundException>(() => world.Get<PrincipalDirectory>().FindAsync(Data, default));
        Assert.IsType<Fact<string>.Unknown>(world.Facts.Principals.Of(Data));
    }

    [Theory]
    [InlineData("ResourceNotFoundException", null)]
    [InlineData("ResourceNotFoundException", "GROUP")]
    [InlineData("UnknownOperationException", null)]
    public async Task A_group_that_is_listed_is_found_by_name_and_by_id_whatever_else_AWS_answers(string code, string? type)
    {
        await using var world = await DoorWorld.StartAsync();
        var data = new Principal(PrincipalKind.Group, ((Fact<string>.Present)await world.Get<PrincipalDirectory>().FindAsync(Data, default)).Value);
        Fails(world, "GetGroupId", code, type);
        Fails(world, "DescribeGroup", code, type);
        world.Wait(PrincipalDirectory.FoundFor.TotalSeconds);
        Assert.Equal(data.Id, Assert.IsType<Fact<string>.Present>(await world.Get<PrincipalDirectory>().FindAsync(Data, default)).Value);
        Assert.Equal("Data", Assert.IsType<Fact<string>.Present>(await world.Get<PrincipalDirectory>().ExistsAsync(data, default)).Value);
        Assert.Equal(1, world.Calls("ListGroups"));
    }

    [Fact]
    public async Task A_group_that_the_directory_lists_no_more_and_does_not_answer_for_is_neither_there_nor_gone()
    {
        await using var world = await DoorWorld.StartAsync();
        var data = new Principal(PrincipalKind.Group, ((Fact<string>.Present)await world.Get<PrincipalDirectory>().FindAsync(Data, default)).Value);
        await DeleteAsync(world, data);
        Fails(world, "DescribeGroup", "UnknownOperationException", null);
        Assert.IsType<Fact<string>.Unknown>(await world.Get<PrincipalDirectory>().ExistsAsync(data, default));
        Assert.True(world.Get<PrincipalDirectory>().IsUncertain(data));
        Assert.False(world.Get<PrincipalDirectory>().IsProvenGone(data));
        world.Server.Faults.Clear();
        world.Wait(PrincipalDirectory.MissedFor.TotalSeconds);
        Assert.IsType<Fact<string>.Absent>(await world.Get<PrincipalDirectory>().ExistsAsync(data, default));
        Assert.False(world.Get<PrincipalDirectory>().IsUncertain(data));
        Assert.True(world.Get<PrincipalDirectory>().IsProvenGone(data));
    }

    [Theory]
    [InlineData("GROUP", true)]
    [InlineData(null, false)]
    public async Task A_group_is_proven_gone_where_AWS_says_so_of_it_and_the_list_lacks_it(string? type, bool isProven)
    {
        await using var world = await DoorWorld.StartAsync();
        var data = new Principal(PrincipalKind.Group, ((Fact<string>.Present)await world.Get<PrincipalDirectory>().FindAsync(Data, default)).Value);
        await DeleteAsync(world, data);
        Fails(world, "DescribeGroup", "ResourceNotFoundException", type);
        Assert.IsType<Fact<string>.Absent>(await world.Get<PrincipalDirectory>().ExistsAsync(data, default));
        Assert.Equal(isProven, world.Get<PrincipalDirectory>().IsProvenGone(data));
    }

    [Fact]
    public async Task A_list_from_before_does_not_keep_a_group_that_is_deleted_since()
    {
        await using var world = await DoorWorld.StartAsync();
        var data = new Principal(PrincipalKind.Group, ((Fact<string>.Present)await world.Get<PrincipalDirectory>().FindAsync(Data, default)).Value);
        await world.Get<PrincipalDirectory>().RefreshGroupsAsync(default);
        await DeleteAsync(world, data);
        world.Wait(1);
        Assert.IsType<Fact<string>.Absent>(await world.Get<PrincipalDirectory>().AskAsync(data, default));
    }

    [Fact]
    public async Task Users_are_listed_once_for_one_who_is_gone_and_stays_so()
    {
        await using var world = await DoorWorld.StartAsync();
        var nobody = new Principal(PrincipalKind.User, User);
        for (var look = 0; look < 3; look++)
        {
            Assert.IsType<Fact<string>.Absent>(await world.Get<PrincipalDirectory>().AskAsync(nobody, default));
            Assert.True(world.Get<PrincipalDirectory>().IsProvenGone(nobody));
            world.Wait(600);
        }

        Assert.Equal((3, 1), (world.Calls("DescribeUser"), world.Calls("ListUsers")));
    }

    [Fact]
    public async Task An_endpoint_that_serves_no_list_either_says_nothing_about_anybody()
    {
        await using var world = await DoorWorld.StartAsync();
        Fails(world, "identitystore:*", "UnknownOperationException", null);
        var error = await Assert.ThrowsAnyAsync<AmazonServiceException>(() => world.Get<PrincipalDirectory>().FindAsync(Data, default));
        Assert.Contains("Unset AWS_ENDPOINT_URL", AwsFailure.Classify(error).Message, StringComparison.Ordinal);
        Assert.IsType<Fact<string>.Unknown>(world.Facts.Principals.Of(Data));
    }

    [Fact]
    public async Task A_user_is_missed_where_the_list_of_all_lacks_the_name_too()
    {
        await using var world = await DoorWorld.StartAsync();
        var nobody = new PrincipalName(PrincipalKind.User, "nobody");
        NotFound(world, "GetUserId", null);
        Assert.IsType<Fact<string>.Absent>(await world.Get<PrincipalDirectory>().FindAsync(nobody, default));
        Assert.Equal(1, world.Calls("ListUsers"));
    }

    [Theory]
    [InlineData("KMS_NotFoundException")]
    [InlineData(null)]
    public async Task A_permission_set_that_is_listed_is_not_absent_whatever_is_not_found(string? reason)
    {
        await using var world = await DoorWorld.StartAsync();
        await world.Get<Sweep>().RoundAsync(default);
        var arn = world.Facts.ArnOf("Reader")!;
        NotFound(world, "DescribePermissionSet", reason);
        world.Wait(1);
        await Assert.ThrowsAsync<SsoErrors.ResourceNotFoundException>(() => world.Get<FactReader>().PermissionSetAsync(arn, default));
        Assert.IsType<Fact<PermissionSetFacts>.Present>(world.Facts.PermissionSet(arn));
    }

    [Theory]
    [InlineData("KMS_NotFoundException")]
    [InlineData(null)]
    public async Task Who_holds_a_permission_set_is_not_forgotten_whatever_is_not_found(string? reason)
    {
        await using var world = await DoorWorld.StartAsync();
        await world.Get<Sweep>().RoundAsync(default);
        var arn = world.Facts.ArnOf("Reader")!;
        var pair = new AssignmentScope.Pair("400000000001", arn);
        await world.Get<AssignmentReader>().PairAsync(pair, CallPriority.Edit, default);
        NotFound(world, "ListAccountAssignments", reason);
        world.Wait(1);
        await Assert.ThrowsAsync<SsoErrors.ResourceNotFoundException>(() => world.Get<AssignmentReader>().PairAsync(pair, CallPriority.Edit, default));
        Assert.NotEmpty(Assert.IsType<Fact<IReadOnlySet<Assignment>>.Present>(world.Facts.Assignments.Of(pair)).Value);
    }

    [Fact]
    public async Task Assignments_go_with_a_permission_set_that_neither_answers_nor_is_listed()
    {
        await using var world = await DoorWorld.StartAsync();
        var arn = await world.ArnOfAsync("Writer");
        var gone = $"{arn[..^4]}0000";
        await world.Get<AssignmentReader>().PairAsync(new("400000000001", gone), CallPriority.Edit, default);
        Assert.IsType<Fact<PermissionSetFacts>.Absent>(world.Facts.PermissionSet(gone));
    }

    private static void Fails(DoorWorld world, string operation, string code, string? type) => world.Server.Faults.Add(
        new() { Kind = FaultKind.Error, Operation = operation, Code = code, Status = 400, Message = "GROUP not found.", ResourceType = type });

    private static Task DeleteAsync(DoorWorld world, Principal group) =>
        world.Get<Amazon.IdentityStore.IAmazonIdentityStore>().DeleteGroupAsync(new() { IdentityStoreId = "d-99671a2b3c", GroupId = group.Id }, default);

    private static void NotFound(DoorWorld world, string operation, string? reason) => world.Server.Faults.Add(
        new() { Kind = FaultKind.Error, Operation = operation, Code = "ResourceNotFoundException", Status = 400, Message = "Not found.", Reason = reason });

    private static Sought[] Everything() =>
    [
        new Sought.PermissionSet(Arn), new Sought.PartOfSet(Arn), new Sought.Something(), new Sought.Assignment(), new Sought.Holder(new(PrincipalKind.User, User)),
        new Sought.Entry(PrincipalKind.User, User), new Sought.Entry(PrincipalKind.Group), new Sought.Operation(), new Sought.Attributes(), new Sought.Region(),
        new Sought.Account("400000000001"), new Sought.Organization(), new Sought.Key(),
    ];
}
