import {spawn} from 'node:child_process';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {root} from './run.mjs';

const START_TIMEOUT = 60_000;

/**
 * Starts the sandbox as a process of its own and waits until both of its origins answer.
 *
 * @param {{port: number, outsidePort: number, data?: string}} options Without `data` everything is kept in memory.
 * @returns {Promise<{url: string, outsideUrl: string, ended: Promise<string>, stop(): Promise<void>}>} `ended` tells
 *   what it printed last, when it ends without having been stopped.
 */
export async function startSandbox({port, outsidePort, data}) {
  const storage = data === undefined ? ['--memory'] : ['--data', data];
  const ports = ['--port', String(port), '--outside-port', String(outsidePort)];
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join(root, 'sandbox/src/main.ts'), ...ports, ...storage, '--json'],
    {cwd: root, stdio: ['ignore', 'pipe', 'pipe']},
  );

  let lastWords = '';
  const remember = (text) => (lastWords = (lastWords + text).slice(-4000));
  child.stdout.on('data', remember);
  child.stderr.on('data', remember);
  const exited = new Promise((resolve) => child.once('exit', resolve));
  let stopping = false;
  const ended = exited.then((code) =>
    stopping ? new Promise(() => {}) : `${lastWords.trim()}\n(exit code ${code})`,
  );
  // An orphan would keep the ports and the data folder.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);

  const stop = async () => {
    stopping = true;
    child.kill('SIGTERM');
    if ((await Promise.race([exited, sleep(5000, 'late', {ref: false})])) === 'late') kill();
    await exited;
    process.off('exit', kill);
  };

  const url = `http://localhost:${port}`;
  const outsideUrl = `http://localhost:${outsidePort}`;
  const failure = ended.then((words) => {
    throw new Error(`The sandbox did not start:\n${words}`);
  });
  await Promise.race([Promise.all([answers(url), answers(outsideUrl)]), failure]).catch(async (error) => {
    await stop();
    throw error;
  });
  failure.catch(() => {});
  return {url, outsideUrl, ended, stop};
}

async function answers(url) {
  const end = Date.now() + START_TIMEOUT;
  while (Date.now() < end) {
    try {
      const response = await fetch(url, {redirect: 'manual'});
      await response.body?.cancel();
      return;
    } catch {
      await sleep(100);
    }
  }
  throw new Error(`The sandbox did not answer on ${url} within ${START_TIMEOUT / 1000} seconds.`);
}
