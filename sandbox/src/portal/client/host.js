import {isData} from './data.js';
import {readHostState} from './host-state.js';

/** A host that has not answered by then is not waited for any longer, in milliseconds. */
const ANSWER_TIMEOUT = 10_000;

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/**
 * Talks with the page around this frame, and with nobody else: only its window is listened to, only under an origin that
 * the sandbox allows, and only that origin is answered.
 *
 * @param {readonly string[] | null} allowed
 * @param {(state: import('./types.js').HostState) => void} onState
 * @returns {import('./types.js').Host}
 */
export function createHost(allowed, onState) {
  const host = window.parent;
  let origin = '';
  let lastId = 0;
  /** @type {Map<unknown, {resolve: (result: unknown) => void, reject: (error: Error) => void}>} */
  const waiting = new Map();

  window.addEventListener('message', (event) => {
    // Loaded alone, the page is its own parent.
    if (event.source !== host || host === window) return;
    if (origin ? event.origin !== origin : !isAllowed(event.origin, allowed)) return;
    const state = readHostState(event.data);
    if (state) {
      origin = event.origin;
      onState(state);
    } else if (origin) settle(event.data);
  });

  /** @param {unknown} answer */
  function settle(answer) {
    if (!isData(answer)) return;
    const {id, messageType} = answer;
    if (messageType === 'SDK_FUNCTION_RESPONSE') waiting.get(id)?.resolve(answer['result']);
    else if (messageType === 'SDK_FUNCTION_ERROR')
      waiting.get(id)?.reject(new Error(String(answer['message'])));
    else return;
    waiting.delete(id);
  }

  /** @param {string} method @param {readonly unknown[]} parameters @returns {Promise<unknown>} */
  function call(method, ...parameters) {
    return new Promise((resolve, reject) => {
      const id = `portal-${++lastId}`;
      waiting.set(id, {resolve, reject});
      setTimeout(() => {
        waiting.delete(id);
        reject(new Error(`The page did not answer the call of ${method}().`));
      }, ANSWER_TIMEOUT);
      host.postMessage({messageType: 'SDK_FUNCTION_INVOCATION', type: method, parameters, id}, origin);
    });
  }

  return Object.freeze({
    call,
    tell(/** @type {string} */ method, /** @type {readonly unknown[]} */ ...parameters) {
      call(method, ...parameters).catch((error) => console.warn(`Portal: ${error.message}`));
    },
  });
}

/** @param {string} origin @param {readonly string[] | null} allowed */
function isAllowed(origin, allowed) {
  if (allowed) return allowed.includes(origin);
  return /^https?:/.test(origin) && LOOPBACK.test(new URL(origin).hostname);
}
