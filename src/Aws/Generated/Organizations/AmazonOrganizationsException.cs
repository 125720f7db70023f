// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using System.Net;
using Amazon.Runtime;

namespace Amazon.Organizations;

/// <summary>An error that Organizations answered with. Its model's errors have types of their own, below this one.</summary>
public class AmazonOrganizationsException : AmazonServiceException
{
    /// <summary>An error without a message.</summary>
    public AmazonOrganizationsException() : base()
    {
    }

    /// <summary>An error with a message.</summary>
    public AmazonOrganizationsException(string message) : base(message)
    {
    }

    /// <summary>An error with a message and its cause.</summary>
    public AmazonOrganizationsException(string message, Exception? innerException) : base(message, innerException)
    {
    }

    /// <summary>An error with its cause.</summary>
    public AmazonOrganizationsException(Exception innerException) : base(innerException)
    {
    }

    /// <summary>An error as the service answered it.</summary>
    public AmazonOrganizationsException(string message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode) : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <summary>An error as the service answered it, and its cause.</summary>
    public AmazonOrganizationsException(string message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode) : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
