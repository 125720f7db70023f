using System.Diagnostics;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Instances;

/// <summary>One AWS call on the instance, named by what it does to it.</summary>
public abstract record InstanceStep
{
    private InstanceStep()
    {
    }

    /// <summary>The step in words.</summary>
    public string Summary => this switch
    {
        CreateAttributes s => $"enable attributes for access control: {string.Join(", ", s.Sources.Keys)}",
        UpdateAttributes s => $"set the attributes for access control to: {string.Join(", ", s.Sources.Keys)}",
        DeleteAttributes => "disable attributes for access control",
        _ => throw new UnreachableException(),
    };

    /// <summary>CreateInstanceAccessControlAttributeConfiguration.</summary>
    /// <param name="Sources">All of them, source by key.</param>
    public sealed record CreateAttributes(ValueDictionary Sources) : InstanceStep;

    /// <summary>UpdateInstanceAccessControlAttributeConfiguration, which replaces the whole list.</summary>
    /// <param name="Sources">All of them, source by key.</param>
    public sealed record UpdateAttributes(ValueDictionary Sources) : InstanceStep;

    /// <summary>DeleteInstanceAccessControlAttributeConfiguration.</summary>
    public sealed record DeleteAttributes : InstanceStep;
}
