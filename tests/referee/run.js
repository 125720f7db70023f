// Starts a built local Identity Center on a free port, runs the suite against it, and ends as the suite ends.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');

function built() {
  const folders = ['Release', 'Debug'].map(c => join(root, 'src', 'LocalIdentityCenter', 'bin', c, 'net10.0', 'local-identity-center.dll'));
  const found = process.env.LOCAL_IDENTITY_CENTER ?? folders.find(existsSync);
  if (!found) throw new Error('build src/LocalIdentityCenter first, or set LOCAL_IDENTITY_CENTER to its local-identity-center.dll');
  return found;
}

function start() {
  const options = ['--seed', join(root, 'config', 'samples', 'organization.yaml'), '--port', '0', '--latency', '50ms', '--no-limits', '--check-answers', '--quiet'];
  const server = spawn('dotnet', [built(), ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    let said = '';
    server.once('exit', code => reject(new Error(`the server ended with ${code}: ${said}`)));
    server.stdout.on('data', data => {
      said += data;
      const endpoint = /listens on (\S+)/.exec(said)?.[1];
      if (endpoint) resolve({ server, endpoint });
    });
  });
}

// The files share one server: one after the other.
function runSuite(endpoint) {
  const files = ['operations', 'lifecycle', 'conflicts', 'pagination'].map(name => join(here, 'test', `${name}.test.js`));
  const suite = spawn(process.execPath, ['--test', '--test-concurrency=1', '--test-reporter=spec', ...files], { stdio: 'inherit', env: { ...process.env, REFEREE_ENDPOINT: endpoint } });
  return new Promise(resolve => suite.once('exit', (code, signal) => resolve(signal ? 1 : code)));
}

const { server, endpoint } = await start();
const code = await runSuite(endpoint);
server.removeAllListeners('exit');
server.kill();
process.exit(code);
