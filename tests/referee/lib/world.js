// A small world to ask about, made through the API, and a valid request for every operation.
import { call, services, until } from './center.js';

const { sso, store, org } = services;

export const InstanceArn = 'arn:aws:sso:::instance/ssoins-7223a1b2c3d4e5f6';
export const IdentityStoreId = 'd-99671a2b3c';
export const account = '400000000001';
export const otherAccount = '400000000002';
export const managedPolicy = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
export const otherPolicy = 'arn:aws:iam::aws:policy/SecurityAudit';
export const key = 'arn:aws:kms:eu-central-1:100000000001:key/mrk-1234abcd12ab34cd56ef1234567890ab';
export const additionalRegion = 'eu-west-1';
export const newUser = name => ({ IdentityStoreId, UserName: name, DisplayName: name, Name: { GivenName: name, FamilyName: name } });

const attributes = name => ({ AccessControlAttributes: [{ Key: name, Value: { Source: ['${path:enterprise.department}'] } }] });

export const createSet = async Name => (await call(sso, 'CreatePermissionSet', { InstanceArn, Name })).PermissionSet.PermissionSetArn;

export async function assign(PermissionSetArn, PrincipalId, TargetId = account, PrincipalType = 'GROUP') {
  const request = { InstanceArn, PermissionSetArn, TargetId, TargetType: 'AWS_ACCOUNT', PrincipalType, PrincipalId };
  const { AccountAssignmentCreationStatus: begun } = await call(sso, 'CreateAccountAssignment', request);
  const { AccountAssignmentCreationStatus: ended } = await until(
    () => call(sso, 'DescribeAccountAssignmentCreationStatus', { InstanceArn, AccountAssignmentCreationRequestId: begun.RequestId }),
    answer => answer.AccountAssignmentCreationStatus.Status !== 'IN_PROGRESS');
  return ended;
}

export async function unassign(PermissionSetArn, PrincipalId, TargetId = account, PrincipalType = 'GROUP') {
  const request = { InstanceArn, PermissionSetArn, TargetId, TargetType: 'AWS_ACCOUNT', PrincipalType, PrincipalId };
  const { AccountAssignmentDeletionStatus: begun } = await call(sso, 'DeleteAccountAssignment', request);
  const { AccountAssignmentDeletionStatus: ended } = await until(
    () => call(sso, 'DescribeAccountAssignmentDeletionStatus', { InstanceArn, AccountAssignmentDeletionRequestId: begun.RequestId }),
    answer => answer.AccountAssignmentDeletionStatus.Status !== 'IN_PROGRESS');
  return ended;
}

/** A set with everything on it that can be read or taken off, assigned once; a group with a member; an additional Region. */
export async function build() {
  const GroupId = (await call(store, 'CreateGroup', { IdentityStoreId, DisplayName: 'Referees' })).GroupId;
  const UserId = (await call(store, 'CreateUser', newUser('referee'))).UserId;
  const MembershipId = (await call(store, 'CreateGroupMembership', { IdentityStoreId, GroupId, MemberId: { UserId } })).MembershipId;
  const PermissionSetArn = await createSet('Referee');
  const free = await createSet('Free');
  const set = { InstanceArn, PermissionSetArn };
  await call(sso, 'AttachManagedPolicyToPermissionSet', { ...set, ManagedPolicyArn: managedPolicy });
  await call(sso, 'AttachCustomerManagedPolicyReferenceToPermissionSet', { ...set, CustomerManagedPolicyReference: { Name: 'boundary', Path: '/' } });
  await call(sso, 'PutPermissionsBoundaryToPermissionSet', { ...set, PermissionsBoundary: { ManagedPolicyArn: managedPolicy } });
  const creation = await assign(PermissionSetArn, GroupId);
  const passing = await assign(PermissionSetArn, GroupId, otherAccount);
  const deletion = await unassign(PermissionSetArn, GroupId, otherAccount);
  await until(() => call(sso, 'ListAccountsForProvisionedPermissionSet', set), a => a.AccountIds.length === 1);
  const provisioning = (await call(sso, 'ProvisionPermissionSet', { ...set, TargetType: 'ALL_PROVISIONED_ACCOUNTS' })).PermissionSetProvisioningStatus;
  await call(sso, 'CreateInstanceAccessControlAttributeConfiguration', { InstanceArn, InstanceAccessControlAttributeConfiguration: attributes('department') });
  const root = (await call(org, 'ListRoots')).Roots[0].Id;
  const unit = (await call(org, 'ListOrganizationalUnitsForParent', { ParentId: root })).OrganizationalUnits[0].Id;
  return { GroupId, UserId, MembershipId, PermissionSetArn, free, creation, passing, deletion, provisioning, root, unit };
}

/** A valid request for each operation of sso-admin in the world above. */
export function ssoInputs(world) {
  const set = { InstanceArn, PermissionSetArn: world.PermissionSetArn };
  const tuple = { ...set, TargetId: account, TargetType: 'AWS_ACCOUNT', PrincipalType: 'GROUP', PrincipalId: world.GroupId };
  return {
    AddRegion: { InstanceArn, RegionName: additionalRegion },
    AttachCustomerManagedPolicyReferenceToPermissionSet: { ...set, CustomerManagedPolicyReference: { Name: 'rds-operators', Path: '/teams/' } },
    AttachManagedPolicyToPermissionSet: { ...set, ManagedPolicyArn: otherPolicy },
    CreateAccountAssignment: tuple,
    CreateInstance: { Name: 'own', ClientToken: 'token', Tags: [{ Key: 'a', Value: 'b' }] },
    CreateInstanceAccessControlAttributeConfiguration: { InstanceArn, InstanceAccessControlAttributeConfiguration: attributes('department') },
    CreatePermissionSet: { InstanceArn, Name: 'New', Description: 'd', SessionDuration: 'PT2H', RelayState: 'https://x.example', Tags: [{ Key: 'a', Value: 'b' }] },
    DeleteAccountAssignment: tuple,
    DeleteInlinePolicyFromPermissionSet: set,
    DeleteInstance: { InstanceArn },
    DeleteInstanceAccessControlAttributeConfiguration: { InstanceArn },
    DeletePermissionSet: { InstanceArn, PermissionSetArn: world.free },
    DeletePermissionsBoundaryFromPermissionSet: set,
    DescribeAccountAssignmentCreationStatus: { InstanceArn, AccountAssignmentCreationRequestId: world.creation.RequestId },
    DescribeAccountAssignmentDeletionStatus: { InstanceArn, AccountAssignmentDeletionRequestId: world.deletion.RequestId },
    DescribeInstance: { InstanceArn },
    DescribeInstanceAccessControlAttributeConfiguration: { InstanceArn },
    DescribePermissionSet: set,
    DescribePermissionSetProvisioningStatus: { InstanceArn, ProvisionPermissionSetRequestId: world.provisioning.RequestId },
    DescribeRegion: { InstanceArn, RegionName: 'eu-central-1' },
    DetachCustomerManagedPolicyReferenceFromPermissionSet: { ...set, CustomerManagedPolicyReference: { Name: 'boundary', Path: '/' } },
    DetachManagedPolicyFromPermissionSet: { ...set, ManagedPolicyArn: managedPolicy },
    GetInlinePolicyForPermissionSet: set,
    GetPermissionsBoundaryForPermissionSet: set,
    ListAccountAssignmentCreationStatus: { InstanceArn, Filter: { Status: 'SUCCEEDED' }, MaxResults: 10 },
    ListAccountAssignmentDeletionStatus: { InstanceArn, Filter: { Status: 'SUCCEEDED' }, MaxResults: 10 },
    ListAccountAssignments: { ...set, AccountId: account, MaxResults: 10 },
    ListAccountAssignmentsForPrincipal: { InstanceArn, PrincipalId: world.GroupId, PrincipalType: 'GROUP', Filter: { AccountId: account }, MaxResults: 10 },
    ListAccountsForProvisionedPermissionSet: { ...set, ProvisioningStatus: 'LATEST_PERMISSION_SET_PROVISIONED', MaxResults: 10 },
    ListCustomerManagedPolicyReferencesInPermissionSet: { ...set, MaxResults: 10 },
    ListInstances: { MaxResults: 10 },
    ListManagedPoliciesInPermissionSet: { ...set, MaxResults: 10 },
    ListPermissionSetProvisioningStatus: { InstanceArn, Filter: { Status: 'SUCCEEDED' }, MaxResults: 10 },
    ListPermissionSets: { InstanceArn, MaxResults: 10 },
    ListPermissionSetsProvisionedToAccount: { InstanceArn, AccountId: account, ProvisioningStatus: 'LATEST_PERMISSION_SET_PROVISIONED', MaxResults: 10 },
    ListRegions: { InstanceArn, MaxResults: 10 },
    ListTagsForResource: { InstanceArn, ResourceArn: world.PermissionSetArn },
    ProvisionPermissionSet: { ...set, TargetType: 'AWS_ACCOUNT', TargetId: account },
    PutInlinePolicyToPermissionSet: { ...set, InlinePolicy: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}' },
    PutPermissionsBoundaryToPermissionSet: { ...set, PermissionsBoundary: { CustomerManagedPolicyReference: { Name: 'boundary' } } },
    RemoveRegion: { InstanceArn, RegionName: additionalRegion },
    TagResource: { InstanceArn, ResourceArn: world.PermissionSetArn, Tags: [{ Key: 'a', Value: 'b' }] },
    UntagResource: { InstanceArn, ResourceArn: world.PermissionSetArn, TagKeys: ['a'] },
    UpdateInstance: { InstanceArn, Name: 'renamed', EncryptionConfiguration: { KeyType: 'CUSTOMER_MANAGED_KEY', KmsKeyArn: key } },
    UpdateInstanceAccessControlAttributeConfiguration: { InstanceArn, InstanceAccessControlAttributeConfiguration: attributes('team') },
    UpdatePermissionSet: { ...set, Description: 'changed', SessionDuration: 'PT3H', RelayState: 'https://y.example' },
  };
}

/** A valid request for each operation of identitystore. */
export function storeInputs(world) {
  const id = { IdentityStoreId };
  const member = { GroupId: world.GroupId, MemberId: { UserId: world.UserId } };
  return {
    CreateGroup: { ...id, DisplayName: 'New', Description: 'd' },
    CreateGroupMembership: { ...id, GroupId: world.GroupId, MemberId: { UserId: world.UserId } },
    CreateUser: { ...newUser('new'), Emails: [{ Value: 'new@example.com', Type: 'work', Primary: true }], Title: 'Dr' },
    DeleteGroup: { ...id, GroupId: world.GroupId },
    DeleteGroupMembership: { ...id, MembershipId: world.MembershipId },
    DeleteUser: { ...id, UserId: world.UserId },
    DescribeGroup: { ...id, GroupId: world.GroupId },
    DescribeGroupMembership: { ...id, MembershipId: world.MembershipId },
    DescribeUser: { ...id, UserId: world.UserId, Extensions: ['aws:identitystore:enterprise'] },
    GetGroupId: { ...id, AlternateIdentifier: { UniqueAttribute: { AttributePath: 'displayName', AttributeValue: 'Referees' } } },
    GetGroupMembershipId: { ...id, ...member },
    GetUserId: { ...id, AlternateIdentifier: { ExternalId: { Issuer: 'https://idp.example.com', Id: 'idp-alice' } } },
    IsMemberInGroups: { ...id, MemberId: { UserId: world.UserId }, GroupIds: [world.GroupId] },
    ListGroupMemberships: { ...id, GroupId: world.GroupId, MaxResults: 10 },
    ListGroupMembershipsForMember: { ...id, MemberId: { UserId: world.UserId }, MaxResults: 10 },
    ListGroups: { ...id, MaxResults: 10, Filters: [{ AttributePath: 'DisplayName', AttributeValue: 'Referees' }] },
    ListUsers: { ...id, MaxResults: 10, Filters: [{ AttributePath: 'UserName', AttributeValue: 'referee' }] },
    UpdateGroup: { ...id, GroupId: world.GroupId, Operations: [{ AttributePath: 'description', AttributeValue: 'changed' }] },
    UpdateUser: { ...id, UserId: world.UserId, Operations: [{ AttributePath: 'name.familyName', AttributeValue: 'Changed' }] },
  };
}

/** A valid request for each operation of organizations. */
export const orgInputs = world => ({
  DescribeAccount: { AccountId: account },
  DescribeOrganization: {},
  DescribeOrganizationalUnit: { OrganizationalUnitId: world.unit },
  ListAccounts: { MaxResults: 10 },
  ListAccountsForParent: { ParentId: world.unit, MaxResults: 10 },
  ListChildren: { ParentId: world.root, ChildType: 'ORGANIZATIONAL_UNIT', MaxResults: 10 },
  ListDelegatedAdministrators: { ServicePrincipal: 'sso.amazonaws.com', MaxResults: 10 },
  ListOrganizationalUnitsForParent: { ParentId: world.root, MaxResults: 10 },
  ListParents: { ChildId: account, MaxResults: 10 },
  ListRoots: { MaxResults: 10 },
  ListTagsForResource: { ResourceId: account },
});
