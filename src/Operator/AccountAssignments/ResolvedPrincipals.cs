using System.Diagnostics;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>What is known of one principal of a spec.</summary>
internal abstract record PrincipalFinding
{
    private PrincipalFinding()
    {
    }

    /// <summary>The identity store has it.</summary>
    /// <param name="Principal">Its id.</param>
    /// <param name="Name">Its name.</param>
    public sealed record Found(Principal Principal, string Name) : PrincipalFinding;

    /// <summary>The identity store does not have it.</summary>
    /// <param name="Kind">What it is.</param>
    /// <param name="Written">Its name or id as it is written.</param>
    /// <param name="Near">What may have been meant, as a sentence; null where nothing is near.</param>
    public sealed record Missing(PrincipalKind Kind, string Written, string? Near = null) : PrincipalFinding;

    /// <summary>AWS says neither that it is there nor that it is gone: it keeps what it holds, and gets nothing new.</summary>
    /// <param name="Principal">Whom it named, or the id as it is written.</param>
    /// <param name="Name">The name as it is written; null where only an id is.</param>
    public sealed record Uncertain(Principal Principal, string? Name) : PrincipalFinding;

    /// <summary>Nobody has the name any more, but whom it named is still there under another one: it keeps what it holds, and gets nothing new.</summary>
    /// <param name="Principal">Whom it named.</param>
    /// <param name="Written">The name as it is written.</param>
    /// <param name="Now">The present name.</param>
    public sealed record Renamed(Principal Principal, string Written, string Now) : PrincipalFinding;

    /// <summary>Nobody has looked yet.</summary>
    /// <param name="Kind">What it is.</param>
    /// <param name="Name">Its name as it is written; null where only an id is.</param>
    /// <param name="Principal">Whom it named when it was last looked up, or the id as it is written; null where neither is known.</param>
    public sealed record Unknown(PrincipalKind Kind, string? Name, Principal? Principal) : PrincipalFinding;
}

/// <summary>What is known of the principals of a spec, in its order.</summary>
/// <param name="Findings">Each of them once.</param>
internal sealed record ResolvedPrincipals(ValueList<PrincipalFinding> Findings)
{
    private const int MaxWords = 3;
    private const string Keeps = "it keeps what it has and gets nothing new; to take that away, remove it from spec.principals.";

    /// <summary>Those that exist.</summary>
    public ValueSet<Principal> Found { get; } = Findings.OfType<PrincipalFinding.Found>().Select(found => found.Principal).ToValueSet();

    /// <summary>Whether each of them is known to exist or not to.</summary>
    public bool AreKnown => !Findings.Any(finding => finding is PrincipalFinding.Unknown);

    /// <summary>For status. Whom a name named before stays there until that is known to be gone, so that a restart does not forget it.</summary>
    public IReadOnlyList<ResolvedPrincipal> ToStatus() => [.. Findings.Select(Recorded).OfType<ResolvedPrincipal>()];

    /// <summary>Who does not exist and what to do about it; null when everybody does or nobody has looked.</summary>
    public string? Sentence
    {
        get
        {
            var problems = Findings.Select(Problem).OfType<string>().ToList();
            var more = problems.Count > MaxWords ? $" And {problems.Count - MaxWords} more." : "";
            return problems.Count == 0 ? null : string.Join(' ', problems.Take(MaxWords)) + more;
        }
    }

    /// <summary>
    /// Whether a principal that is not among those that exist is left what it holds: it was renamed, AWS does not say whether it is gone, or somebody is not known yet, who may be just this one.
    /// </summary>
    public bool MayMean(Principal principal) => !Found.Contains(principal)
        && (!AreKnown || Findings.Any(finding => Kept(finding) == principal));

    private static Principal? Kept(PrincipalFinding finding) => finding switch
    {
        PrincipalFinding.Renamed renamed => renamed.Principal,
        PrincipalFinding.Uncertain uncertain => uncertain.Principal,
        _ => null,
    };

    private static ResolvedPrincipal? Recorded(PrincipalFinding finding) => finding switch
    {
        PrincipalFinding.Found found => Entry(found.Principal, found.Name),
        PrincipalFinding.Renamed renamed => Entry(renamed.Principal, renamed.Written),
        PrincipalFinding.Uncertain uncertain => Entry(uncertain.Principal, uncertain.Name),
        PrincipalFinding.Unknown { Principal: { } principal } unknown => Entry(principal, unknown.Name),
        _ => null,
    };

    private static ResolvedPrincipal Entry(Principal principal, string? name) => new() { Name = name, Type = PrincipalType.Of(principal.Kind), Id = principal.Id };

    private static string? Problem(PrincipalFinding finding) => finding switch
    {
        PrincipalFinding.Missing missing => $"The identity store has no {PrincipalType.Word(missing.Kind)} {Quoted.Text(missing.Written)}: create it, or correct spec.principals.{(missing.Near is null ? "" : $" {missing.Near}")}",
        PrincipalFinding.Uncertain { Name: { } name } uncertain =>
            $"The identity store does not find the {PrincipalType.Word(uncertain.Principal.Kind)} {Quoted.Text(name)} by its name, and does not say that {uncertain.Principal.Id}, which had it, is gone: {Keeps}",
        PrincipalFinding.Uncertain uncertain =>
            $"The identity store lists no {PrincipalType.Word(uncertain.Principal.Kind)} {uncertain.Principal.Id}, and does not say that it is gone, for it does not answer by id: {Keeps}",
        PrincipalFinding.Renamed renamed =>
            $"The {PrincipalType.Word(renamed.Principal.Kind)} {Quoted.Text(renamed.Written)} is now named {Quoted.Text(renamed.Now)}: it keeps what it has; correct spec.principals.",
        PrincipalFinding.Found or PrincipalFinding.Unknown => null,
        _ => throw new UnreachableException(),
    };
}
