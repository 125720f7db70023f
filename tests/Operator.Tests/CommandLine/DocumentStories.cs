using System.Text.RegularExpressions;
using IdentityCenterOperator.CommandLine;
using LocalIdentityCenter;
using LocalIdentityCenter.Seeding;
using Operator.Tests.CommandLine.Support;
using Testing;

namespace Operator.Tests.CommandLine;

/// <summary>What docs/command-line.md shows is what the commands print.</summary>
public sealed partial class DocumentStories : CommandStory
{
    private static readonly string Document = File.ReadAllText(Repository.At("docs", "command-line.md")).ReplaceLineEndings("\n");

    private protected override Seed Seed => SeedReader.ReadFile(Repository.At("config", "samples", "organization.yaml")) with { Limits = Limits.None };

    [Fact]
    public async Task Each_example_is_run_and_prints_what_is_shown()
    {
        var examples = Example().Matches(Document);
        Assert.Equal(6, examples.Count);
        foreach (Match example in examples)
            await AssertPrintsAsync(example.Groups["command"].Value, example.Groups["answer"].Value);
    }

    [Fact]
    public async Task The_resources_that_are_shown_are_exported_so()
    {
        var export = await AnswerAsync("export");
        foreach (var resource in Yaml().Match(Document).Groups[1].Value.Split("---\n"))
            Assert.Contains(resource, export, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_command_has_a_section() => Assert.All(
        OperatorCommands.Create(new(TextWriter.Null, TextWriter.Null)).Subcommands, command => Assert.Contains($"`{command.Name}`", Document, StringComparison.Ordinal));

    private async Task AssertPrintsAsync(string command, string answer)
    {
        using var folder = new TemporaryFolder();
        var arguments = command.Split(' ').SelectMany(word => word switch
        {
            "--cluster" => InCluster,
            "access" => [folder.Path],
            _ when word.StartsWith("config/", StringComparison.Ordinal) => [Repository.At(word.Split('/'))],
            _ => new[] { word },
        });
        var result = await RunAsync([.. arguments]);
        if (result.Out.Length == 0)
            Assert.EndsWith(answer, result.Error, StringComparison.Ordinal);
        else
            Assert.Equal(answer, result.Out);
    }

    [GeneratedRegex("^(?<fence>```+)console\n\\$ kubectl identitycenter (?<command>[^\n]+)\n(?<answer>.*?)^\\k<fence>\n", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Example();

    [GeneratedRegex("```yaml\n(apiVersion.*?)```", RegexOptions.Singleline)]
    private static partial Regex Yaml();
}
