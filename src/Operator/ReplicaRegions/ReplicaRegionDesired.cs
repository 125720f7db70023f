using System.Text.RegularExpressions;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.ReplicaRegions;

/// <summary>From what a user wrote to what is wanted. The rules of the CRD's schema are checked once more: servers before 1.25 ignore CEL.</summary>
public abstract partial record ReplicaRegionDesired
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromHours(1);

    private ReplicaRegionDesired()
    {
    }

    /// <summary>The spec can be planned for.</summary>
    /// <param name="State">What is wanted.</param>
    public sealed record Valid(ReplicaRegionState State) : ReplicaRegionDesired;

    /// <summary>The spec breaks a rule; nothing must be written to AWS.</summary>
    /// <param name="Message">Field, value, rule and remedy.</param>
    public sealed record Invalid(string Message) : ReplicaRegionDesired;

    /// <summary>Checks and translates a resource.</summary>
    public static ReplicaRegionDesired From(ReplicaRegion entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return Problem(entity) is { } problem ? new Invalid(problem) : new Valid(new(RegionOf(entity)));
    }

    /// <summary>The Region that the object declares now.</summary>
    public static string RegionOf(ReplicaRegion entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return entity.Spec.Region ?? entity.Metadata.Name;
    }

    /// <summary>How long AWS may take; the default where the field is absent or cannot be read.</summary>
    public static TimeSpan TimeoutOf(ReplicaRegionSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return GoDuration.Parse(spec.Timeout) ?? DefaultTimeout;
    }

    private static string? Problem(ReplicaRegion entity) => (entity.Spec, entity.Status?.Region) switch
    {
        ({ Region: { } region }, _) when !IsRegion(region) => $"spec.region is {Quoted.Text(region)}: must be the name of a Region; write for example eu-west-1.",
        ({ Region: null }, _) when !IsRegion(entity.Metadata.Name) =>
            $"metadata.name is {Quoted.Text(entity.Metadata.Name)}: is not the name of a Region; set spec.region, for example to eu-west-1.",
        (_, { } before) when before != RegionOf(entity) =>
            $"spec.region is {Quoted.Text(RegionOf(entity))}, but the object is about {before} already: restore it, and create another ReplicaRegion.",
        ({ Timeout: { } text }, _) when GoDuration.Parse(text) is not { TotalMinutes: >= 1 and <= 1440 } =>
            $"spec.timeout is {Quoted.Text(text)}: must be a duration from 1m to 24h; write for example 60m.",
        _ => null,
    };

    private static bool IsRegion(string name) => name.Length <= 32 && RegionName().IsMatch(name);

    // RegionName of the service model of sso-admin (2020-07-20).
    [GeneratedRegex(@"\A([a-z]+-){2,3}[0-9]\z")]
    private static partial Regex RegionName();
}
