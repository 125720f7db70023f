using Amazon.IdentityStore;
using Amazon.IdentityStore.Model;
using Amazon.SSOAdmin;
using IdentityCenterOperator.IdentityCenter;
using static IdentityCenterOperator.IdentityCenter.AwsReply;

namespace IdentityCenterOperator.CommandLine.Access;

/// <summary>Reads what only people's questions need: the permission sets of one account, the members of a group, the groups of a user.</summary>
internal sealed class AccessReader(AwsDoor<IAmazonSSOAdmin> admin, AwsDoor<IAmazonIdentityStore> store)
{
    private const int PageSize = 100;

    /// <summary>ARNs of the permission sets that an account has.</summary>
    public Task<List<string>> SetsInAsync(Instance instance, string account, CancellationToken cancellationToken) => admin.PagesAsync(
        CallPriority.Edit,
        "ListPermissionSetsProvisionedToAccount",
        (sso, page, token) => sso.ListPermissionSetsProvisionedToAccountAsync(new() { InstanceArn = instance.Arn, AccountId = account, MaxResults = PageSize, NextToken = page }, token),
        answer => (answer.PermissionSets, answer.NextToken),
        cancellationToken);

    /// <summary>Ids of the members of a group.</summary>
    public async Task<IReadOnlyList<string>> MembersAsync(Instance instance, string group, CancellationToken cancellationToken) =>
    [
        .. (await store.PagesAsync<ListGroupMembershipsResponse, GroupMembership>(
            CallPriority.Edit,
            "ListGroupMemberships",
            (directory, page, token) => directory.ListGroupMembershipsAsync(new() { IdentityStoreId = instance.IdentityStoreId, GroupId = group, MaxResults = PageSize, NextToken = page }, token),
            answer => (answer.GroupMemberships, answer.NextToken),
            cancellationToken)).Select(membership => Required(membership.MemberId?.UserId, "GroupMemberships.MemberId")),
    ];

    /// <summary>Ids of the groups of a user.</summary>
    public async Task<IReadOnlyList<string>> GroupsOfAsync(Instance instance, string user, CancellationToken cancellationToken) =>
    [
        .. (await store.PagesAsync<ListGroupMembershipsForMemberResponse, GroupMembership>(
            CallPriority.Edit,
            "ListGroupMembershipsForMember",
            (directory, page, token) => directory.ListGroupMembershipsForMemberAsync(
                new() { IdentityStoreId = instance.IdentityStoreId, MemberId = new() { UserId = user }, MaxResults = PageSize, NextToken = page }, token),
            answer => (answer.GroupMemberships, answer.NextToken),
            cancellationToken)).Select(membership => Required(membership.GroupId, "GroupMemberships.GroupId")),
    ];
}
