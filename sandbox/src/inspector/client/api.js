import {say} from './status.js';

/**
 * Asks a control route.
 *
 * @param {string} path
 * @param {{method?: string, body?: unknown}} [init]
 * @returns {Promise<any>} The answer's body.
 */
export async function call(path, {method = 'GET', body} = {}) {
  const response = await fetch(`/_sandbox${path}`, {
    method,
    ...(body !== undefined && {body: JSON.stringify(body), headers: {'Content-Type': 'application/json'}}),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.message);
  return answer;
}

/**
 * Does what a button is for, and says how it went.
 *
 * @param {() => Promise<unknown>} work
 * @param {string} done
 */
export async function act(work, done) {
  try {
    await work();
    say(done);
  } catch (error) {
    say(error instanceof TypeError ? 'The sandbox does not answer.' : /** @type {Error} */ (error).message);
  }
}

/** @param {Record<string, string | number | undefined>} members */
export function query(members) {
  const given = Object.entries(members).filter(([, value]) => value !== undefined && value !== '');
  return given.length ? `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}` : '';
}
