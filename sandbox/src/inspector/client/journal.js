import {act, call} from './api.js';
import {show} from './dialogs.js';
import {byId, drawRows, h, statusMark, time} from './dom.js';
import {say} from './status.js';

/**
 * @typedef {import('./types.js').AppEvent} AppEvent
 * @typedef {import('./types.js').Run} Run
 * @typedef {import('./types.js').Panel} Panel
 */

const LIMIT = 100;

/** @returns {Panel} */
export function createEvents() {
  const table = byId('events', HTMLTableElement);
  /** @param {AppEvent} event */
  const open = ({name, user, payload}) => show(`Event ${name} of ${user}`, [['Payload', payload]]);
  return {
    async refresh() {
      const {events} = await call(`/events?limit=${LIMIT}`);
      drawRows(table, /** @type {AppEvent[]} */ (events), {
        key: ({id}) => id,
        row: (event) =>
          h(
            'tr',
            {'data-key': event.id},
            h('td', {class: 'nowrap'}, time(event.dateCreated)),
            h('td', {class: 'grow'}, event.name),
            h('td', {}, event.user),
            h('td', {class: 'number'}, event.runs?.length),
            h(
              'td',
              {class: 'end'},
              detailsButton(`event ${event.name} of ${event.user}`, () => open(event)),
            ),
          ),
        empty: 'No app has sent an event yet.',
      });
    },
  };
}

/** @returns {Panel} */
export function createRuns() {
  const table = byId('runs', HTMLTableElement);

  /** @param {Run} run */
  async function open({id}) {
    const run = /** @type {Run} */ (await call(`/runs/${id}`));
    show(`${run.workflow ?? 'Workflow'}: ${run.status}`, [
      ['Run', `${run.id}\n${run.user}, ${run.integration ?? 'unknown integration'}, ${run.trigger}`],
      ...(run.error ? /** @type {[string, unknown][]} */ ([['Error', run.error]]) : []),
      ['Payload', run.payload],
      ['Log', run.log.join('\n')],
      ['Result', run.result],
    ]);
    say('');
  }

  return {
    async refresh() {
      const {runs} = await call(`/runs?limit=${LIMIT}`);
      drawRows(table, /** @type {Run[]} */ (runs), {
        key: ({id}) => id,
        row: (run) => {
          const name = run.workflow ?? run.workflowId;
          return h(
            'tr',
            {'data-key': run.id},
            h('td', {class: 'nowrap'}, time(run.dateStarted)),
            h('td', {}, statusMark(run.status)),
            h('td', {class: 'grow'}, name, run.error && h('span', {class: 'error'}, run.error)),
            h('td', {}, run.user),
            h('td', {class: 'number'}, durationOf(run)),
            h(
              'td',
              {class: 'end'},
              detailsButton(`run of ${name} for ${run.user}`, () => act(() => open(run), '')),
            ),
          );
        },
        empty: 'No workflow has run yet.',
      });
    },
  };
}

/** @param {Run} run */
function durationOf({dateStarted, dateEnded}) {
  if (!dateEnded) return '';
  const milliseconds = Date.parse(dateEnded) - Date.parse(dateStarted);
  return milliseconds < 10_000 ? `${milliseconds} ms` : `${Math.round(milliseconds / 1000)} s`;
}

/**
 * @param {string} what
 * @param {() => unknown} open
 */
const detailsButton = (what, open) =>
  h(
    'button',
    {type: 'button', 'data-action': 'details', 'aria-label': `Details: ${what}`, click: open},
    'Details',
  );
