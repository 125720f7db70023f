using System.CommandLine;
using System.Text;
using System.Text.RegularExpressions;
using IdentityCenterOperator.Entities;

namespace IdentityCenterOperator.CommandLine.Exporting;

/// <summary>The command <c>export</c>.</summary>
internal static partial class ExportCommand
{
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The command.</summary>
    public static Command Create(CommandConsole console)
    {
        var options = new CommandOptions();
        var directory = new Option<string?>("--directory") { Description = "Folder to write to, a file for each permission set and for its assignments. Default: one stream to standard output." };
        var ns = new Option<string>("--namespace") { Description = "Namespace of the AccountAssignments.", DefaultValueFactory = _ => "access" };
        var management = CommandOptions.Choice("--management-policy", nameof(ManagementPolicy.Observe), nameof(ManagementPolicy.Observe), nameof(ManagementPolicy.Enforce));
        management.Description = "Observe: the operator only compares, and writes nothing. Enforce: it takes over what it finds, which tags each permission set.";
        ns.Validators.Add(result =>
        {
            if (!NamespaceName().IsMatch(result.GetValueOrDefault<string>() ?? ""))
                result.AddError("--namespace must be a name of 1 to 63 small letters, digits and dashes.");
        });
        var command = new Command("export", "Write what AWS has as resources: permission sets, who holds them where, additional Regions.")
        {
            directory, ns, management, options.RequestsPerSecond, options.InstanceArn,
        };
        command.SetAction(console, async (parsed, cancellationToken) =>
        {
            var how = new ExportOptions(parsed.GetRequiredValue(ns), parsed.GetRequiredValue(management) == nameof(ManagementPolicy.Observe));
            await using var services = CommandServices.Build(console, options.SettingsOf(parsed), new NoCluster(), services => services.AddSingleton<ExportReader>());
            var world = await services.GetRequiredService<ExportReader>().ReadAsync(cancellationToken);
            services.GetRequiredService<Progress>().End();
            var export = Export.Of(world, how);
            await WriteAsync(console, [.. export.Files()], parsed.GetValue(directory), cancellationToken);
            await console.Error.WriteLineAsync(Summary(world, export, how));
            return 0;
        });
        return command;
    }

    private static async Task WriteAsync(CommandConsole console, IReadOnlyList<ExportFile> files, string? directory, CancellationToken cancellationToken)
    {
        if (directory is null)
        {
            await console.Out.WriteAsync(string.Join("---\n", files.Select(file => file.Text)));
            return;
        }

        foreach (var file in files)
        {
            var path = Path.Combine(directory, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, file.Text, Utf8, cancellationToken);
        }

        var written = files.Select(file => Path.GetFullPath(Path.Combine(directory, file.Path))).ToHashSet(StringComparer.Ordinal);
        foreach (var other in Directory.EnumerateFiles(directory, "*.yaml", SearchOption.AllDirectories).Where(path => !written.Contains(Path.GetFullPath(path))).Order(StringComparer.Ordinal))
            await console.Error.WriteLineAsync($"{other} is not of this export, and was left as it is.");
    }

    private static string Summary(ExportWorld world, Export export, ExportOptions how)
    {
        var left = export.LeftOut == 0 ? "" : $" Left out: {Counted.Of(export.LeftOut, "assignment")}; comments in the files say why.";
        var policy = how.IsObserving ? " With managementPolicy Observe the operator writes nothing to AWS." : "";
        return $"{Counted.Of(world.Sets.Count, "permission set")}, {Counted.Of(world.Assignments.Count - export.LeftOut, "assignment")} in {Counted.Of(export.Resources, "AccountAssignment")} of namespace "
            + $"{how.Namespace}, {Counted.Of(world.Regions.Count(RegionManifest.IsDeclarable), "additional Region")}.{left}{policy}";
    }

    [GeneratedRegex(@"\A[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\z")]
    private static partial Regex NamespaceName();
}
