namespace LocalIdentityCenter.Iam;

/// <summary>IAM does not take a policy; never leaves <see cref="PolicyCheck"/>.</summary>
internal sealed class PolicyRefused(string message) : Exception(message)
{
    /// <summary>IAM's words for what is no JSON, or not of its elements and types.</summary>
    public static PolicyRefused Syntax() => new("Syntax errors in policy.");

    /// <summary>IAM's words for a value that it cannot read.</summary>
    public static PolicyRefused Legacy() => new("The policy failed legacy parsing");
}
