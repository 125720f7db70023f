using Amazon.Runtime;

namespace IdentityCenterOperator.Auditing;

/// <summary>
/// Writes down each request that changes something in AWS, once, when it is known how AWS took it: also a refused one, and one that nobody answered. What was never sent
/// is not in it. Thread-safe.
/// </summary>
internal sealed class AuditLog(AuditSink sink, TimeProvider time)
{
    /// <summary>Sends a request, and writes it down.</summary>
    /// <param name="write">What the request is about.</param>
    /// <param name="send">Sends it.</param>
    public async Task<T> RecordAsync<T>(AuditedWrite write, Func<Task<T>> send)
        where T : AmazonWebServiceResponse
    {
        var sentAt = time.GetUtcNow();
        T answer;
        try
        {
            answer = await send();
        }
        catch (Exception e)
        {
            sink(AuditLine.Of(write, AuditOutcome.Of(e), sentAt));
            throw;
        }

        sink(AuditLine.Of(write, AuditOutcome.Of(answer), sentAt));
        return answer;
    }
}
