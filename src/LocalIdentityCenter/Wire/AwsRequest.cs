namespace LocalIdentityCenter.Wire;

/// <summary>A request as it came, before anything is believed.</summary>
/// <param name="Target">The <c>X-Amz-Target</c> header.</param>
/// <param name="Body">The bytes of the body.</param>
/// <param name="Path">The path of the URL.</param>
/// <param name="Header">A header by its lower-case name; several values joined by commas.</param>
internal sealed record AwsRequest(string? Target, ReadOnlyMemory<byte> Body, string Path, Func<string, string?> Header)
{
    public string UserAgent => Header("user-agent") ?? "";
}
