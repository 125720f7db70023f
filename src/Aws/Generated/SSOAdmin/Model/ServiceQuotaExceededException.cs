// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using System.Net;
using Amazon.Runtime;

namespace Amazon.SSOAdmin.Model;

/// <summary>Service quota exceeded: the service's <c>ServiceQuotaExceededException</c>.</summary>
public sealed class ServiceQuotaExceededException : AmazonSSOAdminException
{
    /// <summary>An error without a message.</summary>
    public ServiceQuotaExceededException() : base()
    {
    }

    /// <summary>An error with a message.</summary>
    public ServiceQuotaExceededException(string message) : base(message)
    {
    }

    /// <summary>An error with a message and its cause.</summary>
    public ServiceQuotaExceededException(string message, Exception? innerException) : base(message, innerException)
    {
    }

    /// <summary>An error with its cause.</summary>
    public ServiceQuotaExceededException(Exception innerException) : base(innerException)
    {
    }

    /// <summary>An error as the service answered it.</summary>
    public ServiceQuotaExceededException(string message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode) : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <summary>An error as the service answered it, and its cause.</summary>
    public ServiceQuotaExceededException(string message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode) : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
