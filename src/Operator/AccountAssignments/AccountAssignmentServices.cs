using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Guarding;
using IdentityCenterOperator.Kubernetes.Hosting;
using IdentityCenterOperator.Reconciliation;
using IdentityCenterOperator.Records;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>Adds the kind AccountAssignment.</summary>
internal static class AccountAssignmentServices
{
    /// <summary>Adds the controller and its collaborators.</summary>
    public static IServiceCollection AddAccountAssignments(this IServiceCollection services, int workers) => services
        .AddAccountAssignmentPlanning()
        .AddRecords()
        .AddSingleton<AccountAssignmentGuard>()
        .AddSingleton<IAccessWishes, AccessWishes>()
        .AddSingleton<AccountAssignmentJournal>()
        .AddSingleton<AccessDecider>()
        .AddSingleton<AccessRecordKeeper>()
        .AddSingleton<AccessEnforcer>()
        .AddSingleton<UnreadableAssignments>()
        .AddSingleton<FreshLooks>()
        .AddSingleton<Whereabouts>()
        .AddSingleton<AccessRecordJournal>()
        .AddSingleton<LeftToSweep<AccountAssignment>>()
        .AddSingleton<LeftToSweep<AccessRecord>>()
        .AddHostedService<AssignmentWorksService>()
        .AddStatusWriter(AccountAssignment.Definition, EntitiesJson.Default.AccountAssignmentStatus, assignment => assignment.Status)
        .AddController<AccountAssignment, AccountAssignmentController>(
            AccountAssignment.Definition,
            new() { Finalizer = KindServices.Finalizer, Annotations = Wishes.Annotations, Workers = workers, LongestWhileDeleting = KindServices.LongestWhileEnding },
            (host, provider) => new AssignmentWatches(provider).Wire(host))
        .AddStatusWriter(AccessRecord.Definition, EntitiesJson.Default.AccessRecordStatus, record => record.Status)
        .AddController<AccessRecord, AccessRecordController>(
            AccessRecord.Definition, new() { Annotations = Wishes.Annotations, Workers = 2 }, (host, provider) => new AssignmentWatches(provider).Wire(host));

    /// <summary>Adds what it takes to plan, and nothing that runs by itself.</summary>
    public static IServiceCollection AddAccountAssignmentPlanning(this IServiceCollection services) => services
        .AddAssignments()
        .AddReflector(AccountAssignment.Definition)
        .AddRecordReading()
        .AddSingleton<PermissionSetReferences>()
        .AddSingleton<Outlooks>()
        .AddSingleton<AssignmentRegister>()
        .AddSingleton<Stances>()
        .AddSingleton<AccessGathering>()
        .AddSingleton<VanishedPrincipals>()
        .AddSingleton<RevocationCauses>()
        .AddSingleton<AccountAssignmentRuling>();
}
