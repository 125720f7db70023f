namespace IdentityCenterOperator.Auditing;

/// <summary>Adds the audit log.</summary>
internal static class AuditingServices
{
    /// <summary>Adds it.</summary>
    /// <param name="services">The services.</param>
    /// <param name="choice">Where it goes (<see cref="AuditSinks.Open"/>).</param>
    public static IServiceCollection AddAuditing(this IServiceCollection services, string choice) => services
        .AddSingleton(provider => AuditSinks.Open(choice, provider.GetRequiredService<ILoggerFactory>()))
        .AddSingleton<AuditLog>();
}
