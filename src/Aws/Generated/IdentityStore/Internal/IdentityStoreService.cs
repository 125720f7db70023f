// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.IdentityStore.Model;
using Amazon.Protocol;
using Amazon.Runtime;

namespace Amazon.IdentityStore.Internal;

/// <summary>identitystore for the protocol code.</summary>
internal static class IdentityStoreService
{
    public static JsonService Instance { get; } = new()
    {
        ServiceId = "identitystore",
        Namespace = "Amazon.IdentityStore",
        TargetPrefix = "AWSIdentityStore",
        ApiVersion = "2020-06-15",
        Json = WireFormat.Options(IdentityStoreJsonContext.Default,
            new ConstantClassConverter<AccessDeniedExceptionReason>(AccessDeniedExceptionReason.FindValue),
            new ConstantClassConverter<ConflictExceptionReason>(ConflictExceptionReason.FindValue),
            new ConstantClassConverter<ResourceNotFoundExceptionReason>(ResourceNotFoundExceptionReason.FindValue),
            new ConstantClassConverter<ResourceType>(ResourceType.FindValue),
            new ConstantClassConverter<ThrottlingExceptionReason>(ThrottlingExceptionReason.FindValue),
            new ConstantClassConverter<UserStatus>(UserStatus.FindValue),
            new ConstantClassConverter<ValidationExceptionReason>(ValidationExceptionReason.FindValue)),
        Exception = Exception,
    };

    static AmazonServiceException Exception(ServiceError error) => error.Code switch
    {
        "AccessDeniedException" => new AccessDeniedException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode) { Reason = error.Text("Reason") },
        "ConflictException" => new ConflictException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode) { Reason = error.Text("Reason") },
        "InternalServerException" => new InternalServerException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode) { RetryAfterSeconds = error.Number("RetryAfterSeconds") },
        "ResourceNotFoundException" => new ResourceNotFoundException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode) { ResourceType = error.Text("ResourceType"), ResourceId = error.Text("ResourceId"), Reason = error.Text("Reason") },
        "ServiceQuotaExceededException" => new ServiceQuotaExceededException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        "ThrottlingException" => new ThrottlingException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode) { RetryAfterSeconds = error.Number("RetryAfterSeconds"), Reason = error.Text("Reason") },
        "ValidationException" => new ValidationException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode) { Reason = error.Text("Reason") },
        _ => new AmazonIdentityStoreException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
    };
}
