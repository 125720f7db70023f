namespace LocalIdentityCenter.Models;

/// <summary>One operation of a service: what it takes, what it answers, which errors it may raise.</summary>
internal sealed record OperationModel(ServiceModel Service, string Name, Shape? Input, Shape? Output, IReadOnlyList<string> Errors)
{
    /// <summary>Operations that change nothing, told by their names as the services' naming guide has them.</summary>
    public bool IsRead { get; } = Name.StartsWith("Describe", StringComparison.Ordinal) || Name.StartsWith("List", StringComparison.Ordinal)
        || Name.StartsWith("Get", StringComparison.Ordinal) || Name.StartsWith("IsMember", StringComparison.Ordinal);

    public string Target => $"{Service.TargetPrefix}.{Name}";
}
