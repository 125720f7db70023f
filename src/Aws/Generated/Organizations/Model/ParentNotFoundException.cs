// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using System.Net;
using Amazon.Runtime;

namespace Amazon.Organizations.Model;

/// <summary>Parent not found: the service's <c>ParentNotFoundException</c>.</summary>
public sealed class ParentNotFoundException : AmazonOrganizationsException
{
    /// <summary>An error without a message.</summary>
    public ParentNotFoundException() : base()
    {
    }

    /// <summary>An error with a message.</summary>
    public ParentNotFoundException(string message) : base(message)
    {
    }

    /// <summary>An error with a message and its cause.</summary>
    public ParentNotFoundException(string message, Exception? innerException) : base(message, innerException)
    {
    }

    /// <summary>An error with its cause.</summary>
    public ParentNotFoundException(Exception innerException) : base(innerException)
    {
    }

    /// <summary>An error as the service answered it.</summary>
    public ParentNotFoundException(string message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode) : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <summary>An error as the service answered it, and its cause.</summary>
    public ParentNotFoundException(string message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode) : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
