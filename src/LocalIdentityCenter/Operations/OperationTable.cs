using System.Text.Json.Nodes;
using LocalIdentityCenter.Models;
using LocalIdentityCenter.Wire;

namespace LocalIdentityCenter.Operations;

/// <summary>Which target does what.</summary>
internal static class OperationTable
{
    private static readonly Dictionary<string, Handler> handlers =
        Entries(ServiceModel.SsoAdmin,
            ("AddRegion", Work.Instance, Regions.Add),
            ("AttachCustomerManagedPolicyReferenceToPermissionSet", Work.Access, ManagedPolicies.AttachReference),
            ("AttachManagedPolicyToPermissionSet", Work.Access, ManagedPolicies.Attach),
            ("CreateAccountAssignment", Work.Access, Assignments.Create),
            ("CreateInstance", Work.Instances, Instances.Create),
            ("CreateInstanceAccessControlAttributeConfiguration", Work.Access, Attributes.Create),
            ("CreatePermissionSet", Work.Access, PermissionSets.Create),
            ("DeleteAccountAssignment", Work.Access, Assignments.Delete),
            ("DeleteInlinePolicyFromPermissionSet", Work.Access, InlinePolicies.Delete),
            ("DeleteInstance", Work.Instance, Instances.Delete),
            ("DeleteInstanceAccessControlAttributeConfiguration", Work.Access, Attributes.Delete),
            ("DeletePermissionSet", Work.Access, PermissionSets.Delete),
            ("DeletePermissionsBoundaryFromPermissionSet", Work.Access, Boundaries.Delete),
            ("DescribeAccountAssignmentCreationStatus", Work.Access, Assignments.DescribeCreation),
            ("DescribeAccountAssignmentDeletionStatus", Work.Access, Assignments.DescribeDeletion),
            ("DescribeInstance", Work.Instance, Instances.Describe),
            ("DescribeInstanceAccessControlAttributeConfiguration", Work.Access, Attributes.Describe),
            ("DescribePermissionSet", Work.Access, PermissionSets.Describe),
            ("DescribePermissionSetProvisioningStatus", Work.Access, Provisioning.DescribeStatus),
            ("DescribeRegion", Work.Instance, Regions.Describe),
            ("DetachCustomerManagedPolicyReferenceFromPermissionSet", Work.Access, ManagedPolicies.DetachReference),
            ("DetachManagedPolicyFromPermissionSet", Work.Access, ManagedPolicies.Detach),
            ("GetInlinePolicyForPermissionSet", Work.Access, InlinePolicies.Get),
            ("GetPermissionsBoundaryForPermissionSet", Work.Access, Boundaries.Get),
            ("ListAccountAssignmentCreationStatus", Work.Access, Assignments.ListCreations),
            ("ListAccountAssignmentDeletionStatus", Work.Access, Assignments.ListDeletions),
            ("ListAccountAssignments", Work.Access, Assignments.List),
            ("ListAccountAssignmentsForPrincipal", Work.AccessByManagement, Assignments.ListForPrincipal),
            ("ListAccountsForProvisionedPermissionSet", Work.Access, Provisioning.ListAccounts),
            ("ListCustomerManagedPolicyReferencesInPermissionSet", Work.Access, ManagedPolicies.ListReferences),
            ("ListInstances", Work.Instances, Instances.List),
            ("ListManagedPoliciesInPermissionSet", Work.Access, ManagedPolicies.List),
            ("ListPermissionSetProvisioningStatus", Work.Access, Provisioning.ListStatus),
            ("ListPermissionSets", Work.Access, PermissionSets.List),
            ("ListPermissionSetsProvisionedToAccount", Work.Access, Provisioning.ListPermissionSets),
            ("ListRegions", Work.Instance, Regions.List),
            ("ListTagsForResource", Work.Tags, ResourceTags.List),
            ("ProvisionPermissionSet", Work.Access, Provisioning.Provision),
            ("PutInlinePolicyToPermissionSet", Work.Access, InlinePolicies.Put),
            ("PutPermissionsBoundaryToPermissionSet", Work.Access, Boundaries.Put),
            ("RemoveRegion", Work.Instance, Regions.Remove),
            ("TagResource", Work.Tags, ResourceTags.Tag),
            ("UntagResource", Work.Tags, ResourceTags.Untag),
            ("UpdateInstance", Work.Instance, Instances.Update),
            ("UpdateInstanceAccessControlAttributeConfiguration", Work.Access, Attributes.Update),
            ("UpdatePermissionSet", Work.Access, PermissionSets.Update))
        .Concat(Entries(ServiceModel.IdentityStore,
            ("CreateGroup", Work.Directory, Groups.Create),
            ("CreateGroupMembership", Work.Directory, Memberships.Create),
            ("CreateUser", Work.Directory, Users.Create),
            ("DeleteGroup", Work.Directory, Groups.Delete),
            ("DeleteGroupMembership", Work.Directory, Memberships.Delete),
            ("DeleteUser", Work.Directory, Users.Delete),
            ("DescribeGroup", Work.Directory, Groups.Describe),
            ("DescribeGroupMembership", Work.Directory, Memberships.Describe),
            ("DescribeIdentityStore", Work.Directory, IdentityStores.Describe),
            ("DescribeUser", Work.Directory, Users.Describe),
            ("GetGroupId", Work.Directory, Groups.GetId),
            ("GetGroupMembershipId", Work.Directory, Memberships.GetId),
            ("GetUserId", Work.Directory, Users.GetId),
            ("IsMemberInGroups", Work.Directory, Memberships.IsMember),
            ("ListGroupMemberships", Work.Directory, Memberships.List),
            ("ListGroupMembershipsForMember", Work.Directory, Memberships.ListForMember),
            ("ListGroups", Work.Directory, Groups.List),
            ("ListIdentityStores", Work.Directories, IdentityStores.List),
            ("ListUsers", Work.Directory, Users.List),
            ("UpdateGroup", Work.Directory, Groups.Update),
            ("UpdateIdentityStore", Work.Directory, IdentityStores.Update),
            ("UpdateUser", Work.Directory, Users.Update)))
        .Concat(Entries(ServiceModel.Organizations,
            ("DescribeAccount", Work.Organization, OrganizationReads.DescribeAccount),
            ("DescribeOrganization", Work.OrganizationByAnyone, OrganizationReads.Describe),
            ("DescribeOrganizationalUnit", Work.Organization, OrganizationReads.DescribeUnit),
            ("ListAccounts", Work.Organization, OrganizationReads.ListAccounts),
            ("ListAccountsForParent", Work.Organization, OrganizationReads.ListAccountsForParent),
            ("ListChildren", Work.Organization, OrganizationReads.ListChildren),
            ("ListDelegatedAdministrators", Work.Organization, OrganizationReads.ListDelegatedAdministrators),
            ("ListOrganizationalUnitsForParent", Work.Organization, OrganizationReads.ListUnitsForParent),
            ("ListParents", Work.Organization, OrganizationReads.ListParents),
            ("ListRoots", Work.Organization, OrganizationReads.ListRoots),
            ("ListTagsForResource", Work.Organization, OrganizationReads.ListTags)))
        .Concat(Entries(ServiceModel.Kms, ("DescribeKey", Work.Keys, Keys.Describe)))
        .ToDictionary(h => h.Model.Target, StringComparer.Ordinal);

    public static IReadOnlyCollection<Handler> All => handlers.Values;

    /// <summary>The operation of an X-Amz-Target header; null when there is none of that name.</summary>
    public static Handler? Find(string target) => handlers.GetValueOrDefault(target);

    private static IEnumerable<Handler> Entries(ServiceModel service, params (string Name, Work Work, Func<RequestContext, JsonObject> Run)[] entries) =>
        entries.Select(e => new Handler(service.Operations[e.Name], e.Work, e.Run));
}
