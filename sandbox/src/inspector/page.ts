import {Hono} from 'hono';
import {html} from 'hono/html';
import {page, pageHeaders} from '../http/pages.js';
import type {Services} from '../services.js';

const RECENT = 40;

/** The start page: what this is, who has connected what, and what was called. */
export function createInspector(services: Services): Hono {
  const {accounts, catalog, persons, projectId, requests, urls} = services;
  const app = new Hono();

  app.get('/', async (c) => {
    const users = await Promise.all(
      (await persons.list()).map(async (person) => ({person, accounts: await accounts.list(person)})),
    );
    const nameOf = (integrationId: string) => catalog.byId(integrationId)?.name ?? 'unknown integration';
    const body = html`<div class="card">
        <h1>Paragon Sandbox</h1>
        <p>
          A server for development and tests that speaks the protocol of the Paragon SDK. It is independent of
          Paragon, whose name is a trademark of its owner, and nothing in it leaves this machine.
        </p>
        <p>
          Project <code>${projectId}</code>. <a href="${urls.outside}">The outside</a> has the providers’
          sign-in pages, demo accounts and keys.
          <a href="/_sandbox/token?user=alice">A user token for alice</a> · <a href="/docs">The API</a> ·
          <a href="/_sandbox/requests">Requests as JSON</a> ·
          <a href="/_sandbox/faults">Faults</a>
        </p>
      </div>
      <div class="card">
        <h2>Users and their accounts</h2>
        ${
          users.length
            ? html`<div class="scroll" tabindex="0" role="region" aria-label="Users and their accounts">
                <table>
                  <thead>
                    <tr>
                      <th scope="col">User</th>
                      <th scope="col">Account</th>
                      <th scope="col">Status</th>
                      <th scope="col">Since</th>
                      <th scope="col">Id</th>
                    </tr>
                  </thead>
                  <tbody>
                    ${users.map(({person, accounts}) =>
                      accounts.length
                        ? accounts.map(
                            (account) =>
                              html`<tr>
                                <td>${person.userId}</td>
                                <td>${nameOf(account.integrationId)}</td>
                                <td>${account.status}</td>
                                <td>${account.dateCreated.toISOString().slice(0, 19)}</td>
                                <td><code>${account.id}</code></td>
                              </tr>`,
                          )
                        : html`<tr>
                            <td>${person.userId}</td>
                            <td colspan="4" class="muted">nothing connected</td>
                          </tr>`,
                    )}
                  </tbody>
                </table>
              </div>`
            : html`<p class="muted">Nobody has signed in yet.</p>`
        }
      </div>
      <div class="card">
        <h2>Recent requests</h2>
        <div class="scroll" tabindex="0" role="region" aria-label="Recent requests">
          <table>
            <thead>
              <tr>
                <th scope="col">Time</th>
                <th scope="col">User</th>
                <th scope="col">Status</th>
                <th scope="col">Request</th>
              </tr>
            </thead>
            <tbody>
              ${requests
                .list()
                .slice(-RECENT)
                .reverse()
                .map(
                  ({time, user, status, method, path, service}) =>
                    html`<tr>
                      <td>${time.slice(11, 23)}</td>
                      <td>${user ?? ''}</td>
                      <td>${status}</td>
                      <td><code>${method} ${path}</code>${service === 'outside' ? ' (outside)' : ''}</td>
                    </tr>`,
                )}
            </tbody>
          </table>
        </div>
      </div>`;
    return c.html(page({title: 'Paragon Sandbox', wide: true, body}), 200, pageHeaders());
  });

  return app;
}
