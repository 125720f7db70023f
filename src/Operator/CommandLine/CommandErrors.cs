using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.CommandLine;

/// <summary>Says what went wrong: one sentence or two, never a stack trace.</summary>
internal static class CommandErrors
{
    // A command does not try again by itself.
    private const string OperatorsPromise = " It is tried again.";

    private const string CredentialsRemedy = "Give credentials as to the AWS CLI, for example with AWS_PROFILE or aws sso login.";

    private const string LineRemedy = "Check the network, AWS_REGION, HTTPS_PROXY and AWS_ENDPOINT_URL.";

    /// <summary>The sentence of an exception.</summary>
    public static string Sentence(Exception error) => error switch
    {
        CommandException or KubernetesConfigurationException or AwsConfigurationException => error.Message,
        KubernetesException e => $"The API server refused: {OneLine(e.Message)} {RemedyOf(e)}".TrimEnd(),
        LeadershipLostException => "A command never writes to AWS, and this one was about to: please report it.",
        AmazonServiceException e when AwsFailure.IsOfCredentials(e) => OfCredentials(e),
        AmazonServiceException or InstanceNotFoundException or MalformedReplyException => OfAws(error),
        _ when error.Data.Contains(AwsFailure.OperationKey) && AwsFailure.IsOfTheLine(error) => $"{OfAws(error)} {LineRemedy}",
        AmazonClientException => $"AWS could not be asked, for want of credentials: {OneLine(error.Message)} {CredentialsRemedy}",
        _ when error.Data.Contains(AwsFailure.OperationKey) => OfAws(error),
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

    private static string OfCredentials(AmazonServiceException error) => AwsFailure.Classify(error).Message
        .Replace("the operator's credentials", "these credentials", StringComparison.Ordinal)
        .Replace(AwsFailure.CredentialsRemedy, "Sign in again, for example with aws sso login, and look at the clock of this machine.", StringComparison.Ordinal);

    private static string RemedyOf(KubernetesException error) => error.Code switch
    {
        HttpStatusCode.NotFound => "Install the CRDs: kubectl apply --server-side -f config/crds.",
        HttpStatusCode.Forbidden => "Bind the ClusterRole view, or another that may list these kinds, to your user.",
        HttpStatusCode.BadRequest when error.Message.Contains("HTTP request to an HTTPS server", StringComparison.Ordinal) => "Begin its address in the kubeconfig with https.",
        HttpStatusCode.Unauthorized => "Renew the credentials of the kubeconfig.",
        _ => "",
    };

    private static string OneLine(string text) => Sentences.Ended(Sentences.OneLine(text));
}
