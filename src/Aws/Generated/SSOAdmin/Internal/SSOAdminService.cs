// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.SSOAdmin.Model;
using Amazon.Protocol;
using Amazon.Runtime;

namespace Amazon.SSOAdmin.Internal;

/// <summary>SSO Admin for the protocol code.</summary>
internal static class SSOAdminService
{
    public static JsonService Instance { get; } = new()
    {
        ServiceId = "SSO Admin",
        Namespace = "Amazon.SSOAdmin",
        TargetPrefix = "SWBExternalService",
        ApiVersion = "2020-07-20",
        Json = WireFormat.Options(SSOAdminJsonContext.Default,
            new ConstantClassConverter<AccessDeniedExceptionReason>(AccessDeniedExceptionReason.FindValue),
            new ConstantClassConverter<InstanceAccessControlAttributeConfigurationStatus>(InstanceAccessControlAttributeConfigurationStatus.FindValue),
            new ConstantClassConverter<InstanceStatus>(InstanceStatus.FindValue),
            new ConstantClassConverter<KmsKeyStatus>(KmsKeyStatus.FindValue),
            new ConstantClassConverter<KmsKeyType>(KmsKeyType.FindValue),
            new ConstantClassConverter<PrincipalType>(PrincipalType.FindValue),
            new ConstantClassConverter<ProvisionTargetType>(ProvisionTargetType.FindValue),
            new ConstantClassConverter<ProvisioningStatus>(ProvisioningStatus.FindValue),
            new ConstantClassConverter<RegionStatus>(RegionStatus.FindValue),
            new ConstantClassConverter<ResourceNotFoundExceptionReason>(ResourceNotFoundExceptionReason.FindValue),
            new ConstantClassConverter<StatusValues>(StatusValues.FindValue),
            new ConstantClassConverter<TargetType>(TargetType.FindValue),
            new ConstantClassConverter<ThrottlingExceptionReason>(ThrottlingExceptionReason.FindValue),
            new ConstantClassConverter<ValidationExceptionReason>(ValidationExceptionReason.FindValue)),
        Exception = Exception,
    };

    static AmazonServiceException Exception(ServiceError error) => error.Code switch
    {
        "AccessDeniedException" => new AccessDeniedException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode) { Reason = error.Text("Reason") },
        "ConflictException" => new ConflictException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        "InternalServerException" => new InternalServerException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        "ResourceNotFoundException" => new ResourceNotFoundException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode) { Reason = error.Text("Reason") },
        "ServiceQuotaExceededException" => new ServiceQuotaExceededException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        "ThrottlingException" => new ThrottlingException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode) { Reason = error.Text("Reason") },
        "ValidationException" => new ValidationException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode) { Reason = error.Text("Reason") },
        _ => new AmazonSSOAdminException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
    };
}
