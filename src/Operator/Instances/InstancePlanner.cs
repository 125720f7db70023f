using IdentityCenterOperator.Reconciliation;
using InstancePlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.Instances.InstanceStep>;

namespace IdentityCenterOperator.Instances;

/// <summary>Decides what to do about the instance itself: its attributes for access control, where they are declared.</summary>
public static class InstancePlanner
{
    /// <summary>Plans from what is to what is wanted.</summary>
    public static InstancePlan Plan(InstanceState desired, ObservedInstance observed)
    {
        ArgumentNullException.ThrowIfNull(desired);
        ArgumentNullException.ThrowIfNull(observed);
        return (desired.Attributes, observed.Attributes) switch
        {
            (null, _) or ({ Count: 0 }, null) => new InstancePlan.Nothing(),
            ({ Count: 0 }, { }) => Do(new InstanceStep.DeleteAttributes()),
            ({ } want, null) => Do(new InstanceStep.CreateAttributes(want)),
            ({ } want, { } have) when !want.Equals(have) => observed.Status is "CREATION_IN_PROGRESS" ? Wait() : Do(new InstanceStep.UpdateAttributes(want)),
            _ => Enabled(observed),
        };
    }

    private static InstancePlan Enabled(ObservedInstance observed) => observed.Status switch
    {
        "CREATION_IN_PROGRESS" => Wait(),
        "CREATION_FAILED" => new InstancePlan.Refuse(
            Reason.InvalidSpec, $"AWS could not enable the attributes for access control: {observed.StatusReason ?? "it gave no reason"}. Correct spec.attributes."),
        _ => new InstancePlan.Nothing(),
    };

    private static InstancePlan.Wait Wait() => new(Reason.Progressing, "AWS is enabling attributes for access control.");

    private static InstancePlan.Do Do(InstanceStep step) => new([step]);
}
