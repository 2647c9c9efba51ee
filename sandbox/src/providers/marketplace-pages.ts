import {html} from 'hono/html';
import type {Integration} from '../catalog/schema.js';
import {page, type Markup} from '../http/pages.js';
import {marketplacePath} from './authorization-server.js';

const parameterNames = {shop: 'Store', environment: 'Kind of organisation'} as const;

/** The page of the app in the marketplace of a provider. */
export function installPage(content: {
  integration: Integration;
  /** Registered pages of the app. */
  pages: readonly string[];
  /** A page that a link to here has named. */
  given?: string;
  problem?: string;
}): Markup {
  const {integration, pages, given, problem} = content;
  const parameters = Object.keys(integration.oauth?.authorizationParameters ?? {}) as (
    'shop' | 'environment'
  )[];
  return page({
    title: `Install from the ${integration.name} marketplace`,
    body: html`<div class="card">
      <h1>Install from the ${integration.name} marketplace</h1>
      <p>
        Here an install begins at the provider: you sign in and consent, and ${integration.name} sends a code
        to the app, which finishes the install with <code>completeInstall</code> within a minute.
      </p>
      ${problem ? html`<p class="error" role="alert">${problem}</p>` : ''}
      <form method="post" action="${marketplacePath(integration.type)}/install">
        ${parameters.map(
          (name) =>
            html`<label for="${name}">${parameterNames[name]}</label>
              <input id="${name}" name="${name}" type="text" maxlength="100" autocomplete="off" />`,
        )}
        <fieldset>
          <legend>Where the code goes</legend>
          <label class="choice"
            ><input type="radio" name="page" value="" ${given ? '' : 'checked'} />Show it to me, so that I can
            paste it</label
          >
          ${pages.map(
            (url) =>
              html`<label class="choice"
                ><input type="radio" name="page" value="${url}" ${url === given ? 'checked' : ''} /><code
                  >${url}</code
                ></label
              >`,
          )}
          <label class="choice"
            ><input
              type="radio"
              name="page"
              value="other"
              ${given && !pages.includes(given) ? 'checked' : ''}
            />To this page of the app, which is registered thereby</label
          >
          <label for="other">Address of the page</label>
          <input
            id="other"
            name="other"
            type="url"
            maxlength="2000"
            placeholder="http://localhost:5173/installed"
            value="${given && !pages.includes(given) ? given : ''}"
          />
        </fieldset>
        <div class="actions"><button class="primary">Install</button></div>
      </form>
    </div>`,
  });
}

/** Stands in for the page of an app. */
export const codePage = ({name, type}: Integration, code: string): Markup =>
  page({
    title: `Code for ${name}`,
    body: html`<div class="card">
      <h1>Code for ${name}</h1>
      <p>Give it to the app within a minute. It can be used once.</p>
      <p><code id="code">${code}</code></p>
      <p>In the app: <code>paragon.completeInstall('${type}', {authorizationCode: '…'})</code></p>
      <p><a href="${marketplacePath(type)}">Install again</a></p>
    </div>`,
  });

export const marketplaceErrorPage = (message: string, back = '/'): Markup =>
  page({
    title: 'Nothing was installed',
    body: html`<div class="card">
      <h1>Nothing was installed</h1>
      <p>${message}</p>
      <p><a href="${back}">Back</a></p>
    </div>`,
  });
