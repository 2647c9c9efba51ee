import {record} from './dom.js';

/** A page that has not answered by then does not answer, in milliseconds. */
export const ANSWER_TIMEOUT = 10_000;

/**
 * Talks with the page that has opened this one, as File Picker 8.0 does: greets it with a port, waits to be activated
 * there, and sends commands. Only the origin that the options name hears the greeting.
 *
 * @param {import('./types.js').MicrosoftOptions['messaging']} messaging
 * @returns {import('./types.js').MicrosoftHost | undefined} Nothing if there is no such page.
 */
export function createMicrosoftHost({origin, channelId}) {
  /** @type {Window | null} */
  const host = window.opener ?? (window.parent === window ? null : window.parent);
  if (!host) return undefined;
  const {port1: port, port2: theirs} = new MessageChannel();
  let lastId = 0;
  /** @type {Map<unknown, (answer: Record<string, unknown>) => void>} */
  const waiting = new Map();
  /** @type {() => void} */
  let activate = () => undefined;
  /** @type {Promise<void>} */
  const isActive = new Promise((resolve) => (activate = resolve));

  port.addEventListener('message', ({data}) => {
    const message = record(data);
    if (message['type'] === 'activate') activate();
    // An acknowledged command is still to be answered.
    if (message['type'] === 'result' || message['type'] === 'error') waiting.get(message['id'])?.(message);
  });
  port.start();
  host.postMessage({type: 'initialize', channelId}, origin, [theirs]);

  return Object.freeze({
    isActive,
    notify: (/** @type {string} */ notification) =>
      port.postMessage({type: 'notification', data: {notification, timestamp: Date.now()}}),
    command: (/** @type {{command: string}} */ data) =>
      new Promise((resolve, reject) => {
        const id = String(++lastId);
        const timer = setTimeout(
          () => settle({type: 'error', data: {message: 'The page did not answer.'}}),
          ANSWER_TIMEOUT,
        );
        /** @param {Record<string, unknown>} answer */
        function settle({type, data: given}) {
          clearTimeout(timer);
          waiting.delete(id);
          const result = record(given);
          const error = type === 'error' ? result : record(result['error']);
          if (type === 'result' && result['result'] !== 'error') resolve(result);
          else reject(new Error(typeof error['message'] === 'string' ? error['message'] : 'It was refused.'));
        }
        waiting.set(id, settle);
        port.postMessage({type: 'command', id, data});
      }),
  });
}
