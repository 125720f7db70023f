using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using IdentityCenterOperator.Auditing;
using IdentityCenterOperator.CommandLine;
using IdentityCenterOperator.CommandLine.Planning;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using IdentityCenterOperator.Reconciliation;
using Microsoft.Extensions.DependencyInjection;
using Operator.Tests.CommandLine.Support;
using Operator.Tests.IdentityCenter.Support;

namespace Operator.Tests.CommandLine;

public sealed class CommandTests
{
    private static readonly string[] Commands = ["export", "plan", "who-can", "where-can", "status"];

    [Fact]
    public async Task Help_of_each_command_says_what_it_is_for_and_ends_with_examples()
    {
        foreach (var command in Commands.Append("run"))
        {
            var help = await RunAsync(command, "--help");
            Assert.Equal(0, help.ExitCode);
            Assert.Contains("Description:", help.Out, StringComparison.Ordinal);
            Assert.Contains($"Examples:\n  ", help.Out, StringComparison.Ordinal);
            Assert.Contains(command, help.Out[help.Out.IndexOf("Examples:", StringComparison.Ordinal)..], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Each_default_that_the_help_of_run_names_is_taken_as_input()
    {
        var help = (await RunAsync("run", "--help")).Out;
        foreach (var option in new[] { "lease-duration", "renew-deadline", "retry-period" })
        {
            var line = help.Split('\n').First(each => each.Contains($"--{option}", StringComparison.Ordinal));
            var byDefault = System.Text.RegularExpressions.Regex.Match(help[help.IndexOf(line, StringComparison.Ordinal)..], @"Default:\s+(\S+)\.\s").Groups[1].Value;
            Assert.NotNull(IdentityCenterOperator.Entities.GoDuration.Parse(byDefault));
            Assert.DoesNotContain("00:00", line, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_help_of_all_names_each_command()
    {
        var help = await RunAsync("--help");
        Assert.All(Commands, command => Assert.Contains($"\n  {command} ", help.Out, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("plan", "--filename")]
    [InlineData("who-can", "account")]
    [InlineData("export --requests-per-second 21", "--requests-per-second must be between 1 and 20.")]
    [InlineData("export --namespace No_Name", "--namespace must be")]
    [InlineData("who-can x --output xml", "xml")]
    public async Task A_mistake_in_the_command_line_is_named_with_exit_code_1(string arguments, string named)
    {
        var result = await RunAsync(arguments.Split(' '));
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(named, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status --kubeconfig /nowhere", "/nowhere")]
    [InlineData("plan --filename /nowhere.yaml", "/nowhere.yaml does not exist: name a file, a folder, or - for standard input.")]
    [InlineData("plan --filename - --prune", "--prune needs a cluster")]
    public async Task What_cannot_be_done_is_one_sentence_on_standard_error(string arguments, string sentence)
    {
        var result = await RunAsync(arguments.Split(' '));
        Assert.Equal((1, ""), (result.ExitCode, result.Out));
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.Trim().Split('\n'));
    }

    [Fact]
    public async Task A_file_that_is_no_YAML_is_named_with_line_and_column()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "a.yaml"), "kind: PermissionSet\nmetadata: {name: a\n");
        var result = await RunAsync("plan", "--filename", folder.Path);
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith($"{folder.Path}/a.yaml: line ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_without_objects_says_so() =>
        Assert.Equal("Plan: No changes; the files have no object of these kinds.\n", PlanText.Of(new([], []), default));

    [Fact]
    public void What_a_pull_request_shows_cannot_leave_its_block()
    {
        var plan = new ResourcePlan("PermissionSet", new(null, "a\n```\n# b"), ProposalOrigin.Files, new Outcome.Stalled(Reason.InvalidSpec, "````"));
        Assert.Contains("\n`````diff\n! \"PermissionSet a\\u000A```\\u000A# b\"\n!   InvalidSpec: ````\n`````\n", PlanMarkdown.Of(new([plan], [])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_of_any_size_fits_into_a_comment()
    {
        var many = Enumerable.Range(0, 2_000).Select(i => new ResourcePlan("PermissionSet", new(null, $"set-{i:D4}"), ProposalOrigin.Files, new Outcome.InSync("AWS is as declared."))
        {
            Steps = [new("CreatePermissionSet", StepSign.Adds, "create permission set with session duration PT1H and a description of some words")],
        }).Append(new("PermissionSet", new(null, "wrong"), ProposalOrigin.Files, new Outcome.Stalled(Reason.InvalidSpec, new('x', 100_000)))).ToList();
        var text = PlanMarkdown.Of(new(many, ["A note."]));
        Assert.InRange(text.Length, 50_000, 65_536);
        Assert.Contains("! PermissionSet wrong\n", text, StringComparison.Ordinal);
        var shown = System.Text.RegularExpressions.Regex.Count(text, "PermissionSet set-");
        Assert.Contains($"\n> {2_000 - shown} more objects, for which a comment has no room", text, StringComparison.Ordinal);
        Assert.EndsWith("\n> A note.\n", text, StringComparison.Ordinal);
        Assert.Equal(2, System.Text.RegularExpressions.Regex.Count(text, "^```", System.Text.RegularExpressions.RegexOptions.Multiline));
    }

    [Fact]
    public void One_object_with_more_than_a_comment_holds_is_cut()
    {
        var one = new ResourcePlan("AccountAssignment", new("a", "b"), ProposalOrigin.Files, new Outcome.InSync("AWS is as declared."))
        {
            Steps = [.. Enumerable.Range(0, 5_000).Select(i => new PlannedStep("CreateAccountAssignment", StepSign.Adds, $"assign reader to group \"Data {i}\" in 400000000001"))],
        };
        var text = PlanMarkdown.Of(new([one], []));
        Assert.InRange(text.Length, 10_000, 65_536);
        Assert.Matches("!   and \\d+ more lines\n```\n", text);
    }

    [Theory]
    [InlineData("ExpiredTokenException", "AWS does not accept these credentials at ListInstances. It said: ExpiredTokenException (HTTP 403): The token is expired. Request 12e5. Sign in again, for example with aws sso login, and look at the clock of this machine.")]
    [InlineData("InvalidSignatureException", "AWS does not accept these credentials at ListInstances. It said: InvalidSignatureException (HTTP 403): The token is expired. Request 12e5. Sign in again, for example with aws sso login, and look at the clock of this machine.")]
    [InlineData("AccessDeniedException", "AWS denied these credentials at ListInstances. It said: AccessDeniedException (HTTP 403): The token is expired. Request 12e5. Compare the role's policy with docs/iam-policy-read-only.json.")]
    public void Who_asks_and_what_is_asked_for_are_refused_in_different_words(string code, string sentence)
    {
        var error = new AmazonServiceException("The token is expired") { ErrorCode = code, StatusCode = System.Net.HttpStatusCode.Forbidden, RequestId = "12e5" };
        error.Data[AwsFailure.OperationKey] = "ListInstances";
        Assert.Equal(sentence, CommandErrors.Sentence(error));
    }

    [Fact]
    public void What_keeps_AWS_from_being_asked_is_told_with_its_own_remedy()
    {
        Exception line = new HttpRequestException("Connection refused (127.0.0.1:9)");
        line.Data[AwsFailure.OperationKey] = "ListInstances";
        Assert.Equal("AWS could not be reached at ListInstances: Connection refused (127.0.0.1:9). Check the network, AWS_REGION, HTTPS_PROXY and AWS_ENDPOINT_URL.", CommandErrors.Sentence(line));
        Exception credentials = new AmazonClientException("Failed to resolve AWS credentials.\n\nException 1 of 4: no profile");
        credentials.Data[AwsFailure.OperationKey] = "ListInstances";
        Assert.Equal("AWS could not be asked, for want of credentials: Failed to resolve AWS credentials. Exception 1 of 4: no profile. Give credentials as to the AWS CLI, for example with AWS_PROFILE or aws sso login.", CommandErrors.Sentence(credentials));
    }

    [Theory]
    [InlineData("https", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", "what answers there speaks no TLS, perhaps http (")]
    [InlineData("http", "HTTP/1.1 200 OK\r\nContent-Length: 1300\r\n\r\n<html></html>", " broke off: The response ended prematurely")]
    [InlineData("http", "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nContent-Length: 48\r\n\r\nClient sent an HTTP request to an HTTPS server.\n", "Begin its address in the kubeconfig with https.")]
    public async Task Who_answers_where_an_API_server_should_is_told_by_its_address(string scheme, string answer, string told)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var end = new CancellationTokenSource();
        var answering = AnswerAsync(listener, System.Text.Encoding.ASCII.GetBytes(answer), end.Token);
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "kubeconfig");
        var server = $"{scheme}://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        await File.WriteAllTextAsync(path, $"{{current-context: a, contexts: [{{name: a, context: {{cluster: a, user: a}}}}], clusters: [{{name: a, cluster: {{server: \"{server}\"}}}}], users: [{{name: a, user: {{token: x}}}}]}}");
        var result = await RunAsync("status", "--kubeconfig", path);
        await end.CancelAsync();
        await answering;
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(told, result.Error, StringComparison.Ordinal);
        Assert.Contains(scheme == "http" && told.StartsWith("Begin", StringComparison.Ordinal) ? "The API server refused" : server, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shell_is_told_how_to_go_on()
    {
        var result = await RunAsync("[suggest:28]", "identity-center-operator who");
        Assert.Equal((0, "who-can"), (result.ExitCode, result.Out.Trim()));
    }

    [Theory]
    [InlineData(false, null, "xterm", true)]
    [InlineData(false, "", "xterm", true)]
    [InlineData(true, null, "xterm", false)]
    [InlineData(false, "1", "xterm", false)]
    [InlineData(false, null, "dumb", false)]
    public void Colours_are_for_terminals_of_people_who_want_them(bool isRedirected, string? noColor, string term, bool expected) =>
        Assert.Equal(expected, CommandConsole.MayColour(isRedirected, noColor, term));

    [Fact]
    public void Colours_change_no_word()
    {
        var table = new Table(("NAME", "name"), ("AT", "at"));
        table.Add("a", null);
        Assert.Equal("NAME   AT\na      -\n", table.Text(new Paint(HasColours: false)));
        Assert.Equal("\e[1mNAME   AT\e[0m\na      -\n", table.Text(new Paint(HasColours: true)));
    }

    [Fact]
    public void A_name_that_would_command_a_terminal_is_shown_escaped()
    {
        var table = new Table(("NAME", "name"));
        table.Add("a\e[2Jb");
        Assert.Equal("NAME\n\"a\\u001B[2Jb\"\n", table.Text(default));
    }

    [Fact]
    public async Task The_door_of_commands_lets_no_write_through()
    {
        await using var services = CommandServices.Build(new(TextWriter.Null, TextWriter.Null), new(), new NoCluster());
        Assert.False(services.GetRequiredService<WriteFence>().IsHeld);
        var door = new AwsDoor<string>("client", new RequestBudget(1, TimeProvider.System), services.GetRequiredService<WriteFence>(), services.GetRequiredService<DoorMetrics>(), services.GetRequiredService<AuditLog>());
        var left = false;
        await Assert.ThrowsAsync<LeadershipLostException>(() => door.WriteAsync(Writes.Of("CreatePermissionSet"), (_, _) => Task.FromResult(Sent()), CancellationToken.None));
        Assert.False(left);

        AmazonWebServiceResponse Sent()
        {
            left = true;
            return new();
        }
    }

    // One answer to whatever is said, and the end.
    private static async Task AnswerAsync(TcpListener listener, byte[] answer, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync(cancellationToken);
                _ = await client.GetStream().ReadAsync(new byte[4096], cancellationToken);
                await client.GetStream().WriteAsync(answer, cancellationToken);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException)
            {
                // The command has heard enough.
            }
        }
    }

    private static async Task<CommandResult> RunAsync(params string[] arguments)
    {
        var (answer, error) = (new StringWriter(), new StringWriter());
        return new(await OperatorCommands.InvokeAsync(new(answer, error), arguments), answer.ToString(), error.ToString());
    }
}
