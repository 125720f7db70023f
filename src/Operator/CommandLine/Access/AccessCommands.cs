using System.CommandLine;
using IdentityCenterOperator.Kubernetes.Client;

namespace IdentityCenterOperator.CommandLine.Access;

/// <summary>The commands <c>who-can</c> and <c>where-can</c>.</summary>
internal static class AccessCommands
{
    /// <summary>The command <c>who-can</c>.</summary>
    public static Command CreateWhoCan(CommandConsole console)
    {
        var options = new CommandOptions();
        var account = new Argument<string>("account") { Description = "Id or name of an AWS account." };
        var members = new Option<bool>("--members") { Description = "Name the members of groups instead of the groups." };
        var command = options.AddTo(new("who-can", "Tell who holds which permission set in an account.") { account, members, options.Output });
        command.SetAction(console, (parsed, cancellationToken) => AnswerAsync(console, options, parsed, (services, grants) =>
            services.GetRequiredService<WhoCan>().AnswerAsync(parsed.GetRequiredValue(account), parsed.GetValue(members), grants, cancellationToken), cancellationToken));
        return command;
    }

    /// <summary>The command <c>where-can</c>.</summary>
    public static Command CreateWhereCan(CommandConsole console)
    {
        var options = new CommandOptions();
        var principal = new Argument<string>("principal") { Description = "group:NAME, user:NAME, or an id of the identity store." };
        var command = options.AddTo(new("where-can", "Tell which permission sets a user or a group holds, and in which accounts; of a user also through groups.") { principal, options.Output });
        command.SetAction(console, (parsed, cancellationToken) => AnswerAsync(console, options, parsed, (services, grants) =>
            services.GetRequiredService<WhereCan>().AnswerAsync(parsed.GetRequiredValue(principal), grants, cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<int> AnswerAsync(
        CommandConsole console, CommandOptions options, ParseResult parsed, Func<IServiceProvider, Grants?, Task<Table>> ask, CancellationToken cancellationToken)
    {
        var configuration = options.ClusterOf(parsed);
        await using var services = CommandServices.Build(console, options.SettingsOf(parsed), CommandServices.ClientOf(configuration), services => services
            .AddSingleton<AccessReader>().AddSingleton<WhoCan>().AddSingleton<WhereCan>());
        var grants = configuration is null ? null : await Grants.ReadAsync(services.GetRequiredService<IKubernetesClient>(), console.Time.GetUtcNow(), cancellationToken);
        var table = await ask(services, grants);
        services.GetRequiredService<Progress>().End();
        await console.Out.WriteAsync(table.Text(parsed.GetRequiredValue(options.Output), new(console.HasColours)));
        if (table.Count == 0)
            await console.Error.WriteLineAsync("There is no assignment.");
        return 0;
    }
}
