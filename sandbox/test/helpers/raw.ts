import {connect} from 'node:net';

export interface RawAnswer {
  /** 0 if there was none. */
  readonly status: number;
  readonly head: string;
  readonly text: string;
}

/** Sends bytes as they are: client libraries would tidy them up first. */
export function sendRaw(origin: string, lines: readonly string[], body = ''): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(origin).port), '127.0.0.1');
    const chunks: Buffer[] = [];
    const giveUp = setTimeout(() => socket.destroy(), 5000);
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(giveUp);
      const [head = '', text = ''] = Buffer.concat(chunks)
        .toString('latin1')
        .split(/\r\n\r\n(.*)/s);
      resolve({status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1] ?? 0), head, text});
    });
    socket.write(Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`, 'latin1'));
  });
}
