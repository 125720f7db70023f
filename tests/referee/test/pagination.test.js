// Every list, one item a page: the pages together hold what one large page holds, each item once.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { call, reset, services } from '../lib/center.js';
import { IdentityStoreId, InstanceArn, account, assign, build, createSet, orgInputs, ssoInputs, storeInputs } from '../lib/world.js';

const { sso, store, org } = services;
let world;
before(async () => {
  await reset();
  world = await build();
  for (const [i, policy] of ['SecurityAudit', 'PowerUserAccess'].entries()) {
    await call(sso, 'AttachManagedPolicyToPermissionSet', { InstanceArn, PermissionSetArn: world.PermissionSetArn, ManagedPolicyArn: `arn:aws:iam::aws:policy/${policy}` });
    await call(sso, 'AttachCustomerManagedPolicyReferenceToPermissionSet', { InstanceArn, PermissionSetArn: world.PermissionSetArn, CustomerManagedPolicyReference: { Name: `p${i}` } });
    await call(sso, 'TagResource', { InstanceArn, ResourceArn: world.PermissionSetArn, Tags: [{ Key: `k${i}`, Value: 'v' }] });
    await assign(await createSet(`More${i}`), world.GroupId, account);
    await assign(world.free, world.GroupId, `40000000000${i + 1}`);
    await call(store, 'CreateGroupMembership', { IdentityStoreId, GroupId: world.GroupId, MemberId: { UserId: (await call(store, 'ListUsers', { IdentityStoreId })).Users[i].UserId } }).catch(() => {});
  }
});

const paginated = service => service.operations.filter(o => `paginate${o}` in service.sdk);

const inputs = { 'sso-admin': ssoInputs, identitystore: storeInputs, organizations: orgInputs };

/** The list of an answer, whatever its name. */
const items = answer => Object.values(answer).find(Array.isArray) ?? [];

for (const service of [sso, store, org])
  for (const operation of paginated(service))
    test(`${service.name} ${operation}`, async () => {
      const { MaxResults, Filter, Filters, ProvisioningStatus, ...input } = inputs[service.name](world)[operation];
      const whole = items(await call(service, operation, input));
      const pages = [];
      for await (const page of service.sdk[`paginate${operation}`]({ client: service.client, pageSize: 1 }, input)) pages.push(items(page));
      if ('MaxResults' in service.model.shapes[service.model.operations[operation].input].members) assert.ok(pages.every(p => p.length <= 1));
      assert.deepEqual(pages.flat(), whole);
      assert.ok(whole.length > 0);
    });

for (const service of [sso, store, org])
  for (const operation of paginated(service))
    test(`${service.name} ${operation} refuses a token that it did not give`, () => assert.rejects(
      call(service, operation, { ...inputs[service.name](world)[operation], NextToken: 'bm9uc2Vuc2U' }), { name: service === org ? 'InvalidInputException' : 'ValidationException' }));

test('the lists are long enough to need pages', async () => {
  const { MaxResults, ...request } = ssoInputs(world).ListManagedPoliciesInPermissionSet;
  assert.equal((await call(sso, 'ListManagedPoliciesInPermissionSet', request)).AttachedManagedPolicies.length, 3);
  assert.equal((await call(org, 'ListAccounts')).Accounts.length, 14);
});
