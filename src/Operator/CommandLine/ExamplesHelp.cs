using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace IdentityCenterOperator.CommandLine;

/// <summary>Help that ends with examples, where a command has some.</summary>
internal sealed class ExamplesHelp(HelpAction help, IReadOnlyDictionary<string, string> examples) : SynchronousCommandLineAction
{
    /// <summary>Adds examples to the help of a command line.</summary>
    /// <param name="root">The command line.</param>
    /// <param name="examples">By the name of the command.</param>
    public static void AddTo(RootCommand root, IReadOnlyDictionary<string, string> examples)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
            option.Action = new ExamplesHelp((HelpAction)option.Action!, examples);
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var result = help.Invoke(parseResult);
        if (examples.TryGetValue(parseResult.CommandResult.Command.Name, out var text))
            parseResult.InvocationConfiguration.Output.WriteLine($"Examples:\n{string.Concat(text.Split('\n').Select(line => $"  {line}\n"))}");
        return result;
    }
}
