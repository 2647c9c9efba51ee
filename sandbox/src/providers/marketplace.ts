import {Hono, type Context} from 'hono';
import {eq} from 'drizzle-orm';
import type {Catalog} from '../catalog/index.js';
import type {Integration} from '../catalog/schema.js';
import type {Database} from '../db/open.js';
import {redirectPages as redirectPagesTable} from '../db/schema.js';
import {randomToken, type Vault} from '../db/vault.js';
import {ApiError} from '../errors.js';
import {pageHeaders, type Markup} from '../http/pages.js';
import type {RedirectPages} from '../http/redirect-pages.js';
import {marketplaceCodePath, marketplacePath} from './authorization-server.js';
import {codePage, installPage, marketplaceErrorPage} from './marketplace-pages.js';
import {createMarketplaceVisits} from './marketplace-visits.js';

export interface MarketplaceDeps {
  readonly catalog: Catalog;
  readonly db: Database;
  readonly vault: Vault;
  readonly redirectPages: Pick<RedirectPages, 'check'>;
  readonly urls: {readonly outside: string};
}

/** Integrations whose apps can be installed from the marketplace of a provider at the outside. */
export const marketplaceIntegrations = ({all}: Catalog): Integration[] =>
  all.filter(({isActive, oauth, provider}) => isActive && oauth && !provider);

/**
 * Installs that begin at the provider: its user picks the app, and signs in and consents as always, but the code goes to
 * a page of the app, which nobody has asked for it.
 */
export function createMarketplaceRoutes({catalog, db, vault, redirectPages, urls}: MarketplaceDeps): Hono {
  const visits = createMarketplaceVisits(db, vault);
  const app = new Hono();
  const show = (c: Context, markup: Markup, status: 200 | 400 | 403 | 404 = 200) =>
    c.html(markup, status, pageHeaders());
  const find = (c: Context) =>
    marketplaceIntegrations(catalog).find(({type}) => type === c.req.param('type'));
  const missing = (c: Context) => show(c, marketplaceErrorPage('There is no such app.'), 404);

  async function installPageFor(c: Context, integration: Integration, problem?: string) {
    const pages = await db
      .select({url: redirectPagesTable.url})
      .from(redirectPagesTable)
      .where(eq(redirectPagesTable.integrationType, integration.type));
    const content = {
      integration,
      pages: pages.map(({url}) => url),
      given: c.req.query('redirectUrl'),
      problem,
    };
    return show(c, installPage(content), problem ? 400 : 200);
  }

  app.get('/:type', async (c) => {
    const integration = find(c);
    return integration ? installPageFor(c, integration) : missing(c);
  });

  app.post('/:type/install', async (c) => {
    const integration = find(c);
    if (!integration) return missing(c);
    if (!isFromOwnPage(c))
      return show(c, marketplaceErrorPage('An install begins on the page of the marketplace.'), 403);
    const form = await c.req.parseBody();
    const field = (name: string) => (typeof form[name] === 'string' ? form[name].trim() : '');
    let redirectUri = urls.outside + marketplaceCodePath(integration.type);
    const wanted = field('page') === 'other' ? field('other') : field('page');
    if (wanted) {
      try {
        redirectUri = redirectPages.check(wanted);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        return installPageFor(c, integration, error.message);
      }
      await db
        .insert(redirectPagesTable)
        .values({integrationType: integration.type, url: redirectUri})
        .onConflictDoNothing();
    }
    const state = randomToken();
    await visits.begin(state, {clientId: integration.type, redirectUri});
    const query = new URLSearchParams({
      client_id: integration.type,
      response_type: 'code',
      redirect_uri: redirectUri,
      scope: Object.keys(integration.oauth?.scopes ?? {}).join(' '),
      state,
      prompt: 'consent',
    });
    for (const name of Object.keys(integration.oauth?.authorizationParameters ?? {}))
      if (field(name)) query.set(name, field(name));
    return c.redirect(`/authorize?${query}`, 303);
  });

  app.get('/:type/code', (c) => {
    const integration = find(c);
    if (!integration) return missing(c);
    const {code, error} = c.req.query();
    if (code) return show(c, codePage(integration, code));
    return show(
      c,
      marketplaceErrorPage(
        error === 'access_denied'
          ? 'You have refused access, and nothing was installed.'
          : 'There is no code here.',
        marketplacePath(integration.type),
      ),
      400,
    );
  });

  /** What pages of other sites send is no click of a user here. Our own pages hide their origin, but not from this. */
  const isFromOwnPage = (c: Context) =>
    c.req.header('Sec-Fetch-Site') === 'same-origin' ||
    [urls.outside, new URL(c.req.url).origin].includes(c.req.header('Origin') ?? '');

  return app;
}
