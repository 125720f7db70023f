// What contradicts what is there.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { behaviour, call, reset, services } from '../lib/center.js';
import { IdentityStoreId, InstanceArn, account, build, createSet, managedPolicy, newUser, ssoInputs } from '../lib/world.js';

const { sso, store } = services;
let world;
before(async () => {
  await reset();
  world = await build();
  // From here on nothing that has begun ends.
  await behaviour({ latency: '1h', regionLatency: '1h', instanceLatency: '1h' });
});

const conflicts = {
  'CreatePermissionSet: the name exists': () => createSet('Referee'),
  'DeletePermissionSet: an account holds it': () => call(sso, 'DeletePermissionSet', { InstanceArn, PermissionSetArn: world.PermissionSetArn }),
  'AttachManagedPolicyToPermissionSet: attached already': () => call(sso, 'AttachManagedPolicyToPermissionSet', { InstanceArn, PermissionSetArn: world.PermissionSetArn, ManagedPolicyArn: managedPolicy }),
  'AttachCustomerManagedPolicyReferenceToPermissionSet: attached already': () =>
    call(sso, 'AttachCustomerManagedPolicyReferenceToPermissionSet', { InstanceArn, PermissionSetArn: world.PermissionSetArn, CustomerManagedPolicyReference: { Name: 'boundary' } }),
  'CreateInstanceAccessControlAttributeConfiguration: enabled already': () =>
    call(sso, 'CreateInstanceAccessControlAttributeConfiguration', ssoInputs(world).CreateInstanceAccessControlAttributeConfiguration),
  'CreateInstance: the account has one': () => call(sso, 'CreateInstance'),
  'AddRegion: the Region is there': () => call(sso, 'AddRegion', { InstanceArn, RegionName: 'eu-central-1' }),
  'CreateGroup: the name exists': () => call(store, 'CreateGroup', { IdentityStoreId, DisplayName: 'Referees' }),
  'CreateUser: the name exists': () => call(store, 'CreateUser', newUser('referee')),
  'CreateGroupMembership: a member already': () => call(store, 'CreateGroupMembership', { IdentityStoreId, GroupId: world.GroupId, MemberId: { UserId: world.UserId } }),
  'UpdateGroup: the name is taken': () => call(store, 'UpdateGroup', { IdentityStoreId, GroupId: world.GroupId, Operations: [{ AttributePath: 'displayName', AttributeValue: 'Platform' }] }),
  'UpdateUser: the name is taken': () => call(store, 'UpdateUser', { IdentityStoreId, UserId: world.UserId, Operations: [{ AttributePath: 'userName', AttributeValue: 'alice@example.com' }] }),
};

for (const [what, attempt] of Object.entries(conflicts)) test(what, () => assert.rejects(attempt(), { name: 'ConflictException' }));

test('DeleteAccountAssignment: its creation is in progress', async () => {
  const tuple = { InstanceArn, PermissionSetArn: world.free, TargetId: account, TargetType: 'AWS_ACCOUNT', PrincipalType: 'GROUP', PrincipalId: world.GroupId };
  await call(sso, 'CreateAccountAssignment', tuple);
  await assert.rejects(call(sso, 'DeleteAccountAssignment', tuple), { name: 'ConflictException' });
});

test('AddRegion and RemoveRegion: another workflow is in progress', async () => {
  await call(sso, 'AddRegion', { InstanceArn, RegionName: 'eu-west-1' });
  await assert.rejects(call(sso, 'RemoveRegion', { InstanceArn, RegionName: 'eu-west-1' }), { name: 'ConflictException' });
});

test('UpdateInstance: the key is being changed', async () => {
  const request = { InstanceArn, EncryptionConfiguration: { KeyType: 'AWS_OWNED_KMS_KEY' } };
  await call(sso, 'UpdateInstance', request);
  await assert.rejects(call(sso, 'UpdateInstance', request), { name: 'ConflictException' });
});
