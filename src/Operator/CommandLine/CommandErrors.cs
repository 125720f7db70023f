using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.LeaderElection;

namespace IdentityCenterOperator.CommandLine;

/// <summary>Says what went wrong: one sentence or two, never a stack trace.</summary>
internal static class CommandErrors
{
    // A command does not try again by itself.
    private const string OperatorsPromise = " It is tried again.";

    private const string AwsRemedy = "Give credentials as to the AWS CLI, for example with AWS_PROFILE or aws sso login.";

    /// <summary>The sentence of an exception.</summary>
    public static string Sentence(Exception error) => error switch
    {
        CommandException or KubernetesConfigurationException or AwsConfigurationException => error.Message,
        KubernetesException e => $"The API server refused: {OneLine(e.Message)} {RemedyOf(e)}",
        LeadershipLostException => "A command never writes to AWS, and this one was about to: please report it.",
        AmazonServiceException or InstanceNotFoundException or MalformedReplyException => OfAws(error),
        _ when error.Data.Contains(AwsFailure.OperationKey) => $"{OfAws(error)} {AwsRemedy}",
        AmazonClientException => $"AWS could not be asked: {OneLine(error.Message)} {AwsRemedy}",
        HttpRequestException or TimeoutException => $"The API server could not be reached: {OneLine(error.Message)} Check its address and the network, or name another kubeconfig with --kubeconfig.",
        JsonException => $"The API server sent what is no object of these kinds: {OneLine(error.Message)} Is a newer version of the CRDs installed?",
        IOException or UnauthorizedAccessException => OneLine(error.Message),
        _ => $"{error.GetType().Name}: {OneLine(error.Message)} This was not expected: please report it.",
    };

    private static string OfAws(Exception error) => AwsFailure.Classify(error).Message
        .Replace(OperatorsPromise, "", StringComparison.Ordinal)
        .Replace("the operator's role", "these credentials", StringComparison.Ordinal)
        .Replace("the operator's credentials", "these credentials", StringComparison.Ordinal)
        .Replace("docs/iam-policy.json", "docs/iam-policy-read-only.json", StringComparison.Ordinal);

    private static string RemedyOf(KubernetesException error) => error.Code switch
    {
        HttpStatusCode.NotFound => "Install the CRDs: kubectl apply --server-side -f config/crds.",
        HttpStatusCode.Forbidden => "Bind the ClusterRole view, or another that may list these kinds, to your user.",
        HttpStatusCode.Unauthorized => "Renew the credentials of the kubeconfig.",
        _ => "",
    };

    private static string OneLine(string text)
    {
        var line = string.Join(' ', text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return line.EndsWith('.') ? line : $"{line}.";
    }
}
