// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using System.Net;
using Amazon.Runtime;

namespace Amazon.Organizations.Model;

/// <summary>Unsupported api endpoint: the service's <c>UnsupportedAPIEndpointException</c>.</summary>
public sealed class UnsupportedAPIEndpointException : AmazonOrganizationsException
{
    /// <summary>An error without a message.</summary>
    public UnsupportedAPIEndpointException() : base()
    {
    }

    /// <summary>An error with a message.</summary>
    public UnsupportedAPIEndpointException(string message) : base(message)
    {
    }

    /// <summary>An error with a message and its cause.</summary>
    public UnsupportedAPIEndpointException(string message, Exception? innerException) : base(message, innerException)
    {
    }

    /// <summary>An error with its cause.</summary>
    public UnsupportedAPIEndpointException(Exception innerException) : base(innerException)
    {
    }

    /// <summary>An error as the service answered it.</summary>
    public UnsupportedAPIEndpointException(string message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode) : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <summary>An error as the service answered it, and its cause.</summary>
    public UnsupportedAPIEndpointException(string message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode) : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
