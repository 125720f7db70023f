// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using System.Net;
using Amazon.Runtime;

namespace Amazon.SSOAdmin.Model;

/// <summary>Throttling: the service's <c>ThrottlingException</c>.</summary>
public sealed class ThrottlingException : AmazonSSOAdminException
{
    /// <summary>An error without a message.</summary>
    public ThrottlingException() : base()
    {
    }

    /// <summary>An error with a message.</summary>
    public ThrottlingException(string message) : base(message)
    {
    }

    /// <summary>An error with a message and its cause.</summary>
    public ThrottlingException(string message, Exception? innerException) : base(message, innerException)
    {
    }

    /// <summary>An error with its cause.</summary>
    public ThrottlingException(Exception innerException) : base(innerException)
    {
    }

    /// <summary>An error as the service answered it.</summary>
    public ThrottlingException(string message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode) : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <summary>An error as the service answered it, and its cause.</summary>
    public ThrottlingException(string message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode) : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <summary>Reason.</summary>
    public ThrottlingExceptionReason? Reason { get; set; }
}
