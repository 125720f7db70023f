using System.CommandLine;
using IdentityCenterOperator.CommandLine;
using Shipping.Tests.Charts;

namespace Shipping.Tests.Docs;

/// <summary>
/// Whatever command a page shows works: kubectl's against a real API server with what the pages declare, those that change something as a server-side dry run; targets
/// of make, projects, and command lines of the project's own programs are there. What is not run stands in <see cref="NotRun"/>, with the reason.
/// </summary>
public sealed class CommandTests(DocumentedCluster cluster) : IClassFixture<DocumentedCluster>
{
    /// <summary>Beginnings of commands that are not run, and why.</summary>
    private static readonly (string Beginning, string Why)[] NotRun =
    [
        ("aws ", "needs AWS or the AWS CLI; what it asks of the local Identity Center is tested with AWS's SDK for JavaScript"),
        ("docker push", "needs a registry"),
        ("git clone", "needs the network"),
        ("ln -s", "makes a link in your own folders"),
        ("kubectl logs", "needs a pod that runs"),
        ("kubectl create namespace", "is there already, with what the pages declare in it"),
        ("kubectl apply --server-side --recursive", "needs what export has written; ExportStories applies it"),
        ("kubectl apply --server-side -k", "needs a kubectl with kustomize of 2021; InstallationTests holds the same folders where there is one"),
        ("terraform ", "needs Terraform and its provider"),
    ];

    /// <summary>Commands that a page shows to be refused by a server that evaluates the rules of definitions, and what it says. An older server takes them.</summary>
    private static readonly Dictionary<string, string> Refused = new()
    {
        ["kubectl patch permset database-admin --type merge --patch '{\"spec\": {\"sessionDuration\": \"PT13H\"}}'"] = "spec.sessionDuration must be between PT1H and PT12H; write for example PT4H",
    };

    private static readonly Dictionary<string, Func<RootCommand>> Programs = new()
    {
        ["src/Operator"] = () => OperatorCommands.Create(CommandConsole.OfProcess()),
        ["src/LocalIdentityCenter"] = LocalIdentityCenter.CommandLine.Root,
    };

    public static TheoryData<string, string> Kubectl => Cases(command => command.Program is "kubectl" && Arguments(command) is null);

    public static TheoryData<string, string> Make => Cases(command => command.Program is "make");

    public static TheoryData<string, string> Dotnet => Cases(command => command.Program is "dotnet");

    public static TheoryData<string, string> Own => Cases(command => Arguments(command) is not null);

    public static TheoryData<string, string> Helm => Cases(command => command.Program is "helm");

    public static TheoryData<string, string> Scripts => Cases(command => command.Program.StartsWith("hack/", StringComparison.Ordinal));

    public static TheoryData<string, string> Export => Cases(command => command.Program is "export");

    [Fact]
    public void Every_command_is_run_or_has_a_reason_why_not() => Assert.DoesNotContain(
        Command.All, command => Reason(command) is null && command.Program is not ("kubectl" or "make" or "dotnet" or "helm" or "identity-center-operator" or "export" or "hack/run-tests"));

    [Fact]
    public void Every_reason_has_a_command() => Assert.All(NotRun, entry => Assert.Contains(Command.All, command => command.Text.StartsWith(entry.Beginning, StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Kubectl))]
    public async Task A_command_of_kubectl_succeeds(string place, string command)
    {
        Assert.NotEmpty(place);
        if (!cluster.Server.EvaluatesRules || !Refused.TryGetValue(command, out var sentence))
            await cluster.RunAsync(command);
        else
            Assert.Contains(sentence, (await Assert.ThrowsAsync<ExpectationException>(() => cluster.RunAsync(command))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_command_that_is_refused_is_shown_with_what_it_is_told() => Assert.All(Refused, refused =>
    {
        var block = Assert.Single(Block.All, block => block.Text.Contains(refused.Key, StringComparison.Ordinal));
        Assert.Contains(refused.Value, block.Text, StringComparison.Ordinal);
    });

    [Theory]
    [MemberData(nameof(Make))]
    public async Task A_target_of_make_exists(string place, string command)
    {
        Assert.NotEmpty(place);
        await Tools.RunAsync("bash", "-c", command.Replace("make ", "make --dry-run ", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Dotnet))]
    public void A_project_exists(string place, string command) => Assert.NotEmpty(Directory.EnumerateFiles(Repository.At(Project(new(place, command))), "*.csproj"));

    [Theory]
    [MemberData(nameof(Own))]
    public void A_program_of_ours_understands_its_arguments(string place, string command) => Assert.Empty(Errors(new(place, command)));

    [ToolTheory("helm")]
    [MemberData(nameof(Helm))]
    public async Task A_command_of_helm_sets_what_the_chart_knows(string place, string command)
    {
        var words = new Command(place, command).Words;
        var folder = Repository.At(words.Single(word => word.StartsWith("charts/", StringComparison.Ordinal)));
        Assert.NotEmpty(await HelmChart.ObjectsAsync(folder, [.. words.Where((word, index) => word is "--set" || (index > 0 && words[index - 1] is "--set"))]));
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_exists(string place, string command) => Assert.True(File.Exists(Repository.At(new Command(place, command).Program)));

    [Fact]
    public async Task Every_piece_of_a_script_can_be_read()
    {
        foreach (var block in Block.All.Where(block => block.Language is "bash"))
            await Tools.RunAsync("bash", "-nc", block.Text);
    }

    [Theory]
    [MemberData(nameof(Export))]
    public async Task A_shell_takes_the_setting(string place, string command)
    {
        Assert.NotEmpty(place);
        await Tools.RunAsync("bash", "-euc", command);
    }

    [Theory]
    [InlineData("kubectl get permissionsetts")]
    [InlineData("kubectl annotate permset nobody a=b")]
    [InlineData("kubectl get permset -o jsonpath='{.items'")]
    [InlineData("kubectl wait --for=condition=Drifted --timeout=1s permset/database-admin")]
    public Task A_mistake_in_a_command_of_kubectl_would_be_noticed(string command) => Assert.ThrowsAsync<ExpectationException>(() => cluster.RunAsync(command));

    [Theory]
    [InlineData("identity-center-operator run --lease-duration soon")]
    [InlineData("kubectl identitycenter run --works 4")]
    [InlineData("dotnet run --project src/LocalIdentityCenter -- --port 4599")]
    public void A_mistake_in_arguments_would_be_noticed(string command) => Assert.NotEmpty(Errors(new("here", command)));

    [Fact]
    public Task A_missing_target_would_be_noticed() => Assert.ThrowsAsync<ExpectationException>(() => A_target_of_make_exists("here", "make coffee"));

    [ToolFact("helm")]
    public Task A_value_that_the_chart_does_not_know_would_be_noticed() =>
        Assert.ThrowsAsync<ExpectationException>(() => A_command_of_helm_sets_what_the_chart_knows("here", "helm install a charts/identity-center-operator --set aws.region=eu-central-1 --set aws.regoin=eu-central-1"));

    private static IEnumerable<string> Errors(Command command) =>
        Arguments(command) is var (program, arguments) ? Programs[program]().Parse(arguments).Errors.Select(error => error.Message) : throw new ExpectationException("no program of ours");

    /// <summary>Program and arguments of a command line of our own; null for any other.</summary>
    private static (string Program, string Arguments)? Arguments(Command command) => command.Program switch
    {
        "identity-center-operator" => ("src/Operator", After(command, "identity-center-operator")),
        "kubectl" when command.Text.Contains("kubectl identitycenter ", StringComparison.Ordinal) => ("src/Operator", After(command, "kubectl identitycenter")),
        "dotnet" when Programs.ContainsKey(Project(command)) => (Project(command), command.Text.Split(" -- ", 2) is [_, var arguments] ? arguments : ""),
        _ => null,
    };

    // What follows a pipe or a redirection is the shell's.
    private static string After(Command command, string beginning) =>
        command.Text[(command.Text.IndexOf(beginning, StringComparison.Ordinal) + beginning.Length)..].Split(" | ")[0].Split(" > ")[0].Split(" # ")[0].Trim();

    private static string Project(Command command) => command.Words[1] is "run" ? command.Words[Array.IndexOf(command.Words, "--project") + 1] : command.Words[2];

    private static string? Reason(Command command) => command.Text.Contains(" | jq ", StringComparison.Ordinal) && Testing.Programs.Find("jq") is null ? "needs jq, which is not on the PATH" : NotRun.FirstOrDefault(entry => command.Text.StartsWith(entry.Beginning, StringComparison.Ordinal)).Why;

    private static TheoryData<string, string> Cases(Func<Command, bool> wanted)
    {
        var data = new TheoryData<string, string>();
        foreach (var command in Command.All.Where(command => Reason(command) is null && wanted(command)))
            data.Add(command.Place, command.Text);
        return data;
    }
}
