using System.Diagnostics;
using Amazon.SSOAdmin;
using Amazon.SSOAdmin.Model;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;
using static IdentityCenterOperator.Instances.InstanceStep;

namespace IdentityCenterOperator.Instances;

/// <summary>Carries out steps on the instance, one AWS call each, without a decision of its own. Errors of AWS are thrown as they come.</summary>
internal sealed class InstanceExecutor(AwsDoor<IAmazonSSOAdmin> door)
{
    /// <summary>Carries out one step.</summary>
    public Task ExecuteAsync(InstanceStep step, string instanceArn, CancellationToken cancellationToken) => step switch
    {
        CreateAttributes s => door.WriteAsync(
            "CreateInstanceAccessControlAttributeConfiguration",
            (sso, token) => sso.CreateInstanceAccessControlAttributeConfigurationAsync(
                new() { InstanceArn = instanceArn, InstanceAccessControlAttributeConfiguration = Wire(s.Sources) }, token),
            cancellationToken),
        UpdateAttributes s => door.WriteAsync(
            "UpdateInstanceAccessControlAttributeConfiguration",
            (sso, token) => sso.UpdateInstanceAccessControlAttributeConfigurationAsync(
                new() { InstanceArn = instanceArn, InstanceAccessControlAttributeConfiguration = Wire(s.Sources) }, token),
            cancellationToken),
        DeleteAttributes => door.WriteAsync(
            "DeleteInstanceAccessControlAttributeConfiguration",
            (sso, token) => sso.DeleteInstanceAccessControlAttributeConfigurationAsync(new() { InstanceArn = instanceArn }, token),
            cancellationToken),
        _ => throw new UnreachableException(),
    };

    private static InstanceAccessControlAttributeConfiguration Wire(ValueDictionary sources) => new()
    {
        AccessControlAttributes = [.. sources.Select(source => new AccessControlAttribute { Key = source.Key, Value = new() { Source = [source.Value] } })],
    };
}
