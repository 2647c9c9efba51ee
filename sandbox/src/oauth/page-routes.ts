import {Hono, type Context} from 'hono';
import {getCookie, setCookie} from 'hono/cookie';
import type {ContentfulStatusCode} from 'hono/utils/http-status';
import {AuthorizationResponseError} from 'oauth4webapi';
import type {Integration} from '../catalog/schema.js';
import {ApiError, errorCodes} from '../errors.js';
import {pageHeaders} from '../http/pages.js';
import {callbackPath, FORWARDED_CALLBACK_PATH} from '../providers/authorization-server.js';
import {accountTypeOf} from '../accounts/install.js';
import type {Services} from '../services.js';
import {readPermissions} from '../users/permissions.js';
import type {Person} from '../users/persons.js';
import type {VerifiedToken} from '../users/user-tokens.js';
import {nonceCookieNames, type AttemptError, type AttemptRequest} from './attempts.js';
import {connectedPage, failedPage, noncePage, pageScripts} from './pages.js';

const NONCE_LIFETIME = 16 * 60;

/** The pages in the provider window: before it goes to the provider, and when it comes back. */
export function createOAuthPageRoutes(services: Services): Hono {
  const {attempts, catalog, faults, installer, oauth, origins, persons, projectId, tokens} = services;
  const app = new Hono();

  const show = (c: Context, markup: ReturnType<typeof failedPage>, status: ContentfulStatusCode = 200) =>
    c.html(markup, status, pageHeaders());
  const fail = (c: Context, status: ContentfulStatusCode, message: string) =>
    show(c, failedPage({title: 'This cannot go on', message}), status);

  /** A fault: the page leaves the group of windows of the page that opened it. */
  function cutOffIfAskedFor(c: Context, page: 'nonce' | 'callback', {type}: Integration, {userId}: Person) {
    if (faults.strikes('opener-policy', {integration: type, user: userId, page}))
      c.header('Cross-Origin-Opener-Policy', 'same-origin');
  }

  for (const [name, source] of Object.entries(pageScripts)) {
    app.get(`/_assets/${name}`, (c) =>
      c.body(source, 200, {'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': 'no-cache'}),
    );
  }

  async function nonce(c: Context): Promise<Response> {
    if (c.req.param('projectId') !== projectId)
      return fail(c, 404, `This sandbox serves another project: ${projectId}.`);
    const origin = c.req.query('originForPostMessage') ?? '';
    if (!origins.isAllowed(origin))
      return fail(
        c,
        400,
        'The page that opened this window may not connect accounts. Start the sandbox with --allowed-origin.',
      );
    const integration = catalog.byId(c.req.query('integrationId') ?? '');
    if (!integration?.isActive) return fail(c, 404, 'There is no such integration in this project.');
    let verified: VerifiedToken;
    try {
      verified = await tokens.verify(c.req.query('userToken'));
    } catch (error) {
      return fail(c, 401, error instanceof ApiError ? error.message : 'The user token is not valid.');
    }
    const {userId, permissions} = verified;
    if (!permissions.couldAllow('credential:write', integration.type))
      return fail(c, 403, `The user token does not permit to connect ${integration.name}.`);
    const person = await persons.forUser(userId);
    const value = await attempts.issueNonce(person, integration.id);
    for (const name of nonceCookieNames(person, integration.id))
      setCookie(c, name, value, {
        httpOnly: true,
        sameSite: 'Lax',
        secure: name.startsWith('__Host-'),
        path: '/',
        maxAge: NONCE_LIFETIME,
      });
    cutOffIfAskedFor(c, 'nonce', integration, person);
    return show(c, noncePage(integration.name, origin));
  }
  app.get('/projects/:projectId/sdk/actions/oauth-nonce', nonce);
  app.get('/v2/projects/:projectId/sdk/actions/oauth-nonce', nonce);

  app.get(callbackPath(':type'), (c) => answerCallback(c, c.req.param('type')));
  app.get(FORWARDED_CALLBACK_PATH, (c) => answerCallback(c, undefined));

  async function answerCallback(c: Context, type: string | undefined): Promise<Response> {
    const answer = new URL(c.req.url).searchParams;
    const state = answer.get('state') ?? '';
    const attempt = state ? await attempts.find(state) : undefined;
    const integration = attempt && catalog.byId(attempt.integrationId);
    const isOwnPath = attempt?.request.isForwarded ? type === undefined : type === integration?.type;
    if (!attempt || !integration || !isOwnPath)
      return fail(c, 400, 'This answer of a provider belongs to no sign-in that was started here.');
    const {person, request} = attempt;
    cutOffIfAskedFor(c, 'callback', integration, person);
    const [strict, plain] = nonceCookieNames(person, integration.id);
    const nonceCookie = getCookie(c, strict) ?? getCookie(c, plain);
    // Not claimed yet: whoever started the sign-in can still finish it, in the right browser.
    if (!nonceCookie || !(await attempts.isNonceOf(nonceCookie, person, integration.id)))
      return fail(
        c,
        403,
        'This sign-in was started in another browser. Go back to the app and start it here.',
      );
    if (attempt.status !== 'pending')
      return fail(c, 409, 'This sign-in is over: its answer can be used once only.');
    if (attempt.isExpired)
      return fail(c, 410, 'This sign-in took too long. Go back to the app and start again.');
    if (!(await attempts.claim(state)))
      return fail(c, 409, 'This sign-in is over: its answer can be used once only.');

    try {
      const validated = oauth.validate(integration, answer, state);
      const {tokens: accountTokens, dateValidUntil} = await oauth.exchange(integration, validated, request);
      const account = await installer.connect(person, integration, {
        accountType: accountTypeOf(integration, request.accountType ?? undefined),
        inputs: request.inputs,
        tokens: accountTokens,
        dateValidUntil,
        options: request.installOptions,
        permissions: readPermissions(request.permissions),
      });
      await attempts.finish(state, {credentialId: account.id});
      return show(c, connectedPage(integration.name));
    } catch (error) {
      return conclude(c, {error, state, integration, request});
    }
  }

  /** Records a failure for the client that waits, and tells it to the page that opened the window. */
  async function conclude(
    c: Context,
    failure: {error: unknown; state: string; integration: Integration; request: AttemptRequest},
  ): Promise<Response> {
    const {error, state, integration, request} = failure;
    const {status, title, outcome, close} = explain(error, integration);
    await attempts.finish(state, {error: outcome});
    const message = {
      type: 'oauth_error_callback',
      error: outcome.code,
      errorResponse: {...outcome, integrationId: integration.id},
      integrationId: integration.id,
    };
    const report = request.origin ? {origin: request.origin, message} : undefined;
    return show(c, failedPage({title, message: outcome.message, report, close}), status);
  }

  return app;
}

function explain(
  error: unknown,
  {name}: Integration,
): {status: ContentfulStatusCode; title: string; outcome: AttemptError; close: boolean} {
  const title = `${name} was not connected`;
  if (error instanceof AuthorizationResponseError) {
    const isRefusal = error.error === 'access_denied';
    return {
      status: isRefusal ? 200 : 400,
      title,
      outcome: {
        message: isRefusal ? `Access was refused at ${name}.` : `${name} could not finish the sign-in.`,
        code: /^[a-z_]{1,60}$/.test(error.error) ? error.error : 'server_error',
      },
      close: isRefusal,
    };
  }
  if (error instanceof ApiError)
    return {status: error.status, title, outcome: {message: error.message, code: error.code}, close: false};
  // The cause may quote what was exchanged; nobody but us has use for it.
  console.error(`The sign-in at ${name} failed: ${error instanceof Error ? error.name : 'unknown'}`);
  return {
    status: 400,
    title,
    outcome: {
      message: `The sign-in at ${name} could not be verified. Try again.`,
      code: errorCodes.providerFailed,
    },
    close: false,
  };
}
