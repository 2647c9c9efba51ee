import type {HttpBindings} from '@hono/node-server';
import {Hono, type Context} from 'hono';
import type Provider from 'oidc-provider';
import type {Catalog} from '../catalog/index.js';
import type {EffectFacts, Faults} from '../http/faults.js';
import {pageHeaders} from '../http/pages.js';
import type {Attempts} from '../oauth/attempts.js';
import {openerPolicyOf} from './authorization-server.js';
import {createGrantTargets} from './grant-targets.js';
import {
  CLOSE_SCRIPT,
  closingPage,
  consentPage,
  errorPage,
  signInPage,
  type SignInTarget,
} from './interaction-pages.js';
import {findAccount, findByPassword, findPerson, type OutsidePerson} from './people.js';
import type {AuthorizationServerDeps} from './authorization-server.js';

type Env = {Bindings: HttpBindings};

export interface InteractionDeps extends AuthorizationServerDeps {
  readonly faults: Faults;
  /** Whose sign-in it is on the other side; only fault rules ask for it. */
  readonly attempts: Pick<Attempts, 'find'>;
}

/** The sign-in and consent pages. They are plain forms: each step is a request, and nothing needs a script. */
export function createInteractionRoutes(provider: Provider, deps: InteractionDeps): Hono<Env> {
  const {attempts, catalog, faults, urls} = deps;
  const targets = createGrantTargets(deps.db, deps.vault);
  const app = new Hono<Env>();

  app.get(CLOSE_SCRIPT.path, (c) =>
    c.body(CLOSE_SCRIPT.source, 200, {'Content-Type': 'text/javascript; charset=utf-8'}),
  );

  app.get('/:uid', (c) =>
    withInteraction(c, async ({details, integration, target, person, visitor}) => {
      if (faults.strikes('close-window', visitor)) return c.html(closingPage());
      if (faults.strikes('opener-policy', {...visitor, page: 'sign-in'}))
        c.header('Cross-Origin-Opener-Policy', 'same-origin');
      const uid = details.uid;
      if (details.prompt.name === 'consent' && person && c.req.query('switch') === undefined) {
        return c.html(consentPage({integration, uid, person, target, scopes: scopesOf(details.params)}));
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
    withInteraction(c, async ({details, integration, target, person, visitor}) => {
      const form = await c.req.parseBody({all: true});
      if (form['decision'] !== 'allow' || !person) return refuse(c);
      if (faults.strikes('deny-consent', visitor)) return refuse(c);
      const ticked = [form['scope'] ?? []].flat();
      const grant = new provider.Grant({
        accountId: person.id,
        clientId: String(details.params['client_id']),
      });
      for (const scope of scopesOf(details.params)) {
        const isOptional = typeof integration.oauth?.scopes[scope] === 'object';
        if (isOptional && !ticked.includes(scope)) grant.rejectOIDCScope(scope);
        else grant.addOIDCScope(scope);
      }
      const grantId = await grant.save();
      const account = integration.oauth?.chooses ? textOf(form['account']) : undefined;
      await targets.remember(grantId, {...target, account: findAccount(person, account).id});
      return finish(c, {consent: {grantId}});
    }),
  );

  app.post('/:uid/cancel', (c) => withInteraction(c, async () => refuse(c)));

  interface Visit {
    readonly details: Awaited<ReturnType<Provider['interactionDetails']>>;
    readonly integration: NonNullable<ReturnType<Catalog['byType']>>;
    readonly target: SignInTarget;
    readonly person: OutsidePerson | undefined;
    readonly visitor: EffectFacts;
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
    const attempt = await attempts.find(String(details.params['state'] ?? ''));
    return answer({
      details,
      integration,
      visitor: {integration: integration.type, user: attempt?.person.userId},
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

const scopesOf = (parameters: Record<string, unknown>): string[] =>
  String(parameters['scope'] ?? '')
    .split(' ')
    .filter(Boolean);

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
