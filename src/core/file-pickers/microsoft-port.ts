import {isRecord} from '../data.js';
import {toParagonError} from '../errors.js';
import type {Opening} from './vendor.js';

/** Speaks with Microsoft's picker over its port. What has no right shape is ignored. */
export function connectPort(port: MessagePort, opening: Opening, renew: () => Promise<string>): void {
  const {signal} = opening;

  const answer = (id: unknown, data: object) => port.postMessage({type: 'result', id, data});
  const refuse = (id: unknown, code: string, message: string) =>
    answer(id, {result: 'error', error: {code, message}, isExpected: true});

  async function authenticate(id: unknown): Promise<void> {
    try {
      const token = await renew();
      if (!signal.aborted) answer(id, {result: 'token', token});
    } catch (cause) {
      if (signal.aborted) return;
      const error = toParagonError(cause);
      refuse(id, 'unableToObtainToken', error.message);
      opening.onFailed(error);
    }
  }

  function onMessage({data: message}: MessageEvent<unknown>): void {
    if (signal.aborted || !isRecord(message) || message['type'] !== 'command') return;
    const {id, data} = message;
    if ((typeof id !== 'string' && typeof id !== 'number') || !isRecord(data)) return;
    const {command, items} = data;
    if (typeof command !== 'string') return;
    port.postMessage({type: 'acknowledge', id});
    switch (command) {
      case 'authenticate':
        return void authenticate(id);
      case 'pick':
        if (!Array.isArray(items)) return refuse(id, 'invalidCommand', 'A pick needs a list of items.');
        answer(id, {result: 'success'});
        return opening.onPicked(items, data);
      case 'close':
        return opening.onCancelled();
      default:
        return refuse(id, 'unsupportedCommand', command);
    }
  }

  port.addEventListener('message', onMessage);
  signal.addEventListener('abort', () => {
    port.removeEventListener('message', onMessage);
    port.close();
  });
  port.start();
  port.postMessage({type: 'activate'});
}
