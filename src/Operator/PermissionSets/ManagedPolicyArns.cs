namespace IdentityCenterOperator.PermissionSets;

/// <summary>AWS managed policies, which a user names briefly and AWS by ARN.</summary>
public static class ManagedPolicyArns
{
    /// <summary>The ARN of a policy given by ARN or by its name under <c>policy/</c>, in this partition (<c>aws</c>, <c>aws-cn</c>, <c>aws-us-gov</c>).</summary>
    public static string From(string nameOrArn, string partition)
    {
        ArgumentNullException.ThrowIfNull(nameOrArn);
        return nameOrArn.StartsWith("arn:", StringComparison.Ordinal) ? nameOrArn : $"arn:{partition}:iam::aws:policy/{nameOrArn}";
    }

    /// <summary>The partition of any ARN, for example that of the instance.</summary>
    public static string PartitionOf(string arn)
    {
        ArgumentNullException.ThrowIfNull(arn);
        return arn.Split(':', 3) is ["arn", var partition, _] ? partition : throw new ArgumentException($"{arn} is not an ARN.", nameof(arn));
    }
}
