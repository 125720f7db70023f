// The three clients of AWS's SDK, pointed at the local Identity Center, and what steers it.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as ssoAdmin from '@aws-sdk/client-sso-admin';
import * as identityStore from '@aws-sdk/client-identitystore';
import * as organizations from '@aws-sdk/client-organizations';

export const endpoint = process.env.REFEREE_ENDPOINT;
if (!endpoint) throw new Error('run this with npm test');

const models = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'src', 'LocalIdentityCenter', 'Models');
const modelled = name => JSON.parse(readFileSync(join(models, `${name}.json`), 'utf8'));

export const region = 'eu-central-1';
const options = { endpoint, region, credentials: { accessKeyId: 'AKIAREFEREE', secretAccessKey: 'secret' }, maxAttempts: 1 };

/** One service: its client, the SDK's commands, and the model that the server was built on. */
function service(name, sdk, Client) {
  const model = modelled(name);
  const inSdk = Object.keys(sdk).filter(k => k.endsWith('Command') && !k.startsWith('$')).map(k => k.slice(0, -'Command'.length));
  return {
    name, sdk, model, inSdk,
    client: new Client(options),
    clientIn: other => new Client({ ...options, region: other }),
    clientAs: (accessKeyId, secretAccessKey = 'secret') => new Client({ ...options, credentials: { accessKeyId, secretAccessKey } }),
    operations: inSdk.filter(o => o in model.operations),
  };
}

export const services = {
  sso: service('sso-admin', ssoAdmin, ssoAdmin.SSOAdminClient),
  store: service('identitystore', identityStore, identityStore.IdentitystoreClient),
  org: service('organizations', organizations, organizations.OrganizationsClient),
};

export const call = (service, operation, input = {}, client = service.client) => client.send(new service.sdk[`${operation}Command`](input));

async function steer(method, path, body) {
  const answer = await fetch(new URL(path, endpoint), { method, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
}

/** The seed again, with background work that takes a moment. */
export async function reset() {
  await steer('POST', '_reset');
  await behaviour({ latency: '50ms', regionLatency: '100ms', instanceLatency: '50ms' });
}

export const behaviour = changes => steer('POST', '_behaviour', changes);
export const limits = changes => steer('POST', '_limits', changes);
export const fault = description => steer('POST', '_faults', description);

/** Asks until the answer fits; fails after ten seconds. */
export async function until(ask, fits) {
  const end = Date.now() + 10_000;
  for (;;) {
    const answer = await ask();
    if (fits(answer)) return answer;
    if (Date.now() > end) throw new Error(`still ${JSON.stringify(answer)}`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
