import {parseArgs} from 'node:util';
import {BANNER, DEFAULT_DATA_FOLDER, DEFAULT_PORT, DEFAULT_PROJECT_ID} from './constants.js';
import {StartError} from './errors.js';
import type {SandboxOptions} from './sandbox.js';

export const HELP = `${BANNER}

Usage: paragon-sandbox [flags]

  --port NUMBER           Paragon's address (default ${DEFAULT_PORT}; 0 takes a free port)
  --outside-port NUMBER   the providers' address (default: the next port)
  --data DIR              folder for database and key file (default ${DEFAULT_DATA_FOLDER})
  --memory                keep everything in memory and forget it at the end
  --database-url URL      use a PostgreSQL server; the key file stays in the data folder
  --key-file FILE         key file at another place; sandboxes on one database share it
  --catalog FILE          integrations instead of the built-in ones: .json, or a module (.js, .mjs)
  --project-id UUID       the project to serve (default ${DEFAULT_PROJECT_ID})
  --allowed-origin URL    origin of pages that may use the API; may be repeated
                          (default: all origins on localhost, 127.0.0.1 and [::1])
  --redirect-url URL      page of the app, beyond those on this machine, that may take a provider's
                          answer; may be repeated
  --public-key FILE       PEM or JWK of a further key that signs user tokens; may be repeated
  --public-url URL        origin at which browsers reach Paragon's address, behind a load balancer;
                          whoever reaches it may sign user tokens
  --outside-public-url URL  the same for the providers' address
  --json                  print the addresses as one line of JSON when ready, and errors on standard
                          error as {"error":{"code","message"}}
  --allow-production      start although NODE_ENV is "production"
  --version               print the version
  --help, -h              this text

It stops on SIGINT (Ctrl+C) and SIGTERM: requests under way end first. A second signal ends it at once.

Exit codes
  0  stopped as asked
  1  a failure that is none of these
  2  wrong arguments, or NODE_ENV is "production"
  3  a port is in use or may not be used
  4  the data folder is in use by another sandbox, or cannot be used
  5  the database server cannot be used
  6  the catalogue cannot be read, or is not valid
  7  the key file does not belong to the database, or a public key cannot be read
`;

export interface CommandLine {
  readonly asks: 'start' | 'help' | 'version';
  readonly json: boolean;
  readonly options: SandboxOptions;
}

/** @throws A `StartError` that names the flag. */
export function readCommandLine(args: readonly string[], env: NodeJS.ProcessEnv): CommandLine {
  const values = parse(args);
  const asks = values.help ? 'help' : values.version ? 'version' : 'start';
  if (asks === 'start' && env['NODE_ENV'] === 'production' && !values['allow-production'])
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
    asks,
    json: values.json,
    options: {
      port: portOf(values.port, '--port') ?? DEFAULT_PORT,
      outsidePort: portOf(values['outside-port'], '--outside-port'),
      publicUrl: values['public-url'],
      outsidePublicUrl: values['outside-public-url'],
      dataFolder: values.data,
      memory: values.memory,
      databaseUrl: databaseUrlOf(values['database-url']),
      keyFile: values['key-file'],
      catalogFile: values.catalog,
      projectId: values['project-id'],
      allowedOrigins: values['allowed-origin'],
      redirectUrls: values['redirect-url'],
      publicKeyFiles: values['public-key'],
    },
  };
}

/** Also where the rest of the command line is wrong. */
export const wantsJson = (args: readonly string[]): boolean => args.includes('--json');

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: {type: 'string'},
        'outside-port': {type: 'string'},
        'public-url': {type: 'string'},
        'outside-public-url': {type: 'string'},
        data: {type: 'string'},
        memory: {type: 'boolean', default: false},
        'database-url': {type: 'string'},
        'key-file': {type: 'string'},
        catalog: {type: 'string'},
        'project-id': {type: 'string'},
        'allowed-origin': {type: 'string', multiple: true},
        'redirect-url': {type: 'string', multiple: true},
        'public-key': {type: 'string', multiple: true},
        json: {type: 'boolean', default: false},
        'allow-production': {type: 'boolean', default: false},
        version: {type: 'boolean', default: false},
        help: {type: 'boolean', short: 'h', default: false},
      },
    }).values;
  } catch (cause) {
    const [reason] = (cause as Error).message.split('. To specify');
    throw new StartError(
      'bad-arguments',
      `${reason?.replaceAll(/\s*\n\s*/g, ' ').replace(/\.?$/, '.')} --help lists the flags.`,
      {cause},
    );
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
  if (text !== undefined && !URL.canParse(text))
    throw new StartError(
      'bad-arguments',
      '--database-url is no address. It is written postgres://user:password@host:5432/database, with special characters of the password percent-encoded.',
    );
  return text;
}
