#!/usr/bin/env node
import {HELP, readCommandLine, wantsJson} from './command-line.js';
import {BANNER} from './constants.js';
import {StartError} from './errors.js';
import {exitCodeOf} from './exit-codes.js';
import type {Sandbox} from './sandbox.js';
import {VERSION} from './version.js';

const args = process.argv.slice(2);

// Whoever read the output has gone. That is no reason to stop serving.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

/** From now on the first signal asks for a stop, also during the start; a second one ends the process at once. */
function stopRequests(): {readonly isStopping: boolean; whenAsked(stop: () => void): void} {
  let isStopping = false;
  let act: (() => void) | undefined;
  const onSignal = () => {
    process.removeAllListeners('SIGINT').removeAllListeners('SIGTERM');
    isStopping = true;
    act?.();
  };
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  return {
    get isStopping() {
      return isStopping;
    },
    whenAsked(stop) {
      act = stop;
      if (isStopping) stop();
    },
  };
}

async function main(): Promise<void> {
  const {asks, options, json} = readCommandLine(args, process.env);
  if (asks !== 'start') {
    console.log(asks === 'help' ? HELP : VERSION);
    return;
  }
  const requests = stopRequests();
  // Loaded late, so that help and mistakes are answered at once.
  const {createSandbox} = await import('./sandbox.js');
  if (requests.isStopping) return;
  const sandbox = await createSandbox(options).catch((error: unknown) => {
    if (requests.isStopping) process.exit(0);
    throw error;
  });
  if (!requests.isStopping) announce(sandbox, json);
  requests.whenAsked(() => void sandbox.close().then(() => process.exit(0)));
}

function announce({urls, projectId}: Sandbox, json: boolean): void {
  if (json) {
    const {paragon: url, outside: outsideUrl, local} = urls;
    const {pid} = process;
    console.log(
      JSON.stringify({
        url,
        outsideUrl,
        projectId,
        pid,
        local: {url: local.paragon, outsideUrl: local.outside},
      }),
    );
    return;
  }
  const listens =
    urls.paragon === urls.local.paragon
      ? ''
      : `\n  Listening    ${urls.local.paragon} and ${urls.local.outside}`;
  console.log(`${BANNER}

  Sandbox      ${urls.paragon}
  The outside  ${urls.outside}
  Project      ${projectId}
  User token   ${urls.paragon}/_sandbox/token?user=alice${listens}

Stop it with Ctrl+C.`);
}

main().catch((error: unknown) => {
  const isForeseen = error instanceof StartError;
  if (wantsJson(args)) {
    const code = isForeseen ? error.code : 'unexpected';
    const message = error instanceof Error ? error.message : String(error);
    console.error(JSON.stringify({error: {code, message}}));
  } else if (isForeseen) console.error(`paragon-sandbox: ${error.message}`);
  else console.error('paragon-sandbox:', error);
  process.exit(exitCodeOf(error));
});
