using System.Text.Json.Nodes;
using LocalIdentityCenter.Seeding;
using Operator.Tests.CommandLine.Support;
using Operator.Tests.Harness;
using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.CommandLine;

/// <summary>What a plan says is what the operator then does: each story plans files, applies them, runs the operator, and compares the calls.</summary>
public sealed class PlanStories : CommandStory
{
    private const string Key = "arn:aws:kms:eu-central-1:100000000001:key/mrk-1234abcd12ab34cd56ef1234567890ab";

    private const string Reader = """
        apiVersion: identitycenter.dev/v1alpha1
        kind: PermissionSet
        metadata: {name: reader}
        spec:
          description: Reads
          managedPolicies: [ReadOnlyAccess, SecurityAudit]
          inlinePolicy: {Version: "2012-10-17", Statement: [{Effect: Allow, Action: "s3:Get*", Resource: "*"}, {Effect: Allow, Action: "s3:List*", Resource: "*"}]}
        """;

    private const string Data = """
        apiVersion: identitycenter.dev/v1alpha1
        kind: AccountAssignment
        metadata: {name: data, namespace: trusted}
        spec:
          permissionSetRef: {name: reader}
          principals: [{group: Data}]
          targets: {organizationalUnits: [{path: Workloads/Prod}]}
        """;

    private protected override Seed Seed
    {
        get
        {
            var seed = Organization.Seed();
            return seed with { Instance = seed.Instance! with { EncryptionKey = Key }, Keys = [new() { Arn = Key, Replicas = ["eu-west-1"] }] };
        }
    }

    [Fact]
    public async Task Created_from_nothing()
    {
        await PlansAsync($"{Reader}\n---\n{Data}", 2, """
            + PermissionSet reader
                create permission set reader with session duration PT1H, description "Reads", relay state ""
                put inline policy * (2 statements)
                attach managed policy arn:aws:iam::aws:policy/ReadOnlyAccess
                attach managed policy arn:aws:iam::aws:policy/SecurityAudit

            + AccountAssignment trusted/data
                assign reader to group "Data" in 3 accounts: a400000000001 (400000000001), a400000000002 (400000000002), a400000000003 (400000000003)

            Plan: 2 objects of 2 change AWS: 1 permission set created, 3 assignments made, 3 other changes.
            """);
    }

    [Fact]
    public async Task One_statement_edited()
    {
        await GivenAsync($"{Reader}\n---\n{Data}");
        await PlansAsync($"{Reader.Replace("s3:List*", "s3:ListBucket", StringComparison.Ordinal)}\n---\n{Data}", 2, """
            ! PermissionSet reader
                put inline policy * (2 statements)
                provision all 3 accounts that have it
                  spec.inlinePolicy: from {"Action":["s3:list*"],"Effect":"Allow","Resource":["*"]} to {"Action":["s3:listbucket"],"Effect":"Allow","Resource":["*"]}

            Plan: 1 object of 2 change AWS: 2 other changes.
            """);
    }

    [Fact]
    public async Task A_policy_removed()
    {
        await GivenAsync(Reader);
        await PlansAsync(Reader.Replace(", SecurityAudit", "", StringComparison.Ordinal), 2, """
            - PermissionSet reader
                detach managed policy arn:aws:iam::aws:policy/SecurityAudit

            Plan: 1 object of 1 change AWS: 1 other change.
            """);
    }

    [Fact]
    public async Task A_group_added()
    {
        await GivenAsync($"{Reader}\n---\n{Data}");
        await PlansAsync($"{Reader}\n---\n{Data.Replace("{group: Data}", "{group: Data}, {user: alice@example.com}", StringComparison.Ordinal)}", 2, """
            + AccountAssignment trusted/data
                assign reader to user "alice@example.com" in 3 accounts: a400000000001 (400000000001), a400000000002 (400000000002), a400000000003 (400000000003)

            Plan: 1 object of 2 change AWS: 3 assignments made.
            """);
    }

    [Fact]
    public async Task A_group_removed()
    {
        await GivenAsync($"{Reader}\n---\n{Data.Replace("{group: Data}", "{group: Data}, {group: Web}", StringComparison.Ordinal)}");
        await PlansAsync($"{Reader}\n---\n{Data}", 2, """
            - AccountAssignment trusted/data
                revoke reader from group "Web" in 3 accounts: a400000000001 (400000000001), a400000000002 (400000000002), a400000000003 (400000000003)

            Plan: 1 object of 2 change AWS: 3 assignments revoked.
            """);
    }

    [Fact]
    public async Task An_account_moved_to_another_unit()
    {
        await GivenAsync($"{Reader}\n---\n{Data}");
        Aws.Server.Organization.MoveAccount(Accounts[3], Prod);
        Aws.Server.Organization.MoveAccount(Accounts[0], Dev);
        await PlansAsync($"{Reader}\n---\n{Data}", 2, """
            ! AccountAssignment trusted/data
                assign reader to group "Data" in a400000000004 (400000000004)
                revoke reader from group "Data" in a400000000001 (400000000001)

            Plan: 1 object of 2 change AWS: 1 assignment made, 1 assignment revoked.
            """);
    }

    [Fact]
    public async Task An_access_that_ended()
    {
        await GivenAsync($"{Reader}\n---\n{Data}");
        await PlansAsync($"{Reader}\n---\n{Data}\n  expiresAt: \"2020-01-01T00:00:00Z\"", 2, """
            - AccountAssignment trusted/data
                revoke reader from group "Data" in 3 accounts: a400000000001 (400000000001), a400000000002 (400000000002), a400000000003 (400000000003)
                Expired: The access ended at 2020-01-01T00:00:00Z.

            Plan: 1 object of 2 change AWS: 3 assignments revoked.
            """);
    }

    [Fact]
    public async Task Two_that_overlap_and_one_of_them_pruned()
    {
        var other = Data.Replace("name: data", "name: other", StringComparison.Ordinal).Replace("Workloads/Prod", "Workloads", StringComparison.Ordinal);
        await GivenAsync($"{Reader}\n---\n{Data}\n---\n{other}");
        var pruned = await RunAsync($"{Reader}\n---\n{Data}", ["plan", "--filename", "-", .. InCluster, "--trusted-namespaces", "trusted", "--prune"]);
        Assert.Equal(Lines("""
            - AccountAssignment trusted/other (pruned)
                revoke reader from group "Data" in 3 accounts: a400000000004 (400000000004), a400000000005 (400000000005), a400000000006 (400000000006)

            Plan: 1 object of 3 change AWS: 3 assignments revoked.
            """), pruned.Out);
        Assert.Equal(2, pruned.ExitCode);
        var mark = Aws.Mark;
        await Cluster.Assignments.DeleteAsync("other");
        await StartOperatorAsync();
        await Cluster.Assignments.GoneAsync("other");
        Assert.Equal(3, Aws.WritesSince(mark).Count(call => call == "DeleteAccountAssignment"));
        Assert.Equal(3, Aws.WritesSince(mark).Count);
    }

    [Fact]
    public async Task What_an_object_that_is_gone_left_goes_with_the_right_to_it()
    {
        const string opened = Reader + "\n  assignableFrom: {namespaces: [team]}";
        await Cluster.NamespaceAsync("team");
        await GivenAsync($"{opened}\n---\n{Data.Replace("trusted", "team", StringComparison.Ordinal)}\n  deletionPolicy: Retain");
        await StartOperatorAsync();
        await Cluster.AssignmentsIn("team").DeleteAsync("data");
        await Cluster.AssignmentsIn("team").GoneAsync("data");
        await Operator.StopAsync();
        var record = (await Cluster.Records.ListAsync()).Single().Name;
        var kept = await RunAsync(opened, ["plan", "--filename", "-", .. InCluster]);
        Assert.Equal((0, Lines("Plan: No changes; AWS is as this object declares.")), (kept.ExitCode, kept.Out));
        var lost = await RunAsync(Reader, ["plan", "--filename", "-", .. InCluster]);
        Assert.Equal(Lines($"""
            - AccessRecord {record} (not in the files)
                revoke reader from group "Data" in 3 accounts: a400000000001 (400000000001), a400000000002 (400000000002), a400000000003 (400000000003)

            Plan: 1 object of 2 change AWS: 3 assignments revoked.
            """), lost.Out);
    }

    [Fact]
    public async Task All_of_it_pruned()
    {
        await GivenAsync($"{Reader}\n---\n{Data}");
        var pruned = await RunAsync("", ["plan", "--filename", "-", .. InCluster, "--trusted-namespaces", "trusted", "--prune"]);
        Assert.Equal(Lines("""
            - AccountAssignment trusted/data (pruned)
                revoke reader from group "Data" in 3 accounts: a400000000001 (400000000001), a400000000002 (400000000002), a400000000003 (400000000003)

            - PermissionSet reader (pruned)
                delete the permission set

            Plan: 2 objects of 2 change AWS: 1 permission set deleted, 3 assignments revoked.
            """), pruned.Out);
        var mark = Aws.Mark;
        await Cluster.Assignments.DeleteAsync("data");
        await Cluster.DeleteAsync("reader");
        await StartOperatorAsync();
        await Cluster.GoneAsync("reader");
        Assert.Equal(["DeleteAccountAssignment", "DeleteAccountAssignment", "DeleteAccountAssignment", "DeletePermissionSet"], Aws.WritesSince(mark).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_set_of_somebody_else_in_the_way()
    {
        await Aws.CreateAsync("reader", "Theirs", null, ("identitycenter.dev/cluster", "another"), ("identitycenter.dev/uid", "somebody"));
        await PlansAsync($"{Reader}\n---\n{Data}", 1, """
            ! PermissionSet reader
                AlreadyManaged: The permission set "reader" belongs to another cluster (tags identitycenter.dev/cluster="another", identitycenter.dev/uid="somebody"): choose another name, or remove the tags if that owner is gone.

            ! AccountAssignment trusted/data
                PermissionSetNotReady: PermissionSet "reader" does not own the permission set of its name in AWS (AlreadyManaged): nothing is assigned, recorded or revoked under it. See its own status.

            Plan: No changes; 1 has to be corrected; 1 waits.
            """, settled: "AlreadyManaged");
    }

    [Fact]
    public async Task A_Region_added()
    {
        await PlansAsync("""
            apiVersion: identitycenter.dev/v1alpha1
            kind: ReplicaRegion
            metadata: {name: eu-west-1}
            spec: {}
            """, 2, """
            + ReplicaRegion eu-west-1
                add Region eu-west-1 to the instance

            Plan: 1 object of 1 change AWS: 1 Region added.
            """);
    }

    [Fact]
    public async Task Specs_that_break_rules()
    {
        await PlansAsync($"{Reader.Replace("managedPolicies:", "relayState: \"<no>\"\n  managedPolicies:", StringComparison.Ordinal)}", 1, """
            ! PermissionSet reader
                InvalidSpec: spec.relayState is "<no>": character 1 is none that AWS takes there, "<"; use an address of ASCII characters without < > ^ and `.

            Plan: No changes; 1 has to be corrected.
            """, settled: null);
        Assert.Empty(Aws.WritesSince(0));
    }

    [Fact]
    public async Task A_policy_that_IAM_would_refuse()
    {
        await PlansAsync(Reader.Replace("s3:List*", "s3::List*", StringComparison.Ordinal), 1, """
            ! PermissionSet reader
                InvalidSpec: spec.inlinePolicy.Statement[1].Action is "s3::List*": has 2 colons, and an action has one; did you mean "s3:List*"?

            Plan: No changes; 1 has to be corrected.
            """, settled: "Stalled");
        Assert.Empty(Aws.WritesSince(0));
    }

    [Fact]
    public async Task A_policy_as_text()
    {
        await PlansAsync("""
            apiVersion: identitycenter.dev/v1alpha1
            kind: PermissionSet
            metadata: {name: json-text}
            spec:
              inlinePolicy: |
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["s3:ListAllMyBuckets"], "Resource": "arn:aws:s3:::*"}]}
            """, 1, """
            ! PermissionSet json-text
                InvalidSpec: spec.inlinePolicy is a string, not an object: write a policy as in IAM's policy grammar, in YAML or JSON, and not as text in a string.

            Plan: No changes; 1 has to be corrected.
            """, settled: null);
    }

    [Fact]
    public async Task What_is_legal_and_suspicious_is_warned_of_and_planned_all_the_same()
    {
        var suspicious = Reader.Replace("\"s3:List*\"", "\"*\"", StringComparison.Ordinal).Replace("[ReadOnlyAccess, SecurityAudit]", "[ViewOnlyAccess]", StringComparison.Ordinal);
        const string everything = "warning AllowsEverything: spec.inlinePolicy.Statement[1] allows every action on every resource, without a condition: who is assigned this permission set administers the account.";
        const string path = "warning PathMistaken: spec.managedPolicies[0] is \"ViewOnlyAccess\": AWS has this policy as job-function/ViewOnlyAccess; write it with its path.";
        await PlansAsync(suspicious, 2, $"""
            + PermissionSet reader
                create permission set reader with session duration PT1H, description "Reads", relay state ""
                put inline policy * (2 statements)
                attach managed policy arn:aws:iam::aws:policy/ViewOnlyAccess
                {path}
                {everything}

            Plan: 1 object of 1 change AWS: 1 permission set created, 2 other changes; 2 warnings.
            """, settled: null);
        var markdown = await RunAsync(suspicious, ["plan", "--filename", "-", "--output", "markdown"]);
        Assert.Contains($"!   {everything}\n", markdown.Out, StringComparison.Ordinal);
        var warnings = (await RunAsync(suspicious, ["plan", "--filename", "-", "--output", "json"])).Json["resources"]![0]!["warnings"]!.AsArray();
        Assert.Equal(["PathMistaken spec.managedPolicies[0]", "AllowsEverything spec.inlinePolicy.Statement[1]"], warnings.Select(warning => $"{warning!["reason"]} {warning["field"]}"));
        Assert.EndsWith("administers the account.", (string)warnings[1]!["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_warning_alone_changes_nothing()
    {
        var suspicious = Reader.Replace("\"s3:List*\"", "\"*\"", StringComparison.Ordinal);
        await GivenAsync(suspicious);
        await PlansAsync(suspicious, 0, """
              PermissionSet reader
                warning AllowsEverything: spec.inlinePolicy.Statement[1] allows every action on every resource, without a condition: who is assigned this permission set administers the account.

            Plan: No changes; 1 warning; AWS is as this object declares.
            """);
    }

    [Fact]
    public async Task A_pause_that_the_files_have_no_more()
    {
        await GivenAsync($"{Reader}\n---\n{Data}");
        var paused = Data.Replace("namespace: trusted", "namespace: trusted, annotations: {identitycenter.dev/paused: \"true\"}", StringComparison.Ordinal);
        await Cluster.Plane.ApplyAsync(paused);
        await PlansAsync(Data.Replace("{group: Data}", "{group: Data}, {group: Web}", StringComparison.Ordinal), 2, """
            + AccountAssignment trusted/data
                assign reader to group "Web" in 3 accounts: a400000000001 (400000000001), a400000000002 (400000000002), a400000000003 (400000000003)

            Plan: 1 object of 1 change AWS: 3 assignments made.
            """);
    }

    [Fact]
    public async Task A_pause_in_other_words()
    {
        await GivenAsync(Reader);
        await PlansAsync(Data.Replace("namespace: trusted", "namespace: trusted, annotations: {identitycenter.dev/paused: \"on\"}", StringComparison.Ordinal), 0, """
              AccountAssignment trusted/data
                Paused: The annotation identitycenter.dev/paused is set to "on", which is neither "true" nor "false" and is taken for "true". Set it to "true" to say the same, or remove it to go on.

            Plan: No changes; AWS is as this object declares.
            """, settled: "Paused");
    }

    [Fact]
    public async Task What_kubectl_applied_before_and_somebody_set_since()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, $"{Reader}\n  sessionDuration: PT2H");
        await Cluster.Plane.KubectlAsync("apply", "--filename", file);
        File.Delete(file);
        await Cluster.Plane.KubectlAsync("patch", "permissionset", "reader", "--type=merge", "--patch", """{"spec":{"relayState":"https://console.aws.amazon.com/s3"}}""");
        await StartOperatorAsync();
        await Cluster.Sets.ReadyAsync("reader");
        await RestsAsync();
        await Operator.StopAsync();
        var plan = await RunAsync(Reader, ["plan", "--filename", "-", .. InCluster]);
        Assert.Equal(2, plan.ExitCode);
        Assert.Contains("session duration", plan.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("spec.relayState: from", plan.Out, StringComparison.Ordinal);
        Assert.Contains("PermissionSet reader keeps spec.relayState, which the files lack: it was set by kubectl-patch.", plan.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_label_of_a_namespace_that_the_files_have_no_more()
    {
        const string ns = "apiVersion: v1\nkind: Namespace\nmetadata: {name: trusted, labels: {reads: \"true\"}}";
        var selecting = $"{Reader}\n  assignableFrom: {{namespaceSelector: {{matchLabels: {{reads: \"true\"}}}}}}";
        await GivenAsync($"{ns}\n---\n{selecting}\n---\n{Data}");
        await PlansAsync(ns.Replace(", labels: {reads: \"true\"}", "", StringComparison.Ordinal), 1, """
            ! AccountAssignment trusted/data (not in the files)
                revoke reader from group "Data" in 3 accounts: a400000000001 (400000000001), a400000000002 (400000000002), a400000000003 (400000000003)
                NamespaceNotAllowed: Namespace trusted may not use PermissionSet "reader": ask its owner to add the namespace to spec.assignableFrom.

            Plan: 1 object of 1 change AWS: 3 assignments revoked; 1 has to be corrected.
            """, settled: "NamespaceNotAllowed");
    }

    [Fact]
    public async Task Fields_by_a_merge_key_and_words_that_kubectl_takes_for_others()
    {
        await GivenAsync($"{Reader}\n---\n{Data}");
        var merged = Reader.Replace("spec:\n", "spec:\n  <<: &base {managedPolicies: [ReadOnlyAccess, SecurityAudit]}\n", StringComparison.Ordinal).Replace("  managedPolicies: [ReadOnlyAccess, SecurityAudit]\n", "", StringComparison.Ordinal);
        Assert.NotEqual(Reader, merged);
        await PlansAsync(merged, 0, "Plan: No changes; AWS is as this object declares.");
        await PlansAsync(Data.Replace("{group: Data}", "{group: on}", StringComparison.Ordinal), 1, """
            ! AccountAssignment trusted/data
                InvalidSpec: The object cannot be read at $.spec.principals[0].group: it is true, a boolean, and text is expected: put it in quotation marks (so are yes, no, on, off, y and n booleans for kubectl). Correct the value, or upgrade the operator if a newer version wrote it.

            Plan: No changes; 1 has to be corrected.
            """, settled: null);
    }

    [Fact]
    public async Task Selected_namespaces_without_a_cluster()
    {
        var selecting = $"{Reader}\n  assignableFrom: {{namespaceSelector: {{matchLabels: {{reads: \"true\"}}}}}}";
        var plan = await RunAsync($"{selecting}\n---\n{Data}", ["plan", "--filename", "-"]);
        Assert.Equal(2, plan.ExitCode);
        Assert.Contains("assign reader to group \"Data\" in 3 accounts", plan.Out, StringComparison.Ordinal);
        Assert.Contains("The files do not have the namespace trusted: labels are taken to be such as spec.assignableFrom.namespaceSelector selects.", plan.Out, StringComparison.Ordinal);
        var other = await RunAsync($"{selecting}\n---\n{Data}\n---\napiVersion: v1\nkind: Namespace\nmetadata: {{name: trusted}}", ["plan", "--filename", "-"]);
        Assert.Equal(1, other.ExitCode);
        Assert.Contains("NamespaceNotAllowed", other.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_that_let_through_what_was_held_back()
    {
        await GivenAsync($"{Reader}\n---\n{Data.Replace("path: Workloads/Prod", "path: Workloads", StringComparison.Ordinal)}");
        await Cluster.Plane.ApplyAsync(Data.Replace("{group: Data}", "{group: Web}", StringComparison.Ordinal).Replace("path: Workloads/Prod", "path: Workloads", StringComparison.Ordinal));
        await StartOperatorAsync();
        await Cluster.Assignments.UntilAsync("data", seen => seen.Reason == "GuardTripped", "is held back");
        await RestsAsync();
        await Operator.StopAsync();
        var plan = await RunAsync("apiVersion: identitycenter.dev/v1alpha1\nkind: IdentityCenter\nmetadata: {name: default}\nspec: {deletionGuard: {maxRevocations: 50, maxPercent: 100, perNamespace: {maxRevocations: 50, maxPercent: 100}}}", ["plan", "--filename", "-", .. InCluster, "--trusted-namespaces", "trusted"]);
        Assert.Equal(2, plan.ExitCode);
        Assert.Matches("- AccountAssignment trusted/data \\(not in the files\\)\n    revoke reader from group .+ in 6 accounts", plan.Out);
    }

    [Fact]
    public async Task A_version_that_nobody_serves()
    {
        var plan = await RunAsync(Reader.Replace("/v1alpha1", "/v1", StringComparison.Ordinal), ["plan", "--filename", "-"]);
        Assert.Equal(1, plan.ExitCode);
        Assert.Contains("! PermissionSet reader\n    InvalidSpec: standard input has apiVersion \"identitycenter.dev/v1\"", plan.Out, StringComparison.Ordinal);
        Assert.EndsWith("Plan: No changes; 1 has to be corrected.\n", plan.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_to_change()
    {
        await GivenAsync($"{Reader}\n---\n{Data}");
        await PlansAsync($"{Reader}\n---\n{Data}", 0, "Plan: No changes; AWS is as these 2 objects declare.");
    }

    [Fact]
    public async Task More_revocations_than_the_guard_allows()
    {
        await GivenAsync($"{Reader}\n---\n{Data.Replace("path: Workloads/Prod", "path: Workloads", StringComparison.Ordinal)}");
        var plan = await RunAsync(Data.Replace("{group: Data}", "{group: Web}", StringComparison.Ordinal).Replace("path: Workloads/Prod", "path: Workloads", StringComparison.Ordinal), ["plan", "--filename", "-", .. InCluster, "--trusted-namespaces", "trusted"]);
        Assert.Equal(2, plan.ExitCode);
        Assert.Contains("GuardTripped: 6 assignments would be revoked, and the deletion guard allows 5 now", plan.Out, StringComparison.Ordinal);
        Assert.Contains("held back: revoke reader from group \"Data\" in 6 accounts", plan.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task For_a_pull_request_and_without_a_cluster()
    {
        var plan = await RunAsync($"{Reader}\n---\n{Data}\n---\nkind: ConfigMap", ["plan", "--filename", "-", "--output", "markdown"]);
        Assert.Equal(1, plan.ExitCode);
        Assert.StartsWith("### Plan for IAM Identity Center\n\n1 object of 2 change AWS: 1 permission set created, 3 other changes; 1 has to be corrected.\n\n```diff\n+ PermissionSet reader\n+   create permission set reader", plan.Out, StringComparison.Ordinal);
        Assert.Contains("\n!   NamespaceNotAllowed: Namespace trusted may not use PermissionSet \"reader\"", plan.Out, StringComparison.Ordinal);
        Assert.Contains("\n```\n\n> No cluster was asked (--cluster): not told are", plan.Out, StringComparison.Ordinal);
        Assert.Contains("\n> Namespaces that the operator is started to trust are not known here", plan.Out, StringComparison.Ordinal);
        Assert.EndsWith("\n> Passed over, being of other kinds: 1 object.\n", plan.Out, StringComparison.Ordinal);
    }

    /// <summary>The operator has brought this about, and is gone.</summary>
    private async Task GivenAsync(string yaml)
    {
        await Cluster.Plane.ApplyAsync(yaml);
        await StartOperatorAsync();
        await Until(async () => (await Cluster.AllAsync()).All(seen => seen.IsReady), "all objects are Ready");
        await RestsAsync();
        await Operator.StopAsync();
    }

    /// <summary>Plans, applies, runs the operator, and compares. A file that the API server itself would refuse is not applied (settled: null).</summary>
    private async Task PlansAsync(string yaml, int exitCode, string expected, string? settled = "Ready")
    {
        string[] arguments = ["plan", "--filename", "-", .. InCluster, "--trusted-namespaces", "trusted"];
        var text = await RunAsync(yaml, arguments);
        Assert.Equal(Lines(expected), WithoutHashes(text.Out));
        Assert.Equal(exitCode, text.ExitCode);
        var planned = Calls((await RunAsync(yaml, [.. arguments, "--output", "json"])).Json);
        if (settled is null)
            return;
        var mark = Aws.Mark;
        await Cluster.Plane.ApplyAsync(yaml);
        await StartOperatorAsync(sweepInterval: TimeSpan.FromSeconds(5));
        await Until(() => Task.FromResult(Done(mark).Count >= planned.Count), "the operator has made as many calls as planned");
        await Until(async () => (await Cluster.AllAsync()).All(seen => seen.IsReady || seen.Reason is not null and not "Progressing"), "all objects have settled");
        if (settled == "Ready")
            await Until(async () => (await Cluster.AllAsync()).All(seen => seen.IsReady), "all objects are Ready");
        await RestsAsync();
        Assert.Equal(planned, Done(mark));
    }

    private List<string> Done(long mark) =>
    [
        .. OperatorChanges(mark).Select(call => JsonNode.Parse(call.Body)!.AsObject() is var body ? $"{call.Operation} {body["TargetId"]} {body["PrincipalId"]}".TrimEnd() : "")
            .Order(StringComparer.Ordinal),
    ];

    private static List<string> Calls(JsonNode plan) =>
    [
        .. plan["resources"]!.AsArray().SelectMany(resource => resource!["steps"]!.AsArray())
            .Select(step => $"{step!["operation"]} {step["accountId"]} {step["principalId"]}".TrimEnd())
            .Order(StringComparer.Ordinal),
    ];

    private static string Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd() + "\n";

    private static string WithoutHashes(string text) => System.Text.RegularExpressions.Regex.Replace(text, "policy [0-9a-f]{12}", "policy *");
}
