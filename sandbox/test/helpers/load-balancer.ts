import {createServer, request as httpRequest} from 'node:http';
import type {AddressInfo} from 'node:net';

/** One address in front of several servers, which take turns request by request. */
export interface LoadBalancer {
  readonly url: string;
  /** How many requests each server got. */
  readonly turns: readonly number[];
  /** From now on these get the requests. */
  serve(targets: readonly string[]): void;
  close(): Promise<void>;
}

export async function startLoadBalancer(): Promise<LoadBalancer> {
  let targets: readonly string[] = [];
  let turns: number[] = [];
  let count = 0;
  const server = createServer((request, response) => {
    const turn = count++ % targets.length;
    turns[turn]!++;
    const {hostname, port, host} = new URL(targets[turn]!);
    // Names are replaced, as such servers do unless they are told otherwise: no process sees the public one.
    const headers = {...request.headers, host};
    const onward = httpRequest(
      {hostname, port, method: request.method, path: request.url, headers, agent: false},
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
        answer.pipe(response);
      },
    );
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    get turns() {
      return turns;
    },
    serve(given) {
      targets = given;
      turns = given.map(() => 0);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
