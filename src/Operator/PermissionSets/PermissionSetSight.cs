using IdentityCenterOperator.IdentityCenter;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>What a look at AWS came to.</summary>
internal abstract record Sight
{
    private Sight()
    {
    }

    /// <summary>AWS was seen; null facts mean that it has no such set.</summary>
    /// <param name="Facts">What it has.</param>
    public sealed record Seen(PermissionSetFacts? Facts) : Sight
    {
        /// <summary>Whether AWS shows all that it has. If not, it showed less than what it accepted a moment before, which the facts have.</summary>
        public bool IsShown { get; init; } = true;

        /// <summary>Whether AWS did not show the set at all when it was asked just now, so short a time after it was written to that this proves nothing: the facts are from before.</summary>
        public bool IsRemembered { get; init; }
    }

    /// <summary>Nothing is known yet, and nothing urges: the sweep will tell.</summary>
    public sealed record LeftToSweep : Sight;
}

/// <summary>
/// Finds the facts about the permission set of a resource, in memory where they are good enough, and by just the reads that are needed where they are not.
/// </summary>
internal sealed class PermissionSetSight(FactStore facts, FactReader reader, AcceptedSteps accepted, SteadyClock time)
{
    /// <summary>Looks.</summary>
    /// <param name="name">Name in AWS.</param>
    /// <param name="recordedArn">ARN that the resource recorded; null when it never did.</param>
    /// <param name="need">How good the facts have to be.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<Sight> LookAsync(string name, string? recordedArn, Need need, CancellationToken cancellationToken)
    {
        // What is read from now on is shown.
        var since = need is Need.Fresh ? time.GetUtcNow() : DateTimeOffset.MinValue;
        if (recordedArn is not null && await FactAsync(recordedArn, need, cancellationToken) is not Fact<PermissionSetFacts>.Absent and var fact)
        {
            return From(fact, since);
        }

        // Never recorded, or gone since: somebody may have created one of that name.
        return await ArnAsync(name, need, cancellationToken) is { } arn
            ? From(await FactAsync(arn, need, cancellationToken), since)
            : new Sight.Seen(null);
    }

    private Sight From(Fact<PermissionSetFacts> fact, DateTimeOffset since) => fact switch
    {
        Fact<PermissionSetFacts>.Present present => Seen(present.Value, accepted.On(present)) with { IsRemembered = present.ReadAt < since },
        Fact<PermissionSetFacts>.Absent => new Sight.Seen(null),
        _ => new Sight.LeftToSweep(),
    };

    private static Sight.Seen Seen(PermissionSetFacts shown, PermissionSetFacts accepted) =>
        new(accepted) { IsShown = ReferenceEquals(shown, accepted) || PermissionSetObserved.From(shown, false) == PermissionSetObserved.From(accepted, false) };

    private async Task<Fact<PermissionSetFacts>> FactAsync(string arn, Need need, CancellationToken cancellationToken)
    {
        var known = facts.PermissionSet(arn);
        return (known, need) switch
        {
            (_, Need.Fresh) or (Fact<PermissionSetFacts>.Present { StaleSince: not null }, _) => await reader.PermissionSetAsync(arn, cancellationToken),
            (Fact<PermissionSetFacts>.Unknown, Need.Known or Need.Named or Need.NamedNow) => await reader.PermissionSetAsync(arn, cancellationToken),
            // What a complete list lacks nobody will ever read, unless it is asked for by itself.
            (Fact<PermissionSetFacts>.Unknown, Need.Whatever) when facts.IsListed(arn) == false => await reader.PermissionSetAsync(arn, cancellationToken),
            _ => known,
        };
    }

    private async Task<string?> ArnAsync(string name, Need need, CancellationToken cancellationToken)
    {
        if (facts.ArnOf(name) is null && need is Need.Fresh or Need.Named or Need.NamedNow)
        {
            await reader.NamesAsync(need is Need.Named ? DateTimeOffset.MinValue : time.GetUtcNow(), cancellationToken);
        }

        return facts.ArnOf(name);
    }
}

/// <summary>How good facts have to be for what is about to be decided.</summary>
internal enum Need
{
    /// <summary>Whatever is known; what is not known can wait for the sweep.</summary>
    Whatever,

    /// <summary>Known, if the set is known to exist at all; AWS itself guards the creation of one that is not (docs/decisions/0003).</summary>
    Known,

    /// <summary>Known, and absent only if all names were read.</summary>
    Named,

    /// <summary>Known, and absent only if all names are read now and lack it.</summary>
    NamedNow,

    /// <summary>Read now: something will be deleted, or somebody asked for it.</summary>
    Fresh,
}
