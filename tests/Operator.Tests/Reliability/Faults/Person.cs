using Amazon.SSOAdmin;
using IdentityCenterOperator.Kubernetes.Client;
using Testing;

namespace Operator.Tests.Reliability.Faults;

/// <summary>Somebody with kubectl and the console, who tries again when the other side is busy or away.</summary>
internal static class Person
{
    public static Task InsistsAsync(Func<Task> act) => Eventually.TrueAsync(
        async () =>
        {
            try
            {
                await act();
                return true;
            }
            catch (Exception e) when (e is HttpRequestException or KubernetesException or TimeoutException or AmazonSSOAdminException)
            {
                return false;
            }
        },
        "somebody gets done what they want to");
}
