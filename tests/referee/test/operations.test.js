// Every operation: it succeeds, refuses each missing and each misshapen member, and does not find what is not there.
import assert from 'node:assert/strict';
import { before, beforeEach, describe, test } from 'node:test';
import { call, reset, services, until } from '../lib/center.js';
import { IdentityStoreId, InstanceArn, build, orgInputs, otherAccount, ssoInputs, storeInputs } from '../lib/world.js';

const { sso, store, org } = services;
const suites = [[sso, ssoInputs, 'ValidationException'], [store, storeInputs, 'ValidationException'], [org, orgInputs, 'InvalidInputException']];
const nobody = '99671a2b3c-00000000-0000-4000-8000-000000000000';
const noRequest = '00000000-0000-4000-8000-000000000000';

/** Members of the models that this version of the SDK neither sends nor shows, and operations whose answer it takes for empty. */
const newerThanTheSdk = new Set(['Revision', 'GroupArn', 'UserArn', 'MembershipArn']);
const emptyInTheSdk = new Set(['UpdateGroup', 'UpdateUser']);

/** What must be so before an operation can succeed in the built world. */
const preparations = {
  CreateAccountAssignment: () => {},
  CreateInstance: () => {},
  CreateInstanceAccessControlAttributeConfiguration: () => call(sso, 'DeleteInstanceAccessControlAttributeConfiguration', { InstanceArn }),
  CreateGroupMembership: world => call(store, 'DeleteGroupMembership', { IdentityStoreId, MembershipId: world.MembershipId }),
  RemoveRegion: async () => {
    await call(sso, 'AddRegion', { InstanceArn, RegionName: 'eu-west-1' });
    await until(() => call(sso, 'DescribeRegion', { InstanceArn, RegionName: 'eu-west-1' }), r => r.Status === 'ACTIVE');
  },
};

for (const [service, inputs, invalid] of suites) {
  const shape = name => service.model.shapes[name];
  const members = operation => Object.entries(shape(service.model.operations[operation].input)?.members ?? {});

  describe(`${service.name} succeeds`, () => {
    let world;
    beforeEach(async () => {
      await reset();
      world = await build();
    });
    for (const operation of service.operations)
      test(operation, async () => {
        await preparations[operation]?.(world);
        // An account instance is made and deleted by the account it belongs to.
        const client = operation === 'CreateInstance' || operation === 'DeleteInstance' ? service.clientAs('AKIALOCALMEMBER00000') : service.client;
        const input = operation === 'DeleteInstance' ? await call(service, 'CreateInstance', {}, client) : inputs(world)[operation];
        const { $metadata, ...answer } = await call(service, operation, { ...input, $metadata: undefined }, client);
        assert.equal($metadata.httpStatusCode, 200);
        assert.match($metadata.requestId, /^[0-9a-f-]{36}$/);
        if (emptyInTheSdk.has(operation)) return;
        for (const required of (shape(service.model.operations[operation].output)?.required ?? []).filter(m => !newerThanTheSdk.has(m))) assert.ok(required in answer, required);
      });
  });

  describe(`${service.name} refuses`, () => {
    let world;
    before(async () => {
      await reset();
      world = await build();
    });
    for (const operation of service.operations) {
      for (const required of shape(service.model.operations[operation].input)?.required ?? [])
        test(`${operation} without ${required}`, async () => {
          const input = { ...inputs(world)[operation] };
          delete input[required];
          await assert.rejects(call(service, operation, input), { name: invalid });
        });
      for (const [member, name] of members(operation).filter(([member]) => !newerThanTheSdk.has(member)))
        for (const [what, value] of misshapen(shape(name)))
          test(`${operation} with ${member} ${what}`, () => assert.rejects(call(service, operation, { ...inputs(world)[operation], [member]: value }), { name: invalid }));
    }
  });
}

/** Values of the right type that a shape forbids. */
function* misshapen(shape) {
  if (shape.type === 'string') {
    if (shape.enum) yield ['outside its values', 'NONSENSE'];
    if (shape.pattern && !/^\[\\s\\S\]\*$/.test(shape.pattern)) yield ['outside its pattern', '\u0001'.repeat(Math.max(shape.min ?? 1, 1))];
    if (shape.max && shape.max < 100_000) yield ['too long', 'a'.repeat(shape.max + 1)];
    if (shape.min > 0) yield ['too short', ''];
  }
  if (shape.type === 'integer') {
    if (shape.min !== undefined) yield ['too small', shape.min - 1];
    if (shape.max !== undefined) yield ['too large', shape.max + 1];
  }
  if (shape.type === 'list' && shape.min > 0) yield ['empty', []];
}

describe('sso-admin does not find', () => {
  let world;
  before(async () => {
    await reset();
    world = await build();
  });
  const absent = {
    InstanceArn: 'arn:aws:sso:::instance/ssoins-0000000000000000',
    PermissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-7223a1b2c3d4e5f6/ps-0000000000000000',
    AccountAssignmentCreationRequestId: noRequest,
    AccountAssignmentDeletionRequestId: noRequest,
    ProvisionPermissionSetRequestId: noRequest,
  };
  for (const operation of sso.operations) {
    const { input, errors } = sso.model.operations[operation];
    for (const member of Object.keys(absent).filter(m => sso.model.shapes[input].required?.includes(m)))
      test(`${operation}: ${member}`, () => assert.rejects(
        call(sso, operation, { ...ssoInputs(world)[operation], [member]: absent[member] }),
        // An operation without that error answers AccessDeniedException for an instance nobody knows.
        { name: errors.includes('ResourceNotFoundException') ? 'ResourceNotFoundException' : 'AccessDeniedException' }));
  }
  const more = {
    AttachManagedPolicyToPermissionSet: { ManagedPolicyArn: 'arn:aws:iam::aws:policy/Invented' },
    CreateAccountAssignment: { TargetId: '999999999999' },
    DeleteAccountAssignment: { TargetId: otherAccount },
    DescribeRegion: { RegionName: 'eu-west-3' },
    DetachCustomerManagedPolicyReferenceFromPermissionSet: { CustomerManagedPolicyReference: { Name: 'absent' } },
    DetachManagedPolicyFromPermissionSet: { ManagedPolicyArn: 'arn:aws:iam::aws:policy/Invented' },
    ListPermissionSetsProvisionedToAccount: { AccountId: '999999999999' },
    ListTagsForResource: { ResourceArn: absent.PermissionSetArn },
    ProvisionPermissionSet: { TargetId: otherAccount },
    RemoveRegion: { RegionName: 'eu-west-3' },
    TagResource: { ResourceArn: absent.PermissionSetArn },
    UntagResource: { ResourceArn: absent.PermissionSetArn },
  };
  for (const [operation, input] of Object.entries(more))
    test(`${operation}: ${Object.values(input)[0].Name ?? Object.values(input)[0]}`, () =>
      assert.rejects(call(sso, operation, { ...ssoInputs(world)[operation], ...input }), { name: 'ResourceNotFoundException' }));
});

describe('identitystore does not find', () => {
  let world;
  before(async () => {
    await reset();
    world = await build();
  });
  const absent = { IdentityStoreId: 'd-0000000000', GroupId: nobody, UserId: nobody, MembershipId: nobody, MemberId: { UserId: nobody } };
  const types = { IdentityStoreId: 'IDENTITY_STORE', GroupId: 'GROUP', UserId: 'USER', MembershipId: 'GROUP_MEMBERSHIP', MemberId: 'USER' };
  for (const operation of store.operations)
    for (const member of Object.keys(absent).filter(m => store.model.shapes[store.model.operations[operation].input].required.includes(m)))
      test(`${operation}: ${member}`, () => assert.rejects(
        call(store, operation, { ...storeInputs(world)[operation], [member]: absent[member] }), { name: 'ResourceNotFoundException', ResourceType: types[member] }));
  for (const [operation, path] of [['GetUserId', 'userName'], ['GetGroupId', 'displayName']])
    test(`${operation}: nobody of that name`, () => assert.rejects(
      call(store, operation, { IdentityStoreId, AlternateIdentifier: { UniqueAttribute: { AttributePath: path, AttributeValue: 'nobody' } } }), { name: 'ResourceNotFoundException' }));
});

describe('organizations does not find', () => {
  before(reset);
  for (const [operation, input, name] of [
    ['DescribeAccount', { AccountId: '999999999999' }, 'AccountNotFoundException'],
    ['DescribeOrganizationalUnit', { OrganizationalUnitId: 'ou-ex01-00000000' }, 'OrganizationalUnitNotFoundException'],
    ['ListAccountsForParent', { ParentId: 'ou-ex01-00000000' }, 'ParentNotFoundException'],
    ['ListChildren', { ParentId: 'r-none', ChildType: 'ACCOUNT' }, 'ParentNotFoundException'],
    ['ListOrganizationalUnitsForParent', { ParentId: 'r-none' }, 'ParentNotFoundException'],
    ['ListParents', { ChildId: '999999999999' }, 'ChildNotFoundException'],
    ['ListTagsForResource', { ResourceId: '999999999999' }, 'TargetNotFoundException'],
  ])
    test(operation, () => assert.rejects(call(org, operation, input), { name }));
});

describe('what is not modelled is an unknown operation', () => {
  for (const service of Object.values(services))
    for (const operation of service.inSdk.filter(o => !(o in service.model.operations)))
      test(`${service.name} ${operation}`, () => assert.rejects(call(service, operation, {}), { name: 'UnknownOperationException' }));
});

test('the SDK knows every operation of the models but those of identity stores themselves', () => {
  const unknown = Object.values(services).flatMap(s => Object.keys(s.model.operations).filter(o => !s.inSdk.includes(o)));
  assert.deepEqual(unknown, ['DescribeIdentityStore', 'ListIdentityStores', 'UpdateIdentityStore']);
});
