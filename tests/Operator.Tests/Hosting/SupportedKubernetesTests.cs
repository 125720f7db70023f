using IdentityCenterOperator.Hosting;

namespace Operator.Tests.Hosting;

/// <summary>Which Kubernetes is told of as too old.</summary>
public sealed class SupportedKubernetesTests
{
    [Theory]
    [InlineData(1, 30)]
    [InlineData(1, 36)]
    [InlineData(1, 99)]
    [InlineData(2, 0)]
    public void A_supported_or_newer_one_is_no_reason_to_worry(int major, int minor) => Assert.Null(SupportedKubernetes.Objection(new(new(major, minor), "v")));

    [Theory]
    [InlineData(1, 29, "v1.29.15-eks-1a2b3c4")]
    [InlineData(1, 9, "v1.9.0")]
    public void An_older_one_is_named_with_what_to_do(int major, int minor, string text) => Assert.Equal(
        $"Kubernetes {text} is older than what this version of the operator supports (1.30 and later, tested up to 1.36). It goes on, but rules of its kinds may not be checked when objects are stored, and "
        + "what does not work there is not mended. Upgrade the cluster.",
        SupportedKubernetes.Objection(new(new(major, minor), text)));
}
