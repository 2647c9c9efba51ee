import {html} from 'hono/html';
import type {Catalog} from '../catalog/index.js';
import type {Markup} from '../http/pages.js';
import type {LoggedRequest} from '../http/request-log.js';
import type {Journal} from '../workflows/journal.js';
import type {ListedUser} from './users.js';

interface Column {
  readonly title: string;
  readonly isNumber?: boolean;
  /** For those who listen only. */
  readonly isSilent?: boolean;
}

/** A table that scrolls by itself, also by keyboard. Its columns are the ones that the script draws. */
export const listTable = (content: {
  id: string;
  label: string;
  columns: readonly Column[];
  rows: readonly Markup[];
  empty: string;
}): Markup => {
  const {id, label, columns, rows, empty} = content;
  return html`<div class="scroll list" tabindex="0" role="region" aria-label="${label}">
    <table id="${id}">
      <caption class="unseen">
        ${label}
      </caption>
      <thead>
        <tr>
          ${columns.map(
            ({title, isNumber, isSilent}) =>
              html`<th scope="col" class="${isNumber ? 'number' : ''}">
                ${isSilent ? html`<span class="unseen">${title}</span>` : title}
              </th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${
          rows.length
            ? rows
            : html`<tr>
                <td class="muted" colspan="${columns.length}">${empty}</td>
              </tr>`
        }
      </tbody>
    </table>
  </div>`;
};

export const heading = (id: string, text: string, count?: number): Markup =>
  html`<h2 id="${id}-heading">
    ${text}${count === undefined ? '' : html` <span class="count" id="${id}-count">${count}</span>`}
  </h2>`;

const timeOf = (date: Date | string) => {
  const text = new Date(date).toISOString();
  return html`<time datetime="${text}">${text.slice(11, 19)}</time>`;
};

const mark = (text: string | number, kind = String(text).toLowerCase()) =>
  html`<span class="mark ${kind}">${String(text).toLowerCase()}</span>`;

/** @param requests Newest first. */
export function requestsSection(requests: readonly LoggedRequest[], projectId: string): Markup {
  const table = listTable({
    id: 'requests',
    label: 'Requests, newest first',
    columns: [
      {title: 'Time'},
      {title: 'Status'},
      {title: 'Request'},
      {title: 'User'},
      {title: 'ms', isNumber: true},
    ],
    rows: requests.map(
      ({time, status, method, path, service, user, milliseconds}) =>
        html`<tr>
          <td class="nowrap">${timeOf(time)}</td>
          <td>${mark(status, `s${Math.floor(status / 100)}`)}</td>
          <td class="grow">
            <code title="${path}">${method} ${path.replace(projectId, '…')}</code
            >${service === 'outside' ? html`<span class="tag">outside</span>` : ''}
          </td>
          <td>${user ?? ''}</td>
          <td class="number">${milliseconds}</td>
        </tr>`,
    ),
    empty: 'Nothing was called yet.',
  });
  return html`<section class="card" aria-labelledby="requests-heading" data-project="${projectId}">
    ${heading('requests', 'Requests', requests.length)}
    <div class="fields" role="group" aria-label="Filter of the requests" data-live hidden>
      <label class="wide-field">Text <input id="requests-text" type="search" autocomplete="off" /></label>
      <label>
        User
        <select id="requests-user">
          <option value="">all</option>
        </select>
      </label>
      <label>
        Service
        <select id="requests-service">
          <option value="">all</option>
          <option value="paragon">Paragon</option>
          <option value="outside">the outside</option>
        </select>
      </label>
      <div class="buttons">
        <button type="button" id="requests-pause" aria-pressed="false">Pause</button>
        <button type="button" id="requests-clear">Clear<span class="unseen"> requests</span></button>
      </div>
    </div>
    ${table}
  </section>`;
}

export function usersSection(users: readonly ListedUser[], total: number): Markup {
  const table = listTable({
    id: 'users',
    label: 'Users and their accounts',
    columns: [{title: 'Account'}, {title: 'Status'}, {title: 'Actions', isSilent: true}],
    rows: users.map(
      ({user, credentials}) =>
        html`<tr class="group">
            <th scope="rowgroup" colspan="3">
              ${user}${credentials.length ? '' : html`<span class="muted"> nothing connected</span>`}
            </th>
          </tr>
          ${credentials.map(
            ({id, name, account, status, externalId, configurations}) =>
              html`<tr>
                <td class="grow">
                  <strong>${name}</strong> ${account}
                  <span class="block"
                    ><code>${id}</code>${externalId === null ? '' : ` · external id ${externalId}`}${
                      configurations.length > 1 ? ` · ${configurations.length} configurations` : ''
                    }</span
                  >
                </td>
                <td>${mark(status)}</td>
                <td></td>
              </tr>`,
          )}`,
    ),
    empty: 'Nobody has signed in yet.',
  });
  return html`<section class="card" aria-labelledby="users-heading">
    ${heading('users', 'Users and accounts', total)}
    <div class="fields" data-live hidden>
      <label class="wide-field"
        >Find a user <input id="users-search" type="search" autocomplete="off"
      /></label>
    </div>
    ${table}
  </section>`;
}

export function runsSection(runs: Awaited<ReturnType<Journal['runs']>>, catalog: Catalog): Markup {
  const table = listTable({
    id: 'runs',
    label: 'Workflow runs, newest first',
    columns: [
      {title: 'Time'},
      {title: 'Status'},
      {title: 'Workflow'},
      {title: 'User'},
      {title: 'Duration', isNumber: true},
      {title: 'Details', isSilent: true},
    ],
    rows: runs.map(({run, user}) => {
      const workflow = catalog.byId(run.integrationId)?.workflows.find(({id}) => id === run.workflowId);
      return html`<tr>
        <td class="nowrap">${timeOf(run.dateStarted)}</td>
        <td>${mark(run.status)}</td>
        <td class="grow">
          ${workflow?.description ?? run.workflowId}${run.error ? html`<span class="error">${run.error}</span>` : ''}
        </td>
        <td>${user}</td>
        <td class="number">
          ${run.dateEnded ? `${run.dateEnded.getTime() - run.dateStarted.getTime()} ms` : ''}
        </td>
        <td></td>
      </tr>`;
    }),
    empty: 'No workflow has run yet.',
  });
  return html`<section class="card" aria-labelledby="runs-heading">
    ${heading('runs', 'Workflow runs')} ${table}
  </section>`;
}

export function eventsSection(events: Awaited<ReturnType<Journal['events']>>): Markup {
  const table = listTable({
    id: 'events',
    label: 'Events, newest first',
    columns: [
      {title: 'Time'},
      {title: 'Event'},
      {title: 'User'},
      {title: 'Runs', isNumber: true},
      {title: 'Details', isSilent: true},
    ],
    rows: events.map(
      ({name, user, dateCreated}) =>
        html`<tr>
          <td class="nowrap">${timeOf(dateCreated)}</td>
          <td class="grow">${name}</td>
          <td>${user}</td>
          <td></td>
          <td></td>
        </tr>`,
    ),
    empty: 'No app has sent an event yet.',
  });
  return html`<section class="card" aria-labelledby="events-heading">
    ${heading('events', 'Events')} ${table}
  </section>`;
}
