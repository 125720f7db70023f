// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using System.Net;
using Amazon.Runtime;

namespace Amazon.SSOAdmin.Model;

/// <summary>Access denied: the service's <c>AccessDeniedException</c>.</summary>
public sealed class AccessDeniedException : AmazonSSOAdminException
{
    /// <summary>An error without a message.</summary>
    public AccessDeniedException() : base()
    {
    }

    /// <summary>An error with a message.</summary>
    public AccessDeniedException(string message) : base(message)
    {
    }

    /// <summary>An error with a message and its cause.</summary>
    public AccessDeniedException(string message, Exception? innerException) : base(message, innerException)
    {
    }

    /// <summary>An error with its cause.</summary>
    public AccessDeniedException(Exception innerException) : base(innerException)
    {
    }

    /// <summary>An error as the service answered it.</summary>
    public AccessDeniedException(string message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode) : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <summary>An error as the service answered it, and its cause.</summary>
    public AccessDeniedException(string message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode) : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <summary>Reason.</summary>
    public AccessDeniedExceptionReason? Reason { get; set; }
}
