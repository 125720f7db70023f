// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using System.Net;
using Amazon.Runtime;

namespace Amazon.Organizations.Model;

/// <summary>Organizational unit not found: the service's <c>OrganizationalUnitNotFoundException</c>.</summary>
public sealed class OrganizationalUnitNotFoundException : AmazonOrganizationsException
{
    /// <summary>An error without a message.</summary>
    public OrganizationalUnitNotFoundException() : base()
    {
    }

    /// <summary>An error with a message.</summary>
    public OrganizationalUnitNotFoundException(string message) : base(message)
    {
    }

    /// <summary>An error with a message and its cause.</summary>
    public OrganizationalUnitNotFoundException(string message, Exception? innerException) : base(message, innerException)
    {
    }

    /// <summary>An error with its cause.</summary>
    public OrganizationalUnitNotFoundException(Exception innerException) : base(innerException)
    {
    }

    /// <summary>An error as the service answered it.</summary>
    public OrganizationalUnitNotFoundException(string message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode) : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <summary>An error as the service answered it, and its cause.</summary>
    public OrganizationalUnitNotFoundException(string message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode) : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
