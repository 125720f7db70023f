using IdentityCenterOperator.Policies;

namespace Planning.Tests.Policies;

/// <summary>Policies of the tests, in the partition aws.</summary>
internal static class Read
{
    /// <summary>A policy that is valid.</summary>
    public static PolicyDocument Policy(string text) => Valid(text).Policy;

    /// <summary>A policy that is valid, with its warnings.</summary>
    public static PolicyResult.Valid Valid(string text) => PolicyDocument.Parse(text, "aws") switch
    {
        PolicyResult.Valid valid => valid,
        PolicyResult.Invalid invalid => throw new ArgumentException($"{text}\n{invalid.Faults[0].SentenceOn("policy")}", nameof(text)),
        var other => throw new ArgumentException($"{other}", nameof(text)),
    };

    /// <summary>The sentence on a policy that is not.</summary>
    public static string Sentence(string text) => string.Join(' ', Assert.IsType<PolicyResult.Invalid>(PolicyDocument.Parse(text, "aws")).Faults.Select(fault => fault.SentenceOn("policy")));
}
