#!/usr/bin/env node
import {parseArgs} from 'node:util';
import {BANNER, DEFAULT_DATA_FOLDER, DEFAULT_PORT, DEFAULT_PROJECT_ID} from './constants.js';
import {StartError} from './errors.js';
import type {Sandbox, SandboxOptions} from './sandbox.js';

const HELP = `${BANNER}

Usage: paragon-sandbox [flags]

  --port NUMBER           Paragon's address (default ${DEFAULT_PORT}; 0 takes a free port)
  --outside-port NUMBER   the providers' address (default: the next port)
  --data DIR              folder for database and key file (default ${DEFAULT_DATA_FOLDER})
  --memory                keep everything in memory and forget it at the end
  --database-url URL      use a PostgreSQL server; the key file stays in the data folder
  --catalog FILE          integrations instead of the built-in ones: .json, or a module (.js, .mjs)
  --project-id UUID       the project to serve (default ${DEFAULT_PROJECT_ID})
  --allowed-origin URL    origin of pages that may use the API; may be repeated
                          (default: all origins on localhost, 127.0.0.1 and [::1])
  --redirect-url URL      page of the app, beyond those on this machine, that may take a provider's
                          answer; may be repeated
  --public-key FILE       PEM or JWK of a further key that signs user tokens; may be repeated
  --json                  print the addresses as one line of JSON when ready
  --allow-production      start although NODE_ENV is "production"
  --help                  this text
`;

interface CommandLine {
  readonly options: SandboxOptions;
  readonly json: boolean;
  readonly help: boolean;
}

function readCommandLine(args: string[]): CommandLine {
  const {values} = parse(args);
  if (process.env['NODE_ENV'] === 'production' && !values['allow-production'] && !values.help)
    throw new StartError(
      'production',
      'NODE_ENV is "production", and a sandbox signs tokens for whoever asks. If you mean it, start with --allow-production.',
    );
  if (values.memory && (values.data !== undefined || values['database-url'] !== undefined))
    throw new StartError(
      'bad-arguments',
      '--memory goes neither with --data nor with --database-url: choose one.',
    );
  return {
    help: values.help,
    json: values.json,
    options: {
      port: portOf(values.port, '--port') ?? DEFAULT_PORT,
      outsidePort: portOf(values['outside-port'], '--outside-port'),
      dataFolder: values.data,
      memory: values.memory,
      databaseUrl: databaseUrlOf(values['database-url']),
      catalogFile: values.catalog,
      projectId: values['project-id'],
      allowedOrigins: values['allowed-origin'],
      redirectUrls: values['redirect-url'],
      publicKeyFiles: values['public-key'],
    },
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        port: {type: 'string'},
        'outside-port': {type: 'string'},
        data: {type: 'string'},
        memory: {type: 'boolean', default: false},
        'database-url': {type: 'string'},
        catalog: {type: 'string'},
        'project-id': {type: 'string'},
        'allowed-origin': {type: 'string', multiple: true},
        'redirect-url': {type: 'string', multiple: true},
        'public-key': {type: 'string', multiple: true},
        json: {type: 'boolean', default: false},
        'allow-production': {type: 'boolean', default: false},
        help: {type: 'boolean', short: 'h', default: false},
      },
    });
  } catch (cause) {
    const [reason] = (cause as Error).message.split('. To specify');
    throw new StartError('bad-arguments', `${reason?.replace(/\.?$/, '.')} --help lists the flags.`, {cause});
  }
}

function portOf(text: string | undefined, flag: string): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_534)
    throw new StartError('bad-arguments', `${flag} is a port number between 0 and 65534, not "${text}".`);
  return port;
}

function databaseUrlOf(text: string | undefined): string | undefined {
  if (text !== undefined && !/^postgres(ql)?:\/\//.test(text))
    throw new StartError('bad-arguments', '--database-url begins with postgres://.');
  return text;
}

function announce(sandbox: Sandbox, json: boolean): void {
  const {urls, projectId} = sandbox;
  if (json) {
    console.log(JSON.stringify({url: urls.paragon, outsideUrl: urls.outside, projectId, pid: process.pid}));
    return;
  }
  console.log(`${BANNER}

  Sandbox      ${urls.paragon}
  The outside  ${urls.outside}
  Project      ${projectId}
  User token   ${urls.paragon}/_sandbox/token?user=alice

Stop it with Ctrl+C.`);
}

async function main(): Promise<void> {
  const {options, json, help} = readCommandLine(process.argv.slice(2));
  if (help) {
    console.log(HELP);
    return;
  }
  // Loaded late, so that help and mistakes are answered at once.
  const {createSandbox} = await import('./sandbox.js');
  const sandbox = await createSandbox(options);
  announce(sandbox, json);
  const stop = () => {
    // A second signal ends the process at once.
    process.removeAllListeners('SIGINT').removeAllListeners('SIGTERM');
    void sandbox.close().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  if (error instanceof StartError) console.error(`paragon-sandbox: ${error.message}`);
  else console.error('paragon-sandbox:', error);
  process.exit(1);
});
