using IdentityCenterOperator.IdentityCenter;

namespace IdentityCenterOperator.CommandLine.Exporting;

/// <summary>Reads everything that can be declared.</summary>
internal sealed class ExportReader(InstanceWatch watch, EverythingReader everything, OrganizationDirectory organization, FactStore facts, Progress progress)
{
    /// <summary>Reads.</summary>
    /// <exception cref="Amazon.Runtime.AmazonServiceException">AWS refused: an export is complete or none.</exception>
    public async Task<ExportWorld> ReadAsync(CancellationToken cancellationToken)
    {
        progress.Begin("Looking for the instance");
        var instance = await watch.UsableAsync(cancellationToken);
        var sets = await everything.SetsAsync(instance, cancellationToken);
        var assignments = await everything.AssignmentsAsync(sets, cancellationToken);
        progress.Begin("Reading the organization");
        var known = await organization.GetAsync(OrganizationParts.Accounts, cancellationToken);
        return new()
        {
            Instance = instance,
            Regions = (facts.Instances.Of(instance.Arn) as Fact<InstanceFacts>.Present)?.Value.Regions
                ?? throw new CommandException($"The Regions of {instance.Arn} could not be read: allow sso:DescribeInstance and sso:ListRegions (docs/iam-policy-read-only.json)."),
            Sets = sets,
            Assignments = assignments,
            Principals = await everything.NamesAsync(assignments.Select(assignment => assignment.Principal), cancellationToken),
            Accounts = known.Accounts,
        };
    }
}
