// Installs what the lock file names, and only when it differs from what node_modules was made from, so that rebuilds are
// quick. Not `npm ci`: that refuses a lock file when a registry does not hold the optional binaries of other platforms.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const stamp = 'node_modules/.lock-hash';
const wanted = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  const { status } = spawnSync('npm', ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error('npm install failed: check the network and that package-lock.json fits package.json.');
    process.exit(status ?? 1);
  }
  writeFileSync(stamp, wanted);
}
