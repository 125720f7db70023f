using System.CommandLine;
using System.CommandLine.Invocation;
using IdentityCenterOperator.CommandLine.Access;
using IdentityCenterOperator.CommandLine.Exporting;
using IdentityCenterOperator.CommandLine.Planning;
using IdentityCenterOperator.CommandLine.Status;
using IdentityCenterOperator.Hosting;

namespace IdentityCenterOperator.CommandLine;

/// <summary>The command line of the binary: the operator itself, and the commands of people.</summary>
internal static class OperatorCommands
{
    /// <summary>Exit code of a command that could not do what it was asked for.</summary>
    public const int Error = 1;

    /// <summary>The command line.</summary>
    public static RootCommand Create(CommandConsole console)
    {
        var root = new RootCommand("Keeps AWS IAM Identity Center as declared in Kubernetes. All commands but run only read, AWS and the cluster alike.")
        {
            RunCommand.Create(),
            ExportCommand.Create(console),
            PlanCommand.Create(console),
            AccessCommands.CreateWhoCan(console),
            AccessCommands.CreateWhereCan(console),
            StatusCommand.Create(console),
        };
        ExamplesHelp.AddTo(root, Examples);
        return root;
    }

    /// <summary>Runs it, and returns the exit code of the process.</summary>
    public static async Task<int> InvokeAsync(CommandConsole console, IReadOnlyList<string> arguments)
    {
        var parsed = Create(console).Parse(arguments);
        // SIGTERM is the host's: it drains and releases the lease, which takes longer than the two seconds after which the command line library would end the process.
        var exitCode = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, Output = console.Out, Error = console.Error });
        // A command line with a mistake is, like a broken kubeconfig, nothing that another start of the operator mends. 2 means something else to plan.
        return parsed.Action is not ParseErrorAction ? exitCode : parsed.CommandResult.Command is RootCommand or { Name: "run" } ? RunCommand.ConfigurationError : Error;
    }

    /// <summary>Gives a command what it does; an exception becomes a sentence.</summary>
    public static void SetAction(this Command command, CommandConsole console, Func<ParseResult, CancellationToken, Task<int>> act) => command.SetAction(async (parsed, cancellationToken) =>
    {
        try
        {
            return await act(parsed, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            if (console.IsWatched)
                console.Error.Write("\r\e[K");
            await console.Error.WriteLineAsync(CommandErrors.Sentence(e));
            return Error;
        }
    });

    private static readonly Dictionary<string, string> Examples = new(StringComparer.Ordinal)
    {
        ["run"] = "AWS_REGION=eu-central-1 identity-center-operator run\nidentity-center-operator run --trusted-namespaces platform,security --log-level Debug",
        ["export"] = "identity-center-operator export --directory access\nidentity-center-operator export --namespace platform --management-policy Enforce > access.yaml",
        ["plan"] = "identity-center-operator plan --filename access --cluster\nkustomize build access | identity-center-operator plan --filename - --output markdown\nidentity-center-operator plan --filename access --context prod --prune --output json",
        ["who-can"] = "identity-center-operator who-can data-prod\nidentity-center-operator who-can 111122223333 --members --cluster --output json",
        ["where-can"] = "identity-center-operator where-can \"group:Data Platform\"\nidentity-center-operator where-can user:alice@example.com --cluster",
        ["status"] = "identity-center-operator status\nidentity-center-operator status --context prod --output json",
    };
}
