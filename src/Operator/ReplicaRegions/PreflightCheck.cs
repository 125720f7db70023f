using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.ReplicaRegions;

/// <summary>One thing that has to be in place before AWS is asked for a Region.</summary>
/// <param name="Name">Name of the check.</param>
/// <param name="Result">What it came to.</param>
/// <param name="Message">What was found, and what to do about it.</param>
/// <param name="Reason">The condition's reason when it failed.</param>
public sealed record PreflightCheck(string Name, PreflightResult Result, string Message, Reason Reason);
