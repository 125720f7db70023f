namespace LocalIdentityCenter.Wire;

/// <summary>Reads bodies up to a size.</summary>
internal static class RequestBytes
{
    // What is too large is still read to its end up to here, so that the caller gets to read the refusal.
    private const int MaxDiscarded = 64 << 20;

    /// <summary>Null when the body is larger.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int maxBytes, CancellationToken cancellation)
    {
        using var body = new MemoryStream((int)Math.Min(request.ContentLength ?? 0, maxBytes));
        var buffer = new byte[16 * 1024];
        long total = 0;
        int read;
        while (total < MaxDiscarded && (read = await request.Body.ReadAsync(buffer, cancellation)) > 0)
        {
            total += read;
            if (total <= maxBytes) body.Write(buffer, 0, read);
        }
        return total > maxBytes ? null : body.ToArray();
    }
}
