using System.CommandLine;
using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.Guarding;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.PermissionSets;
using IdentityCenterOperator.Reconciliation;
using IdentityCenterOperator.ReplicaRegions;
using IdentityCenterOperator.Tenancy;

namespace IdentityCenterOperator.CommandLine.Planning;

/// <summary>The command <c>plan</c>.</summary>
internal static class PlanCommand
{
    private const string WithoutCluster =
        "No cluster was asked (--cluster): not told are revocations of what only an AccessRecord knows, objects that only the cluster has, and tags that were declared once; "
        + "permission sets that carry an owner's tags are taken for these objects' own.";

    private const int MostLeftovers = 10;

    private const string TrustedHint = "Namespaces that the operator is started to trust are not known here: name them with --trusted-namespaces.";

    /// <summary>The command.</summary>
    public static Command Create(CommandConsole console)
    {
        var options = new CommandOptions();
        var files = new Option<string[]>("--filename", "-f") { Description = "File or folder, with all below it; - for standard input. May be given several times.", Required = true, AllowMultipleArgumentsPerToken = true };
        var prune = new Option<bool>("--prune") { Description = "Also tell what follows when objects go that are in the cluster and not in the files, as Argo CD prunes them." };
        var trusted = new Option<string[]>("--trusted-namespaces") { Description = "The namespaces, with commas, that the operator is started to trust.", DefaultValueFactory = _ => [], AllowMultipleArgumentsPerToken = true };
        var output = CommandOptions.Choice("--output", "text", "text", "json", "markdown");
        var command = options.AddTo(new("plan", "Tell what applying files would change in AWS, by the operator's own planners. Exit code: 0 nothing, 2 changes, 1 an error.") { files, prune, trusted, output });
        command.SetAction(console, async (parsed, cancellationToken) =>
        {
            var configuration = options.ClusterOf(parsed);
            if (parsed.GetValue(prune) && configuration is null)
                throw new CommandException("--prune needs a cluster, which knows what is there: name one with --kubeconfig, --context or --cluster.");
            var manifests = ManifestReader.Read(parsed.GetRequiredValue(files), console.In);
            var names = (parsed.GetValue(trusted) ?? []).SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList();
            var settings = options.SettingsOf(parsed);
            ProposedCluster? cluster = null;
            await using var services = CommandServices.Build(console, settings, CommandServices.ClientOf(configuration), services => Add(services, names, new(configuration is not null)).AddSingleton(_ => cluster!));
            if (configuration is not null)
                services.GetRequiredService<Progress>().Begin("Reading the cluster");
            cluster = await ProposedCluster.ReadAsync(
                manifests, services.GetRequiredService<IKubernetesClient>(), configuration?.Namespace ?? "default", parsed.GetValue(prune), services.GetRequiredService<TimeProvider>().GetUtcNow(), cancellationToken);
            var report = new PlanReport([.. cluster.Unknown, .. await services.GetRequiredService<Rehearsal>().RunAsync(cancellationToken)], []);
            services.GetRequiredService<Progress>().End();
            report = report with { Notes = [.. Notes(report, cluster, configuration is not null, names, services.GetRequiredService<UnseenNamespaces>())] };
            await console.Out.WriteAsync(Text(report, parsed.GetRequiredValue(output), new(console.HasColours)));
            return report.ExitCode;
        });
        return command;
    }

    private static IServiceCollection Add(IServiceCollection services, IReadOnlyCollection<string> trusted, PlanOptions options) => services
        .AddTenancy(trusted)
        .AddSingleton(new UnseenNamespaces { AreAssumed = !options.HasCluster })
        .AddPermissionSetPlanning()
        .AddAccountAssignmentPlanning()
        .AddReplicaRegionPlanning()
        .AddSingleton<LedgerCensus>()
        .AddSingleton<ClusterIdentity>()
        .AddSingleton(options)
        .AddSingleton<GuardForecast>()
        .AddSingleton<AccessForecast>()
        .AddSingleton<SetWithdrawal>()
        .AddSingleton<SetRehearsal>()
        .AddSingleton<AssignmentRehearsal>()
        .AddSingleton<RegionRehearsal>()
        .AddSingleton<InstanceRehearsal>()
        .AddSingleton<Rehearsal>();

    private static IEnumerable<string> Notes(PlanReport report, ProposedCluster cluster, bool hasCluster, IReadOnlyCollection<string> trusted, UnseenNamespaces unseen)
    {
        if (!hasCluster)
            yield return WithoutCluster;
        if (trusted.Count == 0 && report.Resources.Any(resource => resource.Remark?.Reason is Reason.NamespaceNotAllowed))
            yield return TrustedHint;
        if (unseen.Assumed.Count > 0)
            yield return $"The files do not have {(unseen.Assumed.Count == 1 ? "the namespace" : "the namespaces")} {string.Join(", ", unseen.Assumed)}: labels are taken to be such as spec.assignableFrom.namespaceSelector selects.";
        foreach (var leftover in cluster.Leftovers.Take(MostLeftovers))
            yield return leftover;
        if (cluster.Leftovers.Count > MostLeftovers)
            yield return $"So do {cluster.Leftovers.Count - MostLeftovers} more fields.";
        if (cluster.Others > 0)
            yield return $"Passed over, being of other kinds: {Counted.Of(cluster.Others, "object")}.";
    }

    private static string Text(PlanReport report, string output, Paint paint) => output switch
    {
        "json" => JsonText.Of(PlanJson.Of(report)),
        "markdown" => PlanMarkdown.Of(report),
        _ => PlanText.Of(report, paint),
    };
}
