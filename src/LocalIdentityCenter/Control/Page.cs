using System.Globalization;
using LocalIdentityCenter.State;

namespace LocalIdentityCenter.Control;

/// <summary>The page as HTML. The parts that change are replaced every two seconds, unless somebody is filling in a form.</summary>
internal static class Page
{
    private const string Refresh = """
        setInterval(async () => {
          if (document.querySelector('form :focus') || document.hidden) return;
          const answer = await fetch(location.href).catch(() => null);
          if (!answer || !answer.ok) return;
          const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
          for (const part of document.querySelectorAll('[data-live]')) part.replaceWith(fresh.getElementById(part.id));
        }, 2000);
        """;

    // What somebody does most comes first.
    private static readonly string[] accountStates = ["SUSPENDED", "ACTIVE", "CLOSED", "PENDING_CLOSURE", "PENDING_ACTIVATION"];

    private static readonly Html style = new(ReadStyle());

    public static Html Render(PageView view, IReadOnlyList<Call> calls, IReadOnlyList<Fault> faults, PageRequest request) => Html.Of($"""
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Local Identity Center</title><link rel="icon" href="data:,"><style>{style}</style></head>
        <body>
        {Header(view)}
        {Notice(request.Notice)}
        <section><h2>Who holds what where</h2>{Filter(view, request)}{Matrix(view)}</section>
        <div class="columns">
        <section><h2>Operations</h2>{Operations(view)}</section>
        <section><h2>Calls</h2>{Calls(calls, request.CallerName)}</section>
        </div>
        <section><h2>As somebody in the console</h2><div class="forms">{Forms(view)}</div></section>
        <section><h2>Faults</h2>{Faults(faults)}</section>
        <script>{new Html(Refresh)}</script>
        </body></html>
        """);

    private static Html Header(PageView view) => Html.Of($"""
        <header id="header" data-live>
        <h1>Local Identity Center</h1>
        <p>{view.InstanceArn ?? "no instance"} <span class="quiet">in {view.Organization}</span></p>
        <p>{Html.Join(view.Regions.Select(Region))}</p>
        <p class="counts"><b>{view.Counts.Accounts}</b> accounts <b>{view.Counts.PermissionSets}</b> permission sets <b>{view.Counts.Assignments}</b> assignments <b>{view.Counts.InFlight}</b> in flight</p>
        </header>
        """);

    private static Html Region(RegionState region) => Html.Of(
        $"""<span class="chip {region.Status.ToString()}">{region.Name}{(region.IsPrimary ? " primary" : "")}{(region.Status == RegionStatus.ACTIVE ? "" : $" {region.Status}")}</span> """);

    private static Html Notice(string? notice) => string.IsNullOrEmpty(notice) ? default : Html.Of($"""<p class="notice" role="status">{notice}</p>""");

    private static Html Filter(PageView view, PageRequest request) => Html.Of($"""
        <form method="get" class="filter"><input name="account" placeholder="account or unit" value="{request.Account}"><input name="set" placeholder="permission set" value="{request.Set}"><button>Filter</button>
        <span class="quiet">showing {view.Accounts.Count} of {view.Counts.Accounts} accounts, {view.Sets.Count} of {view.Counts.PermissionSets} permission sets</span></form>
        """);

    private static Html Matrix(PageView view) => Html.Of($"""
        <div class="scroll" id="matrix" data-live><table class="matrix">
        <thead><tr><th>account</th>{Html.Join(view.Sets.Select(s => Html.Of($"<th title=\"{s.Arn}\">{s.Name}</th>")))}</tr></thead>
        <tbody>{Html.Join(view.Accounts.Select(a => AccountRow(a, view.Sets)))}</tbody>
        </table></div>
        """);

    private static Html AccountRow(AccountRow account, IReadOnlyList<SetColumn> sets) => Html.Of($"""
        <tr class="{account.State.ToString()}"><th><span class="quiet">{account.Path}</span>{account.Name} <span class="quiet">{account.Id}</span>{State(account.State)}</th>{Html.Join(account.Cells.Zip(sets, (c, s) => Cell(c, account, s)))}</tr>
        """);

    private static Html State(AccountState state) => state == AccountState.ACTIVE ? default : Html.Of($""" <span class="chip FAILED">{state.ToString()}</span>""");

    private static Html Cell(CellView cell, AccountRow account, SetColumn set) => Html.Of(
        $"""<td title="{cell.RoleName}">{Html.Join(cell.Principals.Select(p => Holder(p, account, set)))}{(cell.IsOutdated ? new Html("<span class=\"chip outdated\">outdated</span>") : default)}</td>""");

    private static Html Holder(PrincipalName principal, AccountRow account, SetColumn set) => Html.Of($"""
        <form method="post" action="/_console/unassign" class="chip {principal.Principal.Type.ToString()}{(principal.Name is null ? " orphan" : "")}">{Label(principal)}<input type="hidden" name="set" value="{set.Arn}"><input type="hidden" name="account" value="{account.Id}"><input type="hidden" name="principal" value="{principal.Principal.ToString()}"><button title="remove this assignment" aria-label="remove">×</button></form>
        """);

    private static string Label(PrincipalName principal) => principal.Name ?? $"deleted {principal.Principal.Id[^12..]}";

    private static Html Operations(PageView view) => Html.Of($"""
        <table id="operations" data-live><thead><tr><th>at</th><th>what</th><th>status</th></tr></thead><tbody>{Html.Join(view.Operations.Select(Operation))}</tbody></table>
        """);

    private static Html Operation(OperationRow operation) => Html.Of($"""
        <tr><td>{Clock(operation.Created)}</td><td>{Verb(operation.Kind)} {operation.Set} {(operation.Principal is { } p ? $"for {Label(p)} " : "")}in {operation.Account}<div class="quiet">{operation.FailureReason}</div></td><td><span class="chip {operation.Status.ToString()}">{operation.Status.ToString()}{(operation.IsStuck ? " stuck" : "")}</span></td></tr>
        """);

    private static string Verb(OperationKind kind) => kind switch
    {
        OperationKind.CreateAssignment => "assign",
        OperationKind.DeleteAssignment => "unassign",
        _ => "provision",
    };

    private static Html Calls(IReadOnlyList<Call> calls, Func<string, string> callerName) => Html.Of($"""
        <table id="calls" data-live><thead><tr><th>at</th><th>who</th><th>call</th><th>outcome</th></tr></thead><tbody>{Html.Join(calls.Reverse().Take(25).Select(c => Call(c, callerName)))}</tbody></table>
        """);

    private static Html Call(Call call, Func<string, string> callerName) => Html.Of($"""
        <tr class="{(call.IsWrite ? "write" : "read")}"><td>{Clock(call.Time)}</td><td title="{call.AccessKeyId} {call.UserAgent}">{callerName(call.AccessKeyId)}</td><td>{call.Operation} <span class="quiet">{call.Resource}</span></td><td><span class="chip {(call.Outcome == "OK" ? "SUCCEEDED" : "FAILED")}">{call.Outcome}</span></td></tr>
        """);

    private static Html Forms(PageView view) => Html.Join(
    [
        Form("assign", "Add an assignment", Sets(view), Accounts(view), Principals(view.Principals)),
        Form("detach", "Detach a policy", Html.Of($"""<select name="policy" aria-label="policy">{Html.Join(view.Sets.SelectMany(s => s.Policies.Select(p => Option($"{s.Arn} {p}", $"{s.Name}: {Short(p)}"))))}</select>""")),
        Form("attach", "Attach an AWS managed policy", Sets(view), Html.Of($"""<input name="policy" aria-label="policy" placeholder="name below policy/" required>""")),
        Form("delete-group", "Delete a group", Principals(view.Principals.Where(p => p.Principal.Type == PrincipalType.GROUP))),
        Form("account-state", "Change an account", Accounts(view), Html.Of($"""<select name="state" aria-label="state">{Html.Join(accountStates.Select(n => Option(n, n)))}</select>""")),
        Form("fault", "Fail the next call", Html.Of($"""<input name="operation" aria-label="operation" value="*" required><select name="kind" aria-label="kind">{Html.Join(Enum.GetNames<FaultKind>().Select(n => Option(n, n)))}</select>""")),
        Form("release", "Release what is stuck"),
        Form("reset", "Begin again with the seed"),
    ]);

    private static Html Form(string action, string label, params ReadOnlySpan<Html> inputs) => Html.Of(
        $"""<form method="post" action="/_console/{action}" id="{action}"><button>{label}</button>{Html.Join(inputs.ToArray())}</form>""");

    private static Html Sets(PageView view) => Html.Of($"""<select name="set" aria-label="permission set">{Html.Join(view.Sets.Select(s => Option(s.Arn, s.Name)))}</select>""");

    private static Html Accounts(PageView view) => Html.Of($"""<select name="account" aria-label="account">{Html.Join(view.Accounts.Select(a => Option(a.Id, a.Name)))}</select>""");

    private static Html Principals(IEnumerable<PrincipalName> principals) =>
        Html.Of($"""<select name="principal" aria-label="principal">{Html.Join(principals.Select(p => Option(p.Principal.ToString(), Label(p))))}</select>""");

    private static Html Option(string value, string label) => Html.Of($"""<option value="{value}">{label}</option>""");

    private static Html Faults(IReadOnlyList<Fault> faults) => faults.Count == 0 ? Html.Of($"""<p class="quiet" id="faults" data-live>none</p>""") : Html.Of($"""
        <ul id="faults" data-live>{Html.Join(faults.Select(f => Html.Of($"<li>{f.Kind.ToString()} {f.Operation} {f.Message}</li>")))}</ul>
        """);

    private static string Short(string policy) => policy[(policy.IndexOf(":policy/", StringComparison.Ordinal) is var at and >= 0 ? at + ":policy/".Length : 0)..];

    private static string Clock(DateTimeOffset time) => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private static string ReadStyle()
    {
        using var stream = typeof(Page).Assembly.GetManifestResourceStream("page.css") ?? throw new InvalidOperationException("page.css is not embedded");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

/// <summary>What the address of the page asks for, and how callers are called.</summary>
internal sealed record PageRequest(string? Account, string? Set, string? Notice, Func<string, string> CallerName);
