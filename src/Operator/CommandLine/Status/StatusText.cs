using System.Text;
using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Hosting;
using IdentityCenterOperator.Kubernetes.Client;

namespace IdentityCenterOperator.CommandLine.Status;

/// <summary>The board on one screen: what is well in a line, what is not in more.</summary>
internal static class StatusText
{
    private const int MostLines = 10;
    private const int LongestMessage = 160;

    /// <summary>The text.</summary>
    public static string Of(StatusBoard board, Paint paint)
    {
        var text = new StringBuilder();
        Instance(text, board, paint);
        Server(text, board.Server, paint);
        text.Append('\n').Append(Kinds(board).Text(paint));
        Propagation(text, board);
        NotReady(text, board, paint);
        Guard(text, board, paint);
        Expiring(text, board, paint);
        return text.ToString();
    }

    /// <summary>How long ago, in one unit.</summary>
    public static string Age(TimeSpan age) => age switch
    {
        { TotalSeconds: < 120 } => $"{Math.Max(0, (int)age.TotalSeconds)}s",
        { TotalMinutes: < 120 } => $"{(int)age.TotalMinutes}m",
        { TotalHours: < 48 } => $"{(int)age.TotalHours}h",
        _ => $"{(int)age.TotalDays}d",
    };

    private static void Instance(StringBuilder text, StatusBoard board, Paint paint)
    {
        if (board.Instance?.Status is not { InstanceArn: { } arn } status)
        {
            text.Append(paint.Bad("The operator has found no instance yet: does it run? See kubectl describe identitycenters.")).Append('\n');
            return;
        }

        var replicas = (status.Regions ?? []).Where(region => !region.Primary).Select(region => region.Status is "ACTIVE" ? region.Name : $"{region.Name} ({region.Status})").ToList();
        text.Append(paint.Strong("Instance")).Append($"    {arn} in {status.PrimaryRegion}").Append(replicas.Count == 0 ? "\n" : $", replicated to {string.Join(", ", replicas)}\n");
        text.Append(paint.Strong("Last look")).Append("   ").Append(LastLook(status.LastSweep, board.Now)).Append('\n');
        if (status.Unmanaged is { } unmanaged)
            text.Append(paint.Strong("Undeclared")).Append($"  {unmanaged.PermissionSets?.ToString(null, null) ?? "?"} permission sets, {unmanaged.Assignments?.ToString(null, null) ?? "?"} assignments, of which {unmanaged.Orphaned?.ToString(null, null) ?? "?"} of principals that are gone\n");
    }

    private static void Server(StringBuilder text, ServerVersion? server, Paint paint)
    {
        if (server is null)
            return;
        text.Append(paint.Strong("Kubernetes")).Append($"  {server.Text}\n");
        if (SupportedKubernetes.Objection(server) is { } objection)
            text.Append(paint.Attention(objection)).Append('\n');
    }

    private static string LastLook(SweepStatus? sweep, DateTimeOffset now) => sweep is not { FinishedAt: { } end } ? "none yet"
        : $"{Age(now - end)} ago, {sweep.Requests} requests, {(sweep.Complete ? "complete" : "not complete: what could not be read is taken as unknown")}";

    private static Table Kinds(StatusBoard board)
    {
        var table = new Table(("KIND", "kind"), ("READY", "ready"), ("DRIFTED", "drifted"));
        foreach (var kind in board.Kinds)
            table.Add(kind.Kind, $"{kind.Ready}/{kind.Total}", $"{kind.Drifted}");
        return table;
    }

    private static void Propagation(StringBuilder text, StatusBoard board)
    {
        var all = board.Objects.Select(state => state.Propagation).OfType<PropagationStatus>().ToList();
        var (current, accounts, failed, skipped) = (all.Sum(each => each.Current), all.Sum(each => each.Accounts - each.Skipped), all.Sum(each => each.Failed), all.Sum(each => each.Skipped));
        var assigned = board.Objects.Select(state => state.Assignments).OfType<AssignmentCounts>().ToList();
        text.Append($"\nPermission sets have reached {current} of {accounts} accounts{(failed == 0 ? "" : $", {failed} failed")}{(skipped == 0 ? "" : $", {skipped} skipped, since they are not active")}; {assigned.Sum(each => each.Assigned)} of {assigned.Sum(each => each.Desired)} assignments are made.\n");
        foreach (var state in board.Propagating.Take(MostLines))
            text.Append($"  {state.Name}: {state.Propagation!.Outdated} of {state.Propagation.Accounts - state.Propagation.Skipped} accounts have an older version\n");
    }

    private static void NotReady(StringBuilder text, StatusBoard board, Paint paint)
    {
        var all = board.NotReady.ToList();
        if (all.Count == 0)
            return;
        var table = new Table(("NOT READY", "name"), ("REASON", "reason"), ("SINCE", "since"), ("MESSAGE", "message"));
        foreach (var state in all.Take(MostLines))
            table.Add($"{state.Kind} {state.Name}", state.Reason, state.Since is { } since ? Age(board.Now - since) : null, Cut(state.Message));
        text.Append('\n').Append(table.Text(paint)).Append(More(all.Count));
    }

    private static void Guard(StringBuilder text, StatusBoard board, Paint paint)
    {
        var lines = board.Guard;
        if (lines.Count > 0)
        {
            var table = new Table(("DELETION GUARD", "namespace"), ("REVOKED", "used"), ("OF", "limit"), ("HELD BACK", "blocked"));
            foreach (var line in lines.Take(MostLines))
                table.Add(line.Namespace ?? "(no namespace)", $"{line.Used}", $"{line.Limit}", $"{line.Blocked}");
            text.Append('\n').Append(table.Text(paint)).Append(More(lines.Count));
        }

        if (board.Instance?.Status?.Guard?.Blocked is { } blocked)
            Guard(text, board.Instance.Metadata.Name, blocked, paint);
    }

    private static void Guard(StringBuilder text, string instance, GuardBlocked blocked, Paint paint)
    {
        var queued = blocked.Queued == 0 ? "" : $" {Counted.Of(blocked.Queued, "plan")} of them {(blocked.Queued == 1 ? "goes" : "go")} when there is room again.";
        text.Append('\n').Append(paint.Attention(
            $"The deletion guard holds back {Counted.Of(blocked.Plans, "plan")}: {Counted.Of(blocked.Revocations, "revocation")}, {Counted.Of(blocked.PermissionSets, "permission set")}.{queued}")).Append('\n');
        foreach (var sample in blocked.Sample ?? [])
            text.Append("  ").Append(Cut(sample)).Append('\n');
        if (blocked.Note is { } note)
            text.Append(paint.Attention(Cut(note))).Append('\n');
        text.Append($"Approve all with: kubectl annotate identitycenter {instance} identitycenter.dev/approve={blocked.Hash} --overwrite\n");
    }

    private static void Expiring(StringBuilder text, StatusBoard board, Paint paint)
    {
        var all = board.Expiring.ToList();
        if (all.Count == 0)
            return;
        var table = new Table(("EXPIRING", "name"), ("AT", "at"), ("IN", "in"));
        foreach (var state in all.Take(MostLines))
            table.Add($"{state.Kind} {state.Name}", AccessWindow.Text(state.ExpiresAt!.Value), Age(state.ExpiresAt.Value - board.Now));
        text.Append('\n').Append(table.Text(paint)).Append(More(all.Count));
    }

    private static string More(int count) => count > MostLines ? $"and {count - MostLines} more\n" : "";

    private static string Cut(string message) => message.Length <= LongestMessage ? message : $"{message[..(LongestMessage - 1)]}…";
}
