// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

namespace Amazon.SSOAdmin.Model;

/// <summary>List account assignments filter.</summary>
public sealed class ListAccountAssignmentsFilter
{
    /// <summary>Account ID. Exactly 12 characters. Pattern: <c>\d{12}</c>.</summary>
    public string? AccountId { get; set; }
}
