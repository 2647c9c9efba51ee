import {byId} from './dom.js';

const line = byId('status', HTMLElement);
const live = byId('live', HTMLElement);

/**
 * Says something once, to those who see and to those who listen. Updates of the lists are never said.
 *
 * @param {string} text
 */
export function say(text) {
  line.textContent = text;
}

const words = {live: 'Live', connecting: 'Connecting…', lost: 'Not connected, trying again…'};

/** @param {keyof typeof words} state */
export function showConnection(state) {
  if (live.dataset['state'] === state) return;
  if (state === 'lost') say('The connection to the sandbox is lost. Trying again.');
  else if (live.dataset['state'] === 'lost' && state === 'live') say('The sandbox is back.');
  live.dataset['state'] = state;
  live.textContent = words[state];
}
