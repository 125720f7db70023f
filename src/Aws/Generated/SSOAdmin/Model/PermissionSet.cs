// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

namespace Amazon.SSOAdmin.Model;

/// <summary>Permission set.</summary>
public sealed class PermissionSet
{
    /// <summary>Name. 1 to 32 characters. Pattern: <c>[\w+=,.@-]+</c>.</summary>
    public string? Name { get; set; }

    /// <summary>Permission set ARN. 10 to 1224 characters. Pattern: <c>arn:aws(-[a-z]{1,5}){0,3}:sso:::permissionSet/(sso)?ins-[a-zA-Z0-9-.]{16}/ps-[a-zA-Z0-9-./]{16}</c>.</summary>
    public string? PermissionSetArn { get; set; }

    /// <summary>Description. 1 to 700 characters. Pattern: <c>[\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]*</c>.</summary>
    public string? Description { get; set; }

    /// <summary>Created date.</summary>
    public DateTime? CreatedDate { get; set; }

    /// <summary>Session duration. 1 to 100 characters. Pattern: <c>(-?)P(?=\d|T\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)([DW]))?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?</c>.</summary>
    public string? SessionDuration { get; set; }

    /// <summary>Relay state. 1 to 240 characters. Pattern: <c>[a-zA-Z0-9&amp;$@#\\\/%?=~\-_&apos;&quot;|!:,.;*+\[\]\ \(\)\{\}]+</c>.</summary>
    public string? RelayState { get; set; }
}
