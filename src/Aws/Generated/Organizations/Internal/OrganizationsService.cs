// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.Organizations.Model;
using Amazon.Protocol;
using Amazon.Runtime;

namespace Amazon.Organizations.Internal;

/// <summary>Organizations for the protocol code.</summary>
internal static class OrganizationsService
{
    public static JsonService Instance { get; } = new()
    {
        ServiceId = "Organizations",
        Namespace = "Amazon.Organizations",
        TargetPrefix = "AWSOrganizationsV20161128",
        ApiVersion = "2016-11-28",
        Json = WireFormat.Options(OrganizationsJsonContext.Default,
            new ConstantClassConverter<AccountJoinedMethod>(AccountJoinedMethod.FindValue),
            new ConstantClassConverter<AccountState>(AccountState.FindValue),
            new ConstantClassConverter<AccountStatus>(AccountStatus.FindValue),
            new ConstantClassConverter<ChildType>(ChildType.FindValue),
            new ConstantClassConverter<ConstraintViolationExceptionReason>(ConstraintViolationExceptionReason.FindValue),
            new ConstantClassConverter<InvalidInputExceptionReason>(InvalidInputExceptionReason.FindValue),
            new ConstantClassConverter<OrganizationFeatureSet>(OrganizationFeatureSet.FindValue),
            new ConstantClassConverter<ParentType>(ParentType.FindValue),
            new ConstantClassConverter<PolicyType>(PolicyType.FindValue),
            new ConstantClassConverter<PolicyTypeStatus>(PolicyTypeStatus.FindValue)),
        Exception = Exception,
    };

    static AmazonServiceException Exception(ServiceError error) => error.Code switch
    {
        "AWSOrganizationsNotInUseException" => new AWSOrganizationsNotInUseException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        "AccessDeniedException" => new AccessDeniedException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        "AccountNotFoundException" => new AccountNotFoundException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        "ChildNotFoundException" => new ChildNotFoundException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        "ConcurrentModificationException" => new ConcurrentModificationException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        "ConstraintViolationException" => new ConstraintViolationException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode) { Reason = error.Text("Reason") },
        "InvalidInputException" => new InvalidInputException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode) { Reason = error.Text("Reason") },
        "OrganizationalUnitNotFoundException" => new OrganizationalUnitNotFoundException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        "ParentNotFoundException" => new ParentNotFoundException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        "ServiceException" => new ServiceException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        "TargetNotFoundException" => new TargetNotFoundException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        "TooManyRequestsException" => new TooManyRequestsException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode) { Type = error.Text("Type") },
        "UnsupportedAPIEndpointException" => new UnsupportedAPIEndpointException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        _ => new AmazonOrganizationsException(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
    };
}
