using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>The accounts that are meant by targets, and what in them means nothing.</summary>
internal sealed record ResolvedTargets
{
    /// <summary>The accounts, all of them active.</summary>
    public ValueSet<string> Accounts { get; init; } = [];

    /// <summary>Accounts that are meant and not active: suspended, closed, about to be, or not yet.</summary>
    public ValueSet<string> Skipped { get; init; } = [];

    /// <summary>Accounts that are excluded, whether or not they are meant otherwise.</summary>
    public ValueSet<string> Excluded { get; init; } = [];

    /// <summary>Targets that do not exist.</summary>
    public ValueList<MissingTarget> Missing { get; init; } = [];

    /// <summary>Exclusions that do not exist: nothing new may be assigned, since it is not known what they were to keep out.</summary>
    public ValueList<MissingTarget> MissingExclusions { get; init; } = [];

    /// <summary>Whether the organization's management account is meant.</summary>
    public bool ManagementNamed { get; init; }

    /// <summary>
    /// Whether an account may be meant by a target that has another name now: one that does not exist by name or path, while the account itself is not excluded.
    /// </summary>
    public bool MayMean(string account) => Missing.Any(missing => missing.Kind is not MissingKind.Account) && !Excluded.Contains(account);

    /// <summary>What does not exist and what to do about it; null when everything does.</summary>
    public string? Sentence => (MissingExclusions.Count, Missing.Count) switch
    {
        ( > 0, _) => $"{Sentences.Ended(MissingTarget.Words(MissingExclusions))} It stands in spec.targets.exclude: nothing new is assigned until it is corrected or removed.",
        (_, > 0) => $"{Sentences.Ended(MissingTarget.Words(Missing))} Correct or remove it; other targets are not affected.",
        _ => null,
    };
}

/// <summary>A target that does not exist.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its id, name or path as it is written.</param>
/// <param name="IsAmbiguous">Whether there are several of that path.</param>
internal sealed record MissingTarget(MissingKind Kind, string Name, bool IsAmbiguous = false)
{
    private const int MaxWords = 3;

    /// <summary>What may be meant, as the end of a sentence; null when nobody can say.</summary>
    public string? Hint { get; init; }

    /// <summary>What is wrong, and what may be meant, safe to show.</summary>
    public string Problem => Hint is null ? Fault : $"{Fault}: {Hint}";

    private string Fault => (Kind, IsAmbiguous) switch
    {
        (MissingKind.Account, _) => $"Account {Quoted.Text(Name)} is not in the organization",
        (MissingKind.AccountName, _) => $"No account of the organization is named {Quoted.Text(Name)}",
        (MissingKind.UnitId, _) => $"Organizational unit {Quoted.Text(Name)} does not exist",
        (_, false) => $"No organizational unit has the path {Quoted.Text(Name)}",
        _ => $"Several organizational units have the path {Quoted.Text(Name)}, so that it must be named by its id",
    };

    /// <summary>The first few problems.</summary>
    public static string Words(IReadOnlyCollection<MissingTarget> missing)
    {
        ArgumentNullException.ThrowIfNull(missing);
        var more = missing.Count > MaxWords ? $". And {missing.Count - MaxWords} more" : "";
        return string.Join(". ", missing.Take(MaxWords).Select(each => each.Problem)) + more;
    }
}

/// <summary>What a target that does not exist is.</summary>
internal enum MissingKind
{
    /// <summary>An account by its id.</summary>
    Account,

    /// <summary>An account by its name.</summary>
    AccountName,

    /// <summary>An organizational unit by its id.</summary>
    UnitId,

    /// <summary>An organizational unit by its path.</summary>
    UnitPath,
}
