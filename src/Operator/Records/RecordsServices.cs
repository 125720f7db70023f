using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Hosting;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Records;

/// <summary>Adds the records of what was given to whom.</summary>
internal static class RecordsServices
{
    /// <summary>Adds them, and what keeps them.</summary>
    public static IServiceCollection AddRecords(this IServiceCollection services) => services
        .AddRecordReading()
        .AddSingleton(_ => new InstanceGate(recordsFirst: true))
        .AddSingleton(provider => new RecordsReadiness(() => provider.GetRequiredService<Reflector<AccessRecord>>().Refusal, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<AccessRecordWriter>()
        .AddSingleton<RecordsMarker>()
        .AddSingleton<RecordsMetrics>()
        .AddSingleton<LedgerTakeover>()
        .AddHostedService<RecordsService>();

    /// <summary>Adds what gives them back into statuses, and nothing else.</summary>
    public static IServiceCollection AddLedgerReturn(this IServiceCollection services) => services
        .AddRecordReading()
        .AddReflector(AccountAssignment.Definition)
        .AddStatusWriter(AccountAssignment.Definition, EntitiesJson.Default.AccountAssignmentStatus, assignment => assignment.Status)
        .AddSingleton<AccessRecordWriter>()
        .AddSingleton<RecordsMarker>()
        .AddSingleton<LedgerReturn>()
        .AddHostedService<LedgerReturnService>();

    /// <summary>Adds what it takes to read them, and nothing that runs by itself.</summary>
    public static IServiceCollection AddRecordReading(this IServiceCollection services) => services
        .AddReflector(AccessRecord.Definition)
        .AddSingleton<AccessRecords>()
        .AddSingleton<RecordsCensus>();
}
