import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Starts a fresh stand-in on a port of its own; it ends with this process. */
export async function startStandIn(port) {
  const path = fileURLToPath(new URL('server.mjs', import.meta.url));
  const child = spawn(process.execPath, [path], {
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.on('exit', () => child.kill());
  await once(child.stdout, 'data');
  return `http://localhost:${port}`;
}
