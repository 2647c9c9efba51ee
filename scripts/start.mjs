/**
 * `npm start`: the sandbox and the demo, until Ctrl-C.
 *
 * Options: `--port`, `--outside-port`, `--demo-port`, `--data DIR` or `--memory`, `--quiet`, and `--dev` (`npm run dev`)
 * for a demo that is served from its sources and reloads.
 */
import {join, resolve} from 'node:path';
import {parseArgs} from 'node:util';
import {startDemo} from './demo.mjs';
import {root} from './run.mjs';

try {
  await start(readOptions());
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

async function start({quiet, ...options}) {
  if (!quiet) console.log('Starting the sandbox and the demo …');
  const starting = startDemo(options);
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await starting.then(
      (running) => running.stop(),
      () => {},
    );
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);

  const running = await starting;
  if (!quiet) console.log(welcome(running, options));

  const lastWords = await running.ended;
  if (!stopping) throw new Error(`The sandbox has ended:\n${lastWords}`);
}

function readOptions() {
  const {values} = parseArgs({
    options: {
      port: {type: 'string', default: '4400'},
      'outside-port': {type: 'string', default: '4401'},
      'demo-port': {type: 'string', default: '5173'},
      data: {type: 'string', default: join(root, '.paragon-sandbox')},
      memory: {type: 'boolean', default: false},
      quiet: {type: 'boolean', default: false},
      dev: {type: 'boolean', default: false},
    },
  });
  return {
    port: portNumber('port', values.port),
    outsidePort: portNumber('outside-port', values['outside-port']),
    demoPort: portNumber('demo-port', values['demo-port']),
    data: values.memory ? undefined : resolve(values.data),
    quiet: values.quiet,
    dev: values.dev,
  };
}

function portNumber(option, text) {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`--${option}: "${text}" is not a port.`);
  return port;
}

function welcome({demoUrl, sandboxUrl, outsideUrl}, {data}) {
  return `
  Demo      ${demoUrl}/   pages of a pretend product
  Sandbox   ${sandboxUrl}/   a local Paragon, with an inspector
  Outside   ${outsideUrl}/   the providers whose accounts are connected

Open ${demoUrl}/plain.html and click "Connect Slack", then the same again in the dialog:
a window of the provider opens. Sign in there and allow the access; it closes, and the dialog
shows the account as connected.

${data ? `Data is kept in ${data}.` : 'Data is kept in memory and gone at the end.'} Ctrl-C ends everything.
`;
}
