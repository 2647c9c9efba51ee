import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import type {IntegrationEntry} from '../../src/catalog/schema.js';

/** A server on this machine that plays a provider's API, or a machine that nobody may reach. */
export interface FakeProvider {
  readonly port: number;
  /** Method and address of every request, as sent. */
  readonly requests: string[];
  answer(listener: (request: IncomingMessage, response: ServerResponse, body: Buffer) => void): void;
  close(): Promise<void>;
}

export async function startProvider(): Promise<FakeProvider> {
  let listener: Parameters<FakeProvider['answer']>[0] = (_request, response) => response.end('{}');
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => undefined);
    request.on('end', () => {
      if (request.url?.endsWith('/whoami')) {
        response.setHeader('Content-Type', 'application/json');
        response.end('{"id":"me"}');
      } else listener(request, response, Buffer.concat(chunks));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    answer(given) {
      listener = given;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** An integration that is connected by a key, whose API is at `apiBase`. */
export function keyIntegration(
  type: string,
  apiBase: string,
  more: Partial<IntegrationEntry> = {},
): IntegrationEntry {
  const digits = [...type].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 0xffffffff;
  const id = `${digits.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
  return {
    id,
    configId: id.replace('-0000-', '-1111-'),
    type,
    name: type,
    brandColor: '#123456',
    authenticationType: 'basic',
    icon: '',
    description: '',
    inputs: [{id: 'KEY', type: 'PASSWORD', title: 'Key'}],
    apiBase,
    authHeaders: {Authorization: 'Key {KEY}', 'X-Tenant': 'constant'},
    account: {path: '/whoami', providerId: '{id}', refusal: 'This key is refused.'},
    ...more,
  };
}
