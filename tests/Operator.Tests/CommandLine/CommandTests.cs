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

    private static async Task<CommandResult> RunAsync(params string[] arguments)
    {
        var (answer, error) = (new StringWriter(), new StringWriter());
        return new(await OperatorCommands.InvokeAsync(new(answer, error), arguments), answer.ToString(), error.ToString());
    }
}
