import {html} from 'hono/html';
import type {Catalog} from '../catalog/index.js';
import {page, type Markup} from '../http/pages.js';
import {marketplacePath} from './authorization-server.js';
import {marketplaceIntegrations} from './marketplace.js';
import {demoClients, demoDeveloperKey, demoKeys, people} from './people.js';

/** The outside explains itself. */
export function outsideIndexPage(catalog: Catalog, paragonUrl: string): Markup {
  return page({
    title: 'The outside',
    wide: true,
    body: html`<div class="card">
        <h1>The outside</h1>
        <p>
          In real life the providers that users connect live on other sites. Here they all live on this
          address: an OAuth 2.0 authorization server with sign-in and consent pages, and the providers’ APIs.
          Nothing here leaves this machine.
        </p>
        <p><a href="${paragonUrl}">Back to the sandbox</a></p>
      </div>
      <div class="card">
        <h2>Demo accounts</h2>
        <div class="scroll" tabindex="0" role="region" aria-label="Demo accounts">
          <table>
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">E-mail</th>
                <th scope="col">Password</th>
                <th scope="col">Company</th>
              </tr>
            </thead>
            <tbody>
              ${people.map(
                ({name, email, password, company}) =>
                  html`<tr>
                    <td>${name}</td>
                    <td><code>${email}</code></td>
                    <td><code>${password}</code></td>
                    <td>${company}</td>
                  </tr>`,
              )}
            </tbody>
          </table>
        </div>
        <h2>Demo keys</h2>
        <div class="scroll" tabindex="0" role="region" aria-label="Demo keys">
          <table>
            <thead>
              <tr>
                <th scope="col">Provider</th>
                <th scope="col">Key</th>
                <th scope="col">Belongs to</th>
              </tr>
            </thead>
            <tbody>
              ${Object.entries(demoKeys).flatMap(([provider, keys]) =>
                keys.map(
                  ({key, account}) =>
                    html`<tr>
                      <td>${provider}</td>
                      <td><code>${key}</code></td>
                      <td>${account.name}</td>
                    </tr>`,
                ),
              )}
            </tbody>
          </table>
        </div>
        <h2>Demo clients</h2>
        <div class="scroll" tabindex="0" role="region" aria-label="Demo clients">
          <table>
            <thead>
              <tr>
                <th scope="col">Integration</th>
                <th scope="col">Client ID</th>
                <th scope="col">Client secret</th>
                <th scope="col">Belongs to</th>
              </tr>
            </thead>
            <tbody>
              ${Object.entries(demoClients).flatMap(([type, clients]) =>
                clients.map(
                  ({clientId, clientSecret, account}) =>
                    html`<tr>
                      <td>${catalog.byType(type)?.name ?? type}</td>
                      <td><code>${clientId}</code></td>
                      <td><code>${clientSecret}</code></td>
                      <td>${account.name}</td>
                    </tr>`,
                ),
              )}
            </tbody>
          </table>
        </div>
        <h2>Marketplaces</h2>
        <p>Where users find the app at the provider and install it from there.</p>
        <ul>
          ${marketplaceIntegrations(catalog).map(
            ({name, type}) => html`<li><a href="${marketplacePath(type)}">Install for ${name}</a></li>`,
          )}
        </ul>
        <h2>Pickers</h2>
        <p>Scripts and pages that let users choose files, as the vendors serve them.</p>
        <ul>
          <li>
            Google Drive: <code>/googledrive/js/api.js</code>, with the developer key
            <code>${demoDeveloperKey}</code>
          </li>
          <li>
            OneDrive: <code>/onedrive/_layouts/15/FilePicker.aspx</code>, for personal accounts
            <code>/onedrive/picker</code>
          </li>
          <li>
            SharePoint: <code>/sharepoint/_layouts/15/FilePicker.aspx</code>, and the same below
            <code>/sharepoint/sites/…</code>
          </li>
          <li>Box: <code>/box/platform/elements/21.0.0/en-US/picker.js</code> and <code>picker.css</code></li>
        </ul>
        <h2>APIs</h2>
        <ul>
          ${catalog.all
            .filter(({isActive}) => isActive)
            .map(({name, apiBase}) => html`<li>${name}: <code>${apiBase}</code></li>`)}
        </ul>
      </div>`,
  });
}
