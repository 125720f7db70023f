using System.CommandLine;
using IdentityCenterOperator.Kubernetes.Yaml;

namespace IdentityCenterOperator.CommandLine.Status;

/// <summary>The command <c>status</c>.</summary>
internal static class StatusCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandConsole console)
    {
        var options = new CommandOptions();
        var command = new Command("status", "Tell on one screen how the instance and all objects of the cluster fare. Asks the cluster alone.") { options.Kubeconfig, options.Context, options.Output };
        command.SetAction(console, async (parsed, cancellationToken) =>
        {
            var board = await StatusBoard.ReadAsync(CommandServices.ClientOf(options.RequiredCluster(parsed)), console.Time.GetUtcNow(), cancellationToken);
            await console.Out.WriteAsync(parsed.GetRequiredValue(options.Output) switch
            {
                "json" => JsonText.Of(StatusJson.Of(board)),
                "yaml" => YamlWriter.Write(StatusJson.Of(board)),
                _ => StatusText.Of(board, new(console.HasColours)),
            });
            return 0;
        });
        return command;
    }
}
