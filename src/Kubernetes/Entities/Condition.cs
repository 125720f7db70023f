namespace IdentityCenterOperator.Kubernetes.Entities;

/// <summary><c>metav1.Condition</c>.</summary>
public sealed record Condition
{
    /// <summary>Type in CamelCase, the key of the list.</summary>
    [Required]
    [Length(1, 316)]
    public required string Type { get; init; }

    /// <summary>True, False or Unknown.</summary>
    [Required]
    [Pattern("^(True|False|Unknown)$")]
    public required string Status { get; init; }

    /// <summary>Generation that the condition was set for.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>When the status last flipped.</summary>
    [Required]
    public required DateTimeOffset LastTransitionTime { get; init; }

    /// <summary>Stable word in CamelCase.</summary>
    [Required]
    [Length(1, 1024)]
    public required string Reason { get; init; }

    /// <summary>A sentence for people, with the remedy where there is one.</summary>
    [Required]
    [Length(maxLength: 32768)]
    public required string Message { get; init; }
}
