using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace Operator.Tests.AccountAssignments.Model;

/// <summary>
/// All that bears on what happens next: what the API server has, what AWS has and shows, and what the process remembers. Times are told only as far as the operator tells them
/// apart: whether something was within the settling time. Of an object that left no trace nothing is told, so that its successor is as the first of its name.
/// </summary>
internal sealed record ModelState
{
    private static readonly ConditionalWeakTable<ModelState, object> Digests = [];

    /// <summary>The object of each name; null for none.</summary>
    public required ImmutableArray<ModelObject?> Objects { get; init; }

    /// <summary>What is recorded.</summary>
    public ImmutableArray<ModelRecord> Records { get; init; } = [];

    /// <summary>Which namespaces may use which sets.</summary>
    public int Allowed { get; init; }

    /// <summary>What AWS has.</summary>
    public int Aws { get; init; }

    /// <summary>What its lists show.</summary>
    public int Shown { get; init; }

    /// <summary>What of it the operator made.</summary>
    public int Ours { get; init; }

    /// <summary>What AWS was asked for and works on.</summary>
    public ImmutableArray<ModelOperation> Running { get; init; } = [];

    /// <summary>What the process is about to ask AWS for.</summary>
    public ImmutableArray<ModelStep> Steps { get; init; } = [];

    /// <summary>What the process knows of the ends of operations that lists may not show yet.</summary>
    public ImmutableArray<ModelEnd> Ends { get; init; } = [];

    /// <summary>Whether the process began within the settling time.</summary>
    public bool IsYoung { get; init; }

    /// <summary>The state in short, for comparison.</summary>
    public (ulong, ulong) Digest => ((ulong, ulong))Digests.GetValue(this, static state => state.Digested());

    /// <summary>What is recorded for anybody.</summary>
    public int Recorded => Records.Aggregate(0, (all, record) => all | record.Held);

    private object Digested()
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(Text()));
        return (BitConverter.ToUInt64(hash, 0), BitConverter.ToUInt64(hash, 8));
    }

    private string Text()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Allowed} {Aws} {Shown} {Ours} {IsYoung}");
        foreach (var one in Objects)
            text.Append('|').Append(one);
        foreach (var record in Records.OrderBy(record => record.Uid, StringComparer.Ordinal))
            text.Append('|').Append(record);
        foreach (var line in Running.Select(one => one.ToString()).Concat(Steps.Select(one => one.ToString())).Concat(Ends.Select(one => one.ToString())).Order(StringComparer.Ordinal))
            text.Append('|').Append(line);
        return text.ToString();
    }
}

/// <summary>An object.</summary>
/// <param name="Life">How many of its name there were before.</param>
/// <param name="Spec">Index of what it asks for.</param>
/// <param name="Status">Its status, less times and words.</param>
internal sealed record ModelObject(int Life, int Spec, string Status = "")
{
    /// <summary>Whether its deletion was asked for.</summary>
    public bool IsDeleting { get; init; }

    /// <summary>Whether it has its finalizer.</summary>
    public bool HasFinalizer { get; init; }

    /// <summary>The same after a change of its spec or its deletion: its status is about an earlier generation.</summary>
    public ModelObject Changed() => this with { Status = Status.Replace("\"observedGeneration\":2", "\"observedGeneration\":1", StringComparison.Ordinal) };
}

/// <summary>A record.</summary>
/// <param name="Slot">Name of its object.</param>
/// <param name="Life">Which object of the name.</param>
/// <param name="Spec">What it says, less times.</param>
/// <param name="Held">The assignments in it.</param>
internal sealed record ModelRecord(int Slot, int Life, string Spec, int Held)
{
    /// <summary>Uid of its object.</summary>
    public string Uid => ModelProcess.UidOf(Slot, Life);

    /// <summary>Whether its object is there, as far as the record says.</summary>
    public bool IsLive => Spec.Contains("\"state\":\"Live\"", StringComparison.Ordinal);
}

/// <summary>An operation that AWS works on.</summary>
/// <param name="IsGrant">Whether it assigns.</param>
/// <param name="Assignment">What.</param>
/// <param name="IsFollowed">Whether the process that asked for it is still there.</param>
internal sealed record ModelOperation(bool IsGrant, int Assignment, bool IsFollowed);

/// <summary>A step that waits.</summary>
/// <param name="Owner">Uid of the object that it is for.</param>
/// <param name="OfRecord">Whether its record has it done, since the object is gone.</param>
/// <param name="IsGrant">Whether it assigns.</param>
/// <param name="Assignment">What.</param>
internal sealed record ModelStep(string Owner, bool OfRecord, bool IsGrant, int Assignment);

/// <summary>What is known of an operation's end.</summary>
/// <param name="Assignment">What it was about.</param>
/// <param name="Exists">Whether it exists now; null where only a list can tell.</param>
internal sealed record ModelEnd(int Assignment, bool? Exists);
