using Amazon.SSOAdmin;
using Amazon.SSOAdmin.Model;
using IdentityCenterOperator.Reconciliation;
using static IdentityCenterOperator.IdentityCenter.AwsReply;

namespace IdentityCenterOperator.IdentityCenter;

/// <summary>Attributes for access control as AWS has them.</summary>
/// <param name="Status">ENABLED, CREATION_IN_PROGRESS or CREATION_FAILED.</param>
/// <param name="StatusReason">Why, if AWS says.</param>
/// <param name="Sources">Where each attribute's value comes from, by its key.</param>
internal sealed record AttributeFacts(string? Status, string? StatusReason, ValueDictionary Sources);

/// <summary>Reads the attributes for access control into the store of facts: one call.</summary>
internal sealed class AttributeReader(AwsDoor<IAmazonSSOAdmin> door, FactStore facts, SteadyClock time)
{
    /// <summary>Reads.</summary>
    public async Task<Fact<AttributeFacts>> ReadAsync(string instanceArn, CallPriority priority, CancellationToken cancellationToken)
    {
        var readAt = time.GetUtcNow();
        facts.Attributes.Put(instanceArn, await FactAsync(instanceArn, priority, readAt, cancellationToken));
        return facts.Attributes.Of(instanceArn);
    }

    private async Task<Fact<AttributeFacts>> FactAsync(string instanceArn, CallPriority priority, DateTimeOffset readAt, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await door.ReadAsync(
                priority,
                "DescribeInstanceAccessControlAttributeConfiguration",
                (sso, token) => sso.DescribeInstanceAccessControlAttributeConfigurationAsync(new() { InstanceArn = instanceArn }, token),
                cancellationToken);
            return new Fact<AttributeFacts>.Present(new(answer.Status?.Value, answer.StatusReason, Sources(answer.InstanceAccessControlAttributeConfiguration)), readAt);
        }
        catch (Exception e) when (AwsFailure.SaysAbsent(e, new Sought.Attributes()))
        {
            // They are not enabled.
            return new Fact<AttributeFacts>.Absent(readAt);
        }
    }

    private static ValueDictionary Sources(InstanceAccessControlAttributeConfiguration? configuration) => new(
        (configuration?.AccessControlAttributes ?? []).Select(attribute => KeyValuePair.Create(Required(attribute.Key, "AccessControlAttributes.Key"), attribute.Value?.Source?.FirstOrDefault() ?? "")));
}
