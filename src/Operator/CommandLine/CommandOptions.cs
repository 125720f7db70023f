using System.CommandLine;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Client;

namespace IdentityCenterOperator.CommandLine;

/// <summary>Options that several commands have.</summary>
internal sealed class CommandOptions
{
    /// <summary>Kubeconfig file.</summary>
    public Option<string?> Kubeconfig { get; } = new("--kubeconfig") { Description = "Kubeconfig file. Default: KUBECONFIG, then ~/.kube/config, then the pod's service account." };

    /// <summary>Context of the kubeconfig.</summary>
    public Option<string?> Context { get; } = new("--context") { Description = "Context of the kubeconfig. Default: its current one." };

    /// <summary>Whether to ask the cluster where neither of the two is given.</summary>
    public Option<bool> Cluster { get; } = new("--cluster") { Description = "Ask the cluster too, by the default kubeconfig. --kubeconfig and --context imply it." };

    /// <summary>Requests a second to AWS.</summary>
    public Option<int> RequestsPerSecond { get; } = Rate();

    /// <summary>The instance, where several are visible.</summary>
    public Option<string?> InstanceArn { get; } = new("--instance-arn") { Description = "ARN of the Identity Center instance, where several are visible." };

    /// <summary>What the answer of a table looks like.</summary>
    public Option<string> Output { get; } = Choice("--output", "table", "table", "json", "yaml");

    /// <summary>Adds the options of commands that ask AWS, and the cluster if they are told to.</summary>
    public Command AddTo(Command command)
    {
        foreach (var option in new Option[] { Kubeconfig, Context, Cluster, RequestsPerSecond, InstanceArn })
            command.Add(option);
        return command;
    }

    /// <summary>Which instance, and how fast.</summary>
    public OperatorSettings.Values SettingsOf(ParseResult parsed) =>
        new() { InstanceArn = parsed.GetValue(InstanceArn), RequestsPerSecond = parsed.GetValue(RequestsPerSecond) };

    /// <summary>An option that takes one of a few words.</summary>
    public static Option<string> Choice(string name, string byDefault, params string[] words)
    {
        var option = new Option<string>(name) { Description = $"{string.Join(", ", words[..^1])} or {words[^1]}.", DefaultValueFactory = _ => byDefault };
        option.AcceptOnlyFromAmong(words);
        if (name == "--output")
            option.Aliases.Add("-o");
        return option;
    }

    /// <summary>Which API server was asked for; null where none was.</summary>
    /// <exception cref="KubernetesConfigurationException">It has a mistake, or there is none.</exception>
    public ClientConfiguration? ClusterOf(ParseResult parsed) =>
        parsed.GetValue(Cluster) || parsed.GetValue(Kubeconfig) is not null || parsed.GetValue(Context) is not null ? RequiredCluster(parsed) : null;

    /// <summary>Which API server to ask.</summary>
    /// <exception cref="KubernetesConfigurationException">It has a mistake, or there is none.</exception>
    public ClientConfiguration RequiredCluster(ParseResult parsed) => ClientConfiguration.Load(new() { ExplicitPath = parsed.GetValue(Kubeconfig), Context = parsed.GetValue(Context) });

    private static Option<int> Rate()
    {
        var option = new Option<int>("--requests-per-second")
        {
            Description = "Requests a second to sso-admin, of the 20 that AWS grants to everybody together.",
            DefaultValueFactory = _ => 15,
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 20)
                result.AddError("--requests-per-second must be between 1 and 20.");
        });
        return option;
    }
}
