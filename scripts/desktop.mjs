import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {setTimeout as sleep} from 'node:timers/promises';

/**
 * Starts a virtual desktop with a window manager, so that windows get and lose the focus as on a real one. Headless
 * browsers tell every page that it has the focus.
 *
 * @returns {Promise<{display: string, stop(): void}>}
 */
export async function startDesktop() {
  const server = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [number] = await Promise.race([
    once(server.stdout, 'data'),
    once(server, 'exit').then(() => Promise.reject(new Error('Xvfb ended before its display was there.'))),
  ]);
  const display = `:${String(number).trim()}`;
  const manager = spawn('openbox', [], {stdio: 'ignore', env: {...process.env, DISPLAY: display}});
  // It says nothing when it is ready.
  await sleep(500);
  return {
    display,
    stop() {
      manager.kill();
      server.kill();
    },
  };
}
