using Amazon.SSOAdmin;
using Amazon.SSOAdmin.Model;
using IdentityCenterOperator.IdentityCenter;

namespace Door;

/// <summary>Raw assignments through the tracker of operations, as a kind would make them.</summary>
internal static class Granting
{
    public static async Task<string> StartAsync(Stack stack, OperationSubject subject, CancellationToken stop) =>
        await stack.Operations.StartAsync(
            subject,
            async token => (await stack.Get<AwsDoor<IAmazonSSOAdmin>>().WriteAsync(Fixture.Write("CreateAccountAssignment"), (sso, t) => sso.CreateAccountAssignmentAsync(Request(subject), t), token))
                .AccountAssignmentCreationStatus!.RequestId!,
            stop);

    /// <summary>Starts it and waits for its end.</summary>
    public static async Task GrantAsync(Stack stack, OperationSubject subject, CancellationToken stop)
    {
        var id = await AgainAsync(() => StartAsync(stack, subject, stop));
        while (stack.Operations.StatusOf(id) is OperationStatus.InProgress)
            await Task.Delay(50, stop);
        if (stack.Operations.StatusOf(id) is OperationStatus.Failed failed)
            throw new InvalidOperationException(failed.FailureReason);
        stack.Operations.Forget(id);
    }

    /// <summary>Repeats what AWS throttled, as a controller does: the budget or the slots make it wait.</summary>
    public static async Task<T> AgainAsync<T>(Func<Task<T>> write)
    {
        while (true)
        {
            try
            {
                return await write();
            }
            catch (ThrottlingException)
            {
                // Nothing has happened in AWS; the next attempt waits for its turn.
            }
        }
    }

    public static CreateAccountAssignmentRequest Request(OperationSubject subject) => new()
    {
        InstanceArn = Fixture.InstanceArn,
        PermissionSetArn = subject.PermissionSetArn,
        TargetId = subject.AccountId,
        TargetType = TargetType.AWS_ACCOUNT,
        PrincipalType = PrincipalType.GROUP,
        PrincipalId = subject.Principal!.Id,
    };

    /// <summary>Every group in every account, one account after the other.</summary>
    public static async Task<List<OperationSubject>> SubjectsAsync(Stack stack, string arn, int accounts, CancellationToken stop)
    {
        var groups = await stack.Get<PrincipalDirectory>().RefreshGroupsAsync(stop);
        return [.. from id in groups from account in Enumerable.Range(0, accounts) select new OperationSubject(OperationKind.Creation, arn, Fixture.Account(account), new(PrincipalKind.Group, id))];
    }
}
