import {createRoute, z} from '@hono/zod-openapi';
import * as oauth4webapi from 'oauth4webapi';
import type {Values} from '../accounts/accounts.js';
import {checkInputs} from '../accounts/inputs.js';
import {accountTypeOf, inputsBefore, readInstallOptions, schemeOf} from '../accounts/install.js';
import {redirectPages} from '../db/schema.js';
import {badRequest, notFound} from '../errors.js';
import type {Services} from '../services.js';
import {answers, projectParam, projectParams, security, withId, type SdkApp} from './sdk-app.js';

/** Names that clients may draw for an attempt. */
const SESSION_KEY = /^[\w-]{1,128}$/;

const querySchema = z.object({
  integrationId: z.string(),
  action: z.string().optional(),
  endUserSuppliedValues: z.string().max(100_000).optional(),
  parameters: z.string().max(10_000).optional(),
  redirectUrl: z.string().max(2000).optional(),
  originForPostMessage: z.string().max(300).optional(),
  installOptions: z.string().max(10_000).optional(),
  oauthMetaKeyId: z.string().regex(SESSION_KEY).optional(),
});

const outcomeSchema = z.object({
  connectCredentialId: z.string().optional(),
  error: z.object({message: z.string(), code: z.string()}).optional(),
});

/** The beginning and the outcome of a visit to a provider's sign-in page. */
export function registerOAuth(app: SdkApp, services: Services): void {
  const {attempts, catalog, installer, oauth, origins, db} = services;
  const route = {tags: ['oauth'], security};

  app.openapi(
    createRoute({
      ...route,
      method: 'get',
      path: '/actions/build-oauth',
      summary: "The address of the provider's sign-in page",
      request: {params: projectParams, query: querySchema},
      responses: answers(z.object({redirectUrl: z.string()}), 'Where the window is to go'),
    }),
    async (c) => {
      const query = c.req.valid('query');
      const {person, own} = c.var;
      const integration = catalog.byId(query.integrationId);
      if (!integration) throw notFound('There is no such integration in this project.');
      const options = readInstallOptions(jsonMember(query, 'installOptions'));
      await installer.checkOptions(person, integration, options, own.permissions);
      const accountType = accountTypeOf(integration, options.accountType ?? textMember(query, 'accountType'));
      if (schemeOf(integration, accountType) !== 'oauth')
        throw badRequest(`${integration.name} is connected by values, not by signing in.`);
      const inputs = checkInputs(
        integration,
        inputsBefore(integration, accountType),
        jsonMember(query, 'endUserSuppliedValues'),
      );
      const origin = query.originForPostMessage || null;
      if (origin && !origins.isAllowed(origin))
        throw badRequest(
          'Pages of this origin may not connect accounts. Start the sandbox with --allowed-origin.',
        );
      const page = query.redirectUrl ? services.redirectPages.check(query.redirectUrl) : undefined;
      // The outside registers it; at a real provider it is registered by whoever owns the app there.
      if (page && !integration.provider)
        await db
          .insert(redirectPages)
          .values({integrationType: integration.type, url: page})
          .onConflictDoNothing();

      const codeVerifier = oauth4webapi.generateRandomCodeVerifier();
      const redirectUri = page ?? oauth.redirectUri(integration);
      const {state} = await attempts.begin(person, {
        integrationId: integration.id,
        sessionKey: query.oauthMetaKeyId ?? null,
        request: {
          codeVerifier,
          redirectUri,
          isForwarded: page !== undefined,
          origin,
          accountType: accountType?.id ?? null,
          inputs,
          installOptions: options,
          permissions: own.permissions.claim,
        },
      });
      const parameters: Values = {};
      for (const {key, source} of accountType?.oauthParameters ?? []) parameters[key] = source.value;
      const redirectUrl = await oauth.authorizationUrl(integration, {
        state,
        codeVerifier,
        redirectUri,
        values: {...inputs, ...parameters},
      });
      return c.json({redirectUrl}, 200);
    },
  );

  const session = {...route, path: '/actions/session-id/{key}' as const, request: {params: withId('key')}};
  app.openapi(
    createRoute({
      ...session,
      method: 'get',
      summary: 'Asks how a visit has ended',
      responses: answers(outcomeSchema, 'Empty while the user is at the provider'),
    }),
    async (c) => {
      const key = c.req.param('key');
      const attempt = SESSION_KEY.test(key) ? await attempts.bySessionKey(c.var.person, key) : undefined;
      if (!attempt) throw notFound('There is no such attempt to connect.');
      // Another token of the same user may be asking.
      const {permissions} = c.var.own;
      if (permissions.claim && attempt.credentialId)
        await c.var.own.get(attempt.credentialId, 'credential:read');
      if (attempt.status === 'connected' && attempt.credentialId)
        return c.json({connectCredentialId: attempt.credentialId}, 200);
      return c.json(attempt.error ? {error: attempt.error} : {}, 200);
    },
  );

  app.openapi(
    createRoute({
      ...session,
      method: 'delete',
      // Whatever is asked for is given up already, if it was never there.
      request: {params: z.object({...projectParam, key: z.string()})},
      summary: 'Says that nobody waits for the outcome any longer',
      responses: answers(z.object({}), 'Always succeeds'),
    }),
    async (c) => {
      const key = c.req.param('key');
      if (SESSION_KEY.test(key)) await attempts.forgetSessionKey(c.var.person, key);
      return c.json({}, 200);
    },
  );
}

function jsonMember(query: Record<string, string | undefined>, name: string): Values {
  const text = query[name];
  if (!text) return {};
  try {
    const value: unknown = JSON.parse(text);
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value as Values;
  } catch {
    // Said below, for everything that is no object.
  }
  throw badRequest(`${name} must be a JSON object.`);
}

function textMember(query: Record<string, string | undefined>, name: string): string | undefined {
  const value = jsonMember(query, 'parameters')[name];
  return typeof value === 'string' ? value : undefined;
}
