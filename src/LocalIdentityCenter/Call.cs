namespace LocalIdentityCenter;

/// <summary>One request and how it ended.</summary>
/// <param name="Id">Counts the calls from 1.</param>
/// <param name="Time">When it came.</param>
/// <param name="AccessKeyId">Who sent it; <c>console</c> for a change made on the page, empty when it was not signed.</param>
/// <param name="UserAgent">With which software.</param>
/// <param name="Service"><c>sso-admin</c>, <c>identitystore</c>, <c>organizations</c>, <c>kms</c>; empty when unknown.</param>
/// <param name="Operation">The operation; the whole target when unknown.</param>
/// <param name="Body">The body of the request as it came.</param>
/// <param name="Outcome"><c>OK</c>, the code of the error, or <c>Dropped</c>.</param>
/// <param name="Resource">What it was about, in short: the permission set, account, group, ….</param>
public sealed record Call(long Id, DateTimeOffset Time, string AccessKeyId, string UserAgent, string Service, string Operation, string Body, string Outcome, string Resource)
{
    /// <summary>The id that the answer carried, or would have carried.</summary>
    public string RequestId { get; init; } = "";

    /// <summary>Whether the call can have changed something.</summary>
    public bool IsWrite => Service.Length > 0 && !(Operation.StartsWith("List", StringComparison.Ordinal) || Operation.StartsWith("Describe", StringComparison.Ordinal)
        || Operation.StartsWith("Get", StringComparison.Ordinal) || Operation.StartsWith("IsMember", StringComparison.Ordinal));
}
