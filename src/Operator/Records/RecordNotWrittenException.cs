namespace IdentityCenterOperator.Records;

/// <summary>A record could not be written, so that nothing must be asked of AWS; the reconcile is made again.</summary>
/// <param name="message">A sentence.</param>
/// <param name="isOvertaken">Whether all there is to it is that the record is another one by now: it was read anew, and what is to be written has to be derived from that.</param>
/// <param name="inner">Why.</param>
internal sealed class RecordNotWrittenException(string message, bool isOvertaken, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether the record was another one than the caller thought, and nothing is wrong.</summary>
    public bool IsOvertaken => isOvertaken;
}
