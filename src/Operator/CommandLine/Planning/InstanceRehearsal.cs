using System.Text;
using System.Text.Json;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Instances;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Reconciliation;
using InstancePlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.Instances.InstanceStep>;

namespace IdentityCenterOperator.CommandLine.Planning;

/// <summary>Plays the operator for IdentityCenter default: its settings are in force for all others, its attributes are declared in AWS.</summary>
internal sealed class InstanceRehearsal(AttributeReader attributes, OperatorSettings settings)
{
    /// <summary>Puts the settings in force, as far as the object is valid. What the command line says of the instance and of the rate stays.</summary>
    public void Begin(ProposedObject? proposed)
    {
        if (Desired(proposed) is InstanceDesired.Valid { Settings: var wanted })
            settings.Apply(wanted with { RequestsPerSecond = settings.RequestsPerSecond, InstanceArn = settings.InstanceArn ?? wanted.InstanceArn });
    }

    /// <summary>Plays.</summary>
    public async Task<ResourcePlan> RunAsync(ProposedObject proposed, Instance instance, CancellationToken cancellationToken) => (Read(proposed), Desired(proposed)) switch
    {
        ({ Problem: { } problem }, _) => End(proposed, new Outcome.Stalled(Reason.InvalidSpec, problem)),
        ({ Center: { } center }, _) when Wishes.Pause(center.Metadata) is { } pause => End(proposed, pause),
        (_, InstanceDesired.Invalid invalid) => End(proposed, new Outcome.Stalled(Reason.InvalidSpec, invalid.Message)),
        (_, InstanceDesired.Valid { State: { Attributes: not null } state }) => Planned(proposed, InstancePlanner.Plan(
            state, InstanceObserved.From(await attributes.ReadAsync(instance.Arn, CallPriority.Edit, cancellationToken)))),
        _ => End(proposed, new Outcome.InSync("AWS is as declared.")),
    };

    private static ResourcePlan Planned(ProposedObject proposed, InstancePlan plan) => plan is InstancePlan.Do act
        ? End(proposed, new Outcome.InSync("AWS is as declared.")) with { Steps = [.. act.Steps.Select(StepWords.Of)] }
        : End(proposed, Outcome.From(plan));

    private static InstanceDesired? Desired(ProposedObject? proposed) => proposed is not null && Read(proposed).Center is { } center ? InstanceDesired.From(center) : null;

    private static (Entities.IdentityCenter? Center, string? Problem) Read(ProposedObject proposed)
    {
        try
        {
            return (proposed.Json.Deserialize(EntitiesJson.Default.IdentityCenter), null);
        }
        catch (JsonException e)
        {
            return (null, StatusMessages.CannotBeRead(e.Path ?? "$", DecodingProblem.Of(Encoding.UTF8.GetBytes(proposed.Json.ToJsonString()), e, EntitiesJson.Default.IdentityCenter)));
        }
    }

    private static ResourcePlan End(ProposedObject proposed, Outcome outcome) => new(Entities.IdentityCenter.Definition.Kind, proposed.Key, proposed.Origin, outcome);
}
