using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Instances;

/// <summary>From what a user wrote to what is wanted, with all defaults applied.</summary>
internal abstract record InstanceDesired
{
    private InstanceDesired()
    {
    }

    /// <summary>The spec can be put in force.</summary>
    /// <param name="State">What is wanted of the instance.</param>
    /// <param name="Settings">How the operator works with it.</param>
    public sealed record Valid(InstanceState State, OperatorSettings.Values Settings) : InstanceDesired;

    /// <summary>The spec breaks rules; the settings that were in force stay.</summary>
    /// <param name="Message">A sentence that names the field.</param>
    public sealed record Invalid(string Message) : InstanceDesired;

    /// <summary>Checks and translates a resource.</summary>
    public static InstanceDesired From(Entities.IdentityCenter center) => InstanceValidation.Check(center) is { Count: > 0 } problems
        ? new Invalid($"{string.Join("; ", problems)}. The settings that were in force before stay.")
        : new Valid(new(Attributes(center.Spec)), InstanceSettings.From(center.Spec));

    private static ValueDictionary? Attributes(IdentityCenterSpec spec) => spec.Attributes is { } attributes
        ? new(attributes.Select(attribute => KeyValuePair.Create(attribute.Key, attribute.Source)))
        : null;
}
