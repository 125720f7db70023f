// What takes its time, and what an SDK sees of it.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { call, fault, limits, reset, services, until } from '../lib/center.js';
import { IdentityStoreId, InstanceArn, account, additionalRegion, assign, build, createSet, managedPolicy, newUser, otherAccount, unassign } from '../lib/world.js';

const { sso, store, org } = services;
let world;
beforeEach(async () => {
  await reset();
  world = await build();
});

const outdated = async set => (await call(sso, 'ListAccountsForProvisionedPermissionSet', { InstanceArn, PermissionSetArn: set, ProvisioningStatus: 'LATEST_PERMISSION_SET_NOT_PROVISIONED' })).AccountIds;
const provisioned = async set => (await call(sso, 'ListAccountsForProvisionedPermissionSet', { InstanceArn, PermissionSetArn: set })).AccountIds;

async function provision(set) {
  const { PermissionSetProvisioningStatus: begun } = await call(sso, 'ProvisionPermissionSet', { InstanceArn, PermissionSetArn: set, TargetType: 'ALL_PROVISIONED_ACCOUNTS' });
  const { PermissionSetProvisioningStatus: ended } = await until(
    () => call(sso, 'DescribePermissionSetProvisioningStatus', { InstanceArn, ProvisionPermissionSetRequestId: begun.RequestId }),
    a => a.PermissionSetProvisioningStatus.Status !== 'IN_PROGRESS');
  return ended;
}

test('an assignment begins in progress, succeeds, is listed, and tells when it was asked for', async () => {
  const set = await createSet('Life');
  const { AccountAssignmentCreationStatus: begun } = await call(sso, 'CreateAccountAssignment',
    { InstanceArn, PermissionSetArn: set, TargetId: account, TargetType: 'AWS_ACCOUNT', PrincipalType: 'USER', PrincipalId: world.UserId });
  assert.equal(begun.Status, 'IN_PROGRESS');
  assert.ok(begun.CreatedDate instanceof Date && Math.abs(begun.CreatedDate - Date.now()) < 60_000);
  await until(() => call(sso, 'ListAccountAssignmentCreationStatus', { InstanceArn, Filter: { Status: 'IN_PROGRESS' } }), a => a.AccountAssignmentsCreationStatus.length === 0);
  const { AccountAssignments } = await call(sso, 'ListAccountAssignments', { InstanceArn, AccountId: account, PermissionSetArn: set });
  assert.deepEqual(AccountAssignments, [{ AccountId: account, PermissionSetArn: set, PrincipalType: 'USER', PrincipalId: world.UserId }]);
});

test('a change reaches the accounts when it is provisioned', async () => {
  assert.deepEqual(await until(() => outdated(world.PermissionSetArn), a => a.length === 0), []);
  await call(sso, 'PutInlinePolicyToPermissionSet', { InstanceArn, PermissionSetArn: world.PermissionSetArn, InlinePolicy: '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}' });
  assert.deepEqual(await outdated(world.PermissionSetArn), [account]);
  assert.equal((await provision(world.PermissionSetArn)).Status, 'SUCCEEDED');
  assert.deepEqual(await outdated(world.PermissionSetArn), []);
});

test('a customer-managed policy that an account lacks fails the provisioning with its ARN', async () => {
  await call(sso, 'AttachCustomerManagedPolicyReferenceToPermissionSet', { InstanceArn, PermissionSetArn: world.PermissionSetArn, CustomerManagedPolicyReference: { Name: 'absent' } });
  const ended = await provision(world.PermissionSetArn);
  assert.equal(ended.Status, 'FAILED');
  assert.match(ended.FailureReason, new RegExp(`arn:aws:iam::${account}:policy/absent`));
});

test('an unknown principal fails later', async () => {
  const ended = await assign(world.free, '99671a2b3c-00000000-0000-4000-8000-000000000000');
  assert.equal(ended.Status, 'FAILED');
  assert.match(ended.FailureReason, /was not found in directory/);
});

test('the last removal takes the role along and then the set can be deleted', async () => {
  assert.equal((await unassign(world.PermissionSetArn, world.GroupId)).Status, 'SUCCEEDED');
  await until(() => provisioned(world.PermissionSetArn), a => a.length === 0);
  await call(sso, 'DeletePermissionSet', { InstanceArn, PermissionSetArn: world.PermissionSetArn });
  await assert.rejects(call(sso, 'DescribePermissionSet', { InstanceArn, PermissionSetArn: world.PermissionSetArn }), { name: 'ResourceNotFoundException' });
});

test('a deleted group leaves its assignments behind', async () => {
  await call(store, 'DeleteGroup', { IdentityStoreId, GroupId: world.GroupId });
  const { AccountAssignments } = await call(sso, 'ListAccountAssignmentsForPrincipal', { InstanceArn, PrincipalId: world.GroupId, PrincipalType: 'GROUP' });
  assert.equal(AccountAssignments.length, 1);
});

test('a Region is added, answers about the instance, and is removed', async () => {
  assert.equal((await call(sso, 'AddRegion', { InstanceArn, RegionName: additionalRegion })).Status, 'ADDING');
  const described = await until(() => call(sso, 'DescribeRegion', { InstanceArn, RegionName: additionalRegion }), r => r.Status === 'ACTIVE');
  assert.ok(described.AddedDate instanceof Date && described.IsPrimaryRegion === false);
  const there = sso.clientIn(additionalRegion);
  assert.equal((await call(sso, 'ListRegions', { InstanceArn }, there)).Regions.length, 2);
  await assert.rejects(call(sso, 'ListPermissionSets', { InstanceArn }, there), { name: 'AccessDeniedException' });
  await assert.rejects(call(store, 'CreateGroup', { IdentityStoreId, DisplayName: 'X' }, store.clientIn(additionalRegion)), { name: 'AccessDeniedException' });
  assert.equal((await call(sso, 'RemoveRegion', { InstanceArn, RegionName: additionalRegion })).Status, 'REMOVING');
  await until(() => call(sso, 'DescribeRegion', { InstanceArn, RegionName: additionalRegion }).catch(e => e), e => e.name === 'ResourceNotFoundException');
});

test('attributes for access control become enabled', async () => {
  const described = await until(() => call(sso, 'DescribeInstanceAccessControlAttributeConfiguration', { InstanceArn }), a => a.Status === 'ENABLED');
  assert.deepEqual(described.InstanceAccessControlAttributeConfiguration.AccessControlAttributes, [{ Key: 'department', Value: { Source: ['${path:enterprise.department}'] } }]);
});

test('a new key is updating and then enabled', async () => {
  await call(sso, 'UpdateInstance', { InstanceArn, EncryptionConfiguration: { KeyType: 'AWS_OWNED_KMS_KEY' } });
  await until(() => call(sso, 'DescribeInstance', { InstanceArn }), i => i.EncryptionConfigurationDetails.EncryptionStatus === 'ENABLED');
});

test('an account instance becomes active and goes', async () => {
  const member = sso.clientAs('AKIALOCALMEMBER00000');
  const { InstanceArn: own } = await call(sso, 'CreateInstance', {}, member);
  await until(() => call(sso, 'DescribeInstance', { InstanceArn: own }, member), i => i.Status === 'ACTIVE');
  await call(sso, 'DeleteInstance', { InstanceArn: own }, member);
  await until(() => call(sso, 'DescribeInstance', { InstanceArn: own }, member).catch(e => e), e => e.name === 'AccessDeniedException');
});

test('a session is described as it was asked for', async () => {
  const PermissionSetArn = (await call(sso, 'CreatePermissionSet', { InstanceArn, Name: 'Sessions', Description: 'Größe', SessionDuration: 'PT90M', RelayState: 'https://x.example/?a=b' })).PermissionSet.PermissionSetArn;
  const { PermissionSet } = await call(sso, 'DescribePermissionSet', { InstanceArn, PermissionSetArn });
  assert.deepEqual({ ...PermissionSet, CreatedDate: undefined }, { Name: 'Sessions', PermissionSetArn, Description: 'Größe', SessionDuration: 'PT90M', RelayState: 'https://x.example/?a=b', CreatedDate: undefined });
});

test('a user comes back with all that was given', async () => {
  const given = { ...newUser('complete'), NickName: 'C', Emails: [{ Value: 'c@example.com', Type: 'work', Primary: true }], PhoneNumbers: [{ Value: '+49', Type: 'work', Primary: true }],
    Addresses: [{ Locality: 'Berlin', Country: 'DE', Primary: true }], Locale: 'de-DE', Timezone: 'Europe/Berlin', Extensions: { 'aws:identitystore:enterprise': { department: 'R&D' } } };
  const { UserId } = await call(store, 'CreateUser', given);
  const user = await call(store, 'DescribeUser', { IdentityStoreId, UserId, Extensions: ['aws:identitystore:enterprise'] });
  for (const [member, value] of Object.entries(given)) assert.deepEqual(user[member], value, member);
  assert.ok(user.CreatedAt instanceof Date);
  assert.equal(user.UserStatus, 'ENABLED');
});

test('an organization account tells state, path and date', async () => {
  const { Account } = await call(org, 'DescribeAccount', { AccountId: account });
  assert.equal(Account.State, 'ACTIVE');
  assert.match(Account.Paths[0], new RegExp(`^o-exampleorg/r-ex01/ou-.*/${account}/$`));
  assert.ok(Account.JoinedTimestamp instanceof Date);
});

test('throttling is an error that the SDK knows to retry', async () => {
  await fault({ kind: 'Throttle', operation: 'ListPermissionSets', times: 1 });
  await assert.rejects(call(sso, 'ListPermissionSets', { InstanceArn }), e => e.name === 'ThrottlingException' && e.$metadata.httpStatusCode === 400);
  await fault({ kind: 'Throttle', operation: 'ListAccounts', times: 1 });
  await assert.rejects(call(org, 'ListAccounts'), { name: 'TooManyRequestsException' });
});

test('server errors, broken connections and broken bodies reach the SDK as such', async () => {
  await fault({ kind: 'Error', operation: 'ListPermissionSets', times: 1 });
  await assert.rejects(call(sso, 'ListPermissionSets', { InstanceArn }), e => e.name === 'InternalServerException' && e.$fault === 'server');
  await fault({ kind: 'DropBefore', operation: 'ListPermissionSets', times: 1 });
  await assert.rejects(call(sso, 'ListPermissionSets', { InstanceArn }), { code: 'ECONNRESET' });
  await fault({ kind: 'Malformed', operation: 'ListPermissionSets', times: 1 });
  await assert.rejects(call(sso, 'ListPermissionSets', { InstanceArn }), SyntaxError);
});

test('a reply that is lost leaves its effect', async () => {
  await fault({ kind: 'DropAfter', operation: 'CreatePermissionSet', times: 1 });
  await assert.rejects(createSet('Lost'), { code: 'ECONNRESET' });
  await assert.rejects(createSet('Lost'), { name: 'ConflictException' });
});

test('more than twenty requests a second are throttled', async t => {
  await limits({ ssoAdminRequestsPerSecond: 20 });
  t.after(() => limits({ ssoAdminRequestsPerSecond: null }));
  const asked = await Promise.allSettled(Array.from({ length: 60 }, () => call(sso, 'ListPermissionSets', { InstanceArn })));
  const throttled = asked.filter(a => a.status === 'rejected');
  assert.ok(throttled.length > 0 && throttled.length <= 40);
  assert.ok(throttled.every(a => a.reason.name === 'ThrottlingException'));
});

test('more than ten operations in flight are throttled', async t => {
  await limits({ outstandingOperations: 10 });
  t.after(() => limits({ outstandingOperations: null }));
  const asked = await Promise.allSettled(Array.from({ length: 30 }, () => call(sso, 'ProvisionPermissionSet', { InstanceArn, PermissionSetArn: world.free, TargetType: 'ALL_PROVISIONED_ACCOUNTS' })));
  const refused = asked.find(a => a.status === 'rejected');
  assert.equal(refused?.reason.name, 'ThrottlingException');
  assert.match(refused.reason.message, /There are too many requests processing/);
});

test('the delegated administrator may not touch what is in the management account', async () => {
  assert.equal((await assign(world.free, world.GroupId, '100000000001')).Status, 'SUCCEEDED');
  const delegated = sso.clientAs('AKIALOCALDELEGATED00');
  await assert.rejects(call(sso, 'AttachManagedPolicyToPermissionSet', { InstanceArn, PermissionSetArn: world.free, ManagedPolicyArn: managedPolicy }, delegated), { name: 'AccessDeniedException' });
  const other = { InstanceArn, PermissionSetArn: world.PermissionSetArn, TargetId: otherAccount, TargetType: 'AWS_ACCOUNT', PrincipalType: 'GROUP', PrincipalId: world.GroupId };
  assert.equal((await call(sso, 'CreateAccountAssignment', other, delegated)).AccountAssignmentCreationStatus.Status, 'IN_PROGRESS');
});

for (const service of [sso, store, org])
  test(`a signature of ${service.name} is right or refused`, async () => {
    const [operation, input] = service === sso ? ['ListPermissionSets', { InstanceArn }] : service === store ? ['ListGroups', { IdentityStoreId }] : ['ListRoots', {}];
    await call(service, operation, input, service.clientAs('AKIALOCALSIGNED00000', 'local-secret'));
    await assert.rejects(call(service, operation, input, service.clientAs('AKIALOCALSIGNED00000', 'guessed')), { name: 'InvalidSignatureException' });
  });
