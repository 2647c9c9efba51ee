import type {HttpBindings} from '@hono/node-server';
import {Hono, type Context} from 'hono';
import type Provider from 'oidc-provider';
import type {Catalog} from '../catalog/index.js';
import {pageHeaders} from '../http/pages.js';
import {openerPolicyOf} from './authorization-server.js';
import {createGrantTargets} from './grant-targets.js';
import {consentPage, errorPage, signInPage, type SignInTarget} from './interaction-pages.js';
import {findByPassword, findPerson, type OutsidePerson} from './people.js';
import type {AuthorizationServerDeps} from './authorization-server.js';

type Env = {Bindings: HttpBindings};

/** The sign-in and consent pages. They are plain forms: each step is a request, and nothing needs a script. */
export function createInteractionRoutes(provider: Provider, deps: AuthorizationServerDeps): Hono<Env> {
  const {catalog, urls} = deps;
  const targets = createGrantTargets(deps.db, deps.vault);
  const app = new Hono<Env>();

  app.get('/:uid', (c) =>
    withInteraction(c, async ({details, integration, target, person}) => {
      const uid = details.uid;
      if (details.prompt.name === 'consent' && person && c.req.query('switch') === undefined) {
        const scopes = String(details.params['scope'] ?? '')
          .split(' ')
          .filter(Boolean);
        return c.html(consentPage({integration, uid, person, target, scopes}));
      }
      return c.html(signInPage({integration, uid, target}));
    }),
  );

  app.post('/:uid/login', (c) =>
    withInteraction(c, async ({details, integration, target}) => {
      const form = await c.req.parseBody();
      const field = (name: string) => (typeof form[name] === 'string' ? form[name] : '');
      const chosen = field('person');
      const person = chosen ? findPerson(chosen) : findByPassword(field('email'), field('password'));
      if (!person) {
        const error = 'This e-mail and password do not belong together.';
        return c.html(signInPage({integration, uid: details.uid, target, email: field('email'), error}), 401);
      }
      const answer = await finish(c, {login: {accountId: person.id}});
      // Last, as the step before makes sure that the session is still the one that the page was shown to.
      await forgetFormerPerson(details.session?.uid, person);
      return answer;
    }),
  );

  app.post('/:uid/consent', (c) =>
    withInteraction(c, async ({details, target, person}) => {
      const form = await c.req.parseBody();
      if (form['decision'] !== 'allow' || !person) return refuse(c);
      const grant = new provider.Grant({
        accountId: person.id,
        clientId: String(details.params['client_id']),
      });
      grant.addOIDCScope(String(details.params['scope'] ?? ''));
      const grantId = await grant.save();
      await targets.remember(grantId, target);
      return finish(c, {consent: {grantId}});
    }),
  );

  app.post('/:uid/cancel', (c) => withInteraction(c, async () => refuse(c)));

  interface Visit {
    readonly details: Awaited<ReturnType<Provider['interactionDetails']>>;
    readonly integration: NonNullable<ReturnType<Catalog['byType']>>;
    readonly target: SignInTarget;
    readonly person: OutsidePerson | undefined;
  }

  async function withInteraction(
    c: Context<Env>,
    answer: (visit: Visit) => Promise<Response>,
  ): Promise<Response> {
    let details: Visit['details'];
    try {
      details = await provider.interactionDetails(c.env.incoming, c.env.outgoing);
    } catch {
      return expired(c);
    }
    const integration = catalog.byType(String(details.params['client_id']));
    if (!integration || details.uid !== c.req.param('uid')) return expired(c);
    const returnTo = originOf(details.params['redirect_uri']);
    setHeaders(c, pageHeaders({formTargets: [urls.paragon, ...(returnTo ? [returnTo] : [])]}));
    const openerPolicy = openerPolicyOf(catalog, integration.type);
    if (openerPolicy) c.header('Cross-Origin-Opener-Policy', openerPolicy);
    return answer({
      details,
      integration,
      target: targetOf(details.params),
      person: details.session ? findPerson(details.session.accountId) : undefined,
    });
  }

  function expired(c: Context<Env>) {
    setHeaders(c, errorPage.headers);
    return c.html(
      errorPage.render('session_expired', 'this sign-in has expired or was started in another browser'),
      400,
    );
  }

  async function finish(c: Context<Env>, result: Record<string, unknown>) {
    return c.redirect(await provider.interactionResult(c.env.incoming, c.env.outgoing, result), 303);
  }

  const refuse = (c: Context<Env>) =>
    finish(c, {error: 'access_denied', error_description: 'The user has refused access.'});

  /** Without this, going on as somebody else would lead through a page that logs the former person out. */
  async function forgetFormerPerson(sessionUid: string | undefined, person: OutsidePerson) {
    const session = sessionUid ? await provider.Session.findByUid(sessionUid) : undefined;
    if (!session?.accountId || session.accountId === person.id) return;
    session.accountId = undefined;
    session.authorizations = {};
    await session.save(session.remainingTTL);
  }

  return app;
}

const targetOf = (parameters: Record<string, unknown>): SignInTarget => ({
  shop: textOf(parameters['shop']),
  environment: textOf(parameters['environment']),
});

const textOf = (value: unknown) => (typeof value === 'string' && value ? value.slice(0, 100) : undefined);

function originOf(value: unknown): string | undefined {
  try {
    return new URL(String(value)).origin;
  } catch {
    return undefined;
  }
}

function setHeaders(c: Context, headers: Record<string, string>) {
  for (const [name, value] of Object.entries(headers)) c.header(name, value);
}
