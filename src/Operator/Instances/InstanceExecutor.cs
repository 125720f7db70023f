using System.Diagnostics;
using Amazon.SSOAdmin;
using Amazon.SSOAdmin.Model;
using IdentityCenterOperator.Auditing;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;
using static IdentityCenterOperator.Instances.InstanceStep;

namespace IdentityCenterOperator.Instances;

/// <summary>Carries out steps on the instance, one AWS call each, without a decision of its own. Errors of AWS are thrown as they come.</summary>
internal sealed class InstanceExecutor(AwsDoor<IAmazonSSOAdmin> door)
{
    /// <summary>Carries out one step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="instanceArn">The instance.</param>
    /// <param name="subject">The object that it is for.</param>
    /// <param name="before">Attributes for access control that AWS had when the step was decided on; null for none.</param>
    /// <param name="cancellationToken">Stops waiting; a request that has left may still take effect.</param>
    public Task ExecuteAsync(InstanceStep step, string instanceArn, AuditSubject subject, ValueDictionary? before, CancellationToken cancellationToken) => step switch
    {
        CreateAttributes s => door.WriteAsync(
            Audited("CreateInstanceAccessControlAttributeConfiguration", subject, before, s.Sources),
            (sso, token) => sso.CreateInstanceAccessControlAttributeConfigurationAsync(
                new() { InstanceArn = instanceArn, InstanceAccessControlAttributeConfiguration = Wire(s.Sources) }, token),
            cancellationToken),
        UpdateAttributes s => door.WriteAsync(
            Audited("UpdateInstanceAccessControlAttributeConfiguration", subject, before, s.Sources),
            (sso, token) => sso.UpdateInstanceAccessControlAttributeConfigurationAsync(
                new() { InstanceArn = instanceArn, InstanceAccessControlAttributeConfiguration = Wire(s.Sources) }, token),
            cancellationToken),
        DeleteAttributes => door.WriteAsync(
            Audited("DeleteInstanceAccessControlAttributeConfiguration", subject, before, null),
            (sso, token) => sso.DeleteInstanceAccessControlAttributeConfigurationAsync(new() { InstanceArn = instanceArn }, token),
            cancellationToken),
        _ => throw new UnreachableException(),
    };

    private static AuditedWrite Audited(string operation, AuditSubject subject, ValueDictionary? before, ValueDictionary? after) => new(operation, subject)
    {
        Parts =
        [
            .. (before?.Keys ?? []).Union(after?.Keys ?? []).Order(StringComparer.Ordinal)
                .Select(key => new AuditPart($"spec.attributes[{key}]", AuditValue.Of(before?.GetValueOrDefault(key)), AuditValue.Of(after?.GetValueOrDefault(key))))
                .Where(part => part.Before != part.After),
        ],
    };

    private static InstanceAccessControlAttributeConfiguration Wire(ValueDictionary sources) => new()
    {
        AccessControlAttributes = [.. sources.Select(source => new AccessControlAttribute { Key = source.Key, Value = new() { Source = [source.Value] } })],
    };
}
