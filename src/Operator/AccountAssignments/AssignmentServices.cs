namespace IdentityCenterOperator.AccountAssignments;

/// <summary>Adds what sees and makes assignments in AWS.</summary>
internal static class AssignmentServices
{
    /// <summary>Adds it for a door that is there already, and nothing that runs by itself.</summary>
    public static IServiceCollection AddAssignments(this IServiceCollection services) => services
        .AddSingleton<AssignmentSight>()
        .AddSingleton<AccountAssignmentExecutor>()
        .AddSingleton<AssignmentLines>()
        .AddSingleton<AssignmentWorks>();
}
