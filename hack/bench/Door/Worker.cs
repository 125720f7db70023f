using IdentityCenterOperator.IdentityCenter;

namespace Door;

/// <summary>The process that <see cref="Restart"/> kills: it brings permission sets and assignments to what is wanted, and ends when they are.</summary>
internal static class Worker
{
    public const int NewSets = 40;
    public const int ChangedSets = 10;
    public const string GrantedSet = "Set10";
    public const int Accounts = 30;
    public const int Groups = 4;

    public static async Task RunAsync(Uri endpoint, string file, CancellationToken stop)
    {
        await using var stack = new Stack(endpoint);
        var ledger = new Ledger(file);
        using var polling = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _ = stack.Polling(polling.Token);
        Console.WriteLine("begun");
        await stack.Operations.RecognizedAsync(stop);
        await Task.WhenAll(GrantAsync(stack, ledger.Arn(GrantedSet)!, stop), SetsAsync(stack, ledger, stop));
        await polling.CancelAsync();
    }

    private static async Task SetsAsync(Stack stack, Ledger ledger, CancellationToken stop)
    {
        var wishes = Enumerable.Range(0, ChangedSets).Select(i => Wish.Changed($"Set{i}")).Concat(Enumerable.Range(0, NewSets).Select(i => Wish.New($"New{i}")));
        await Parallel.ForEachAsync(
            wishes, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = stop },
            async (wish, token) => await stack.Get<Convergence>().ConvergeAsync(wish, ledger, token));
    }

    private static async Task GrantAsync(Stack stack, string arn, CancellationToken stop)
    {
        var subjects = await Granting.SubjectsAsync(stack, arn, Accounts, stop);
        foreach (var holder in subjects.Select(subject => subject.Principal!).Distinct())
            await stack.Get<AssignmentReader>().TryHolderAsync(holder, CallPriority.Edit, stop);
        var missing = subjects.Where(subject => stack.Facts.Assignment(new(subject.AccountId!, subject.PermissionSetArn, subject.Principal!)) is Fact<Assignment>.Absent);
        await Task.WhenAll(missing.Select(subject => Granting.GrantAsync(stack, subject, stop)));
    }
}
