import {Hono, type Context} from 'hono';
import {z} from 'zod';
import {oauthAttempts, oidcRecords, persons as personsTable, redirectPages} from '../db/schema.js';
import {ApiError, badRequest, errorCodes, notFound} from '../errors.js';
import {streamChanges} from '../inspector/stream.js';
import {listUsers} from '../inspector/users.js';
import type {Services} from '../services.js';
import {MalformedPermissions, readPermissions} from '../users/permissions.js';
import {FEATURES} from '../users/plan.js';
import {createJournalRoutes} from './journal.js';

const MAX_LIFETIME = 365 * 24 * 3600;

/** What only this machine may do: sign tokens, cause failures, look into things, start over. No token is needed. */
export function createControlRoutes(services: Services): Hono {
  const {
    accounts,
    activity,
    catalog,
    db,
    faults,
    oauth,
    origins,
    persons,
    plan,
    projectId,
    requests,
    runner,
    tokens,
    urls,
  } = services;
  const app = new Hono();

  // Pages of other sites can send simple requests here although they cannot read the answers.
  app.use(async (c, next) => {
    const origin = c.req.header('Origin');
    const site = c.req.header('Sec-Fetch-Site');
    const isForeign = origin ? !origins.isAllowed(origin) && !origins.isOwn(origin) : site === 'cross-site';
    if (isForeign)
      throw new ApiError(
        403,
        errorCodes.forbidden,
        'Pages of this origin may not control the sandbox. Start it with --allowed-origin.',
      );
    c.header('Cache-Control', 'no-store');
    await next();
  });

  app.get('/health', (c) =>
    c.json({
      status: 'ok',
      projectId,
      url: urls.paragon,
      outsideUrl: urls.outside,
      integrations: catalog.all.map(({type}) => type),
    }),
  );

  app.get('/token', async (c) => {
    const {user, expiresIn, permissions} = c.req.query();
    return c.json(
      await signToken({
        user,
        expiresIn: expiresIn === undefined ? undefined : Number(expiresIn),
        permissions: permissions === undefined ? undefined : parsePermissions(permissions),
      }),
    );
  });
  app.post('/token', async (c) => c.json(await signToken(await validBody(c, tokenRequestSchema))));

  async function signToken({user: name = '', expiresIn = 3600, permissions}: TokenRequest) {
    const user = name.trim();
    if (!user || user.length > 255) throw badRequest('Say for whom: /_sandbox/token?user=alice');
    if (!Number.isInteger(expiresIn) || Math.abs(expiresIn) > MAX_LIFETIME)
      throw badRequest('expiresIn is a number of seconds; a negative one gives an expired token.');
    const {claim, unknownCapabilities} = understood(permissions);
    const token = await tokens.sign(user, {expiresIn, permissions: claim});
    return {token, projectId, user, ...(claim && {permissions: claim, unknownCapabilities})};
  }

  app.post('/reset', async (c) => {
    const user = c.req.query('user');
    if (user === undefined) {
      await runner.abort();
      await db.delete(personsTable);
      await db.delete(oauthAttempts);
      await db.delete(oidcRecords);
      await db.delete(redirectPages);
      await services.outsideStore.clear();
      faults.remove();
      plan.reset();
      requests.clear();
      for (const topic of ['users', 'events', 'runs'] as const) activity.changed(topic);
      return c.json({reset: 'all'});
    }
    const person = await persons.find(user);
    if (person) {
      await runner.abort(person.id);
      for (const account of await accounts.list(person)) await disconnectQuietly(account);
      await persons.remove(user);
      for (const topic of ['events', 'runs'] as const) activity.changed(topic);
    }
    return c.json({reset: user});
  });

  app.get('/requests', (c) => {
    const {user, service, preflights, after} = c.req.query();
    const found = requests.list({
      user,
      service,
      preflights: preflights === 'true',
      after: wholeNumber('after', after, {otherwise: 0, least: 0}),
    });
    return c.json({requests: found, first: requests.first, log: requests.id});
  });
  app.delete('/requests', (c) => {
    requests.clear();
    return c.json({});
  });

  app.get('/plan', (c) => c.json(plan.terms));
  app.patch('/plan', async (c) => c.json(plan.change(await validBody(c, planSchema))));

  app.get('/users', async (c) => {
    const {user, search, limit} = c.req.query();
    const most = wholeNumber('limit', limit, {otherwise: 50, least: 1, greatest: 500});
    return c.json(await listUsers({db, projectId, catalog}, {user, search, limit: most}));
  });

  app.get('/stream', (c) => streamChanges(c, activity));

  app.get('/faults', (c) => c.json({faults: faults.list()}));
  app.post('/faults', async (c) => c.json(faults.add(await jsonBody(c)), 201));
  app.delete('/faults/:id?', (c) => {
    const id = c.req.param('id');
    faults.remove(id === undefined ? undefined : Number(id));
    return c.json({});
  });

  app.post('/credentials/:id/status', async (c) => {
    const account = await anyAccount(c.req.param('id'));
    const {status} = await validBody(c, z.strictObject({status: z.enum(['VALID', 'INVALID', 'PENDING'])}));
    await accounts.setStatus(account, status);
    return c.json({id: account.id, status});
  });

  /** The access token counts as expired, so that the next use refreshes it. */
  app.post('/credentials/:id/expire', async (c) => {
    const account = await anyAccount(c.req.param('id'));
    const dateValidUntil = new Date(Date.now() - 1000);
    await accounts.setValidUntil(account, dateValidUntil);
    return c.json({id: account.id, dateValidUntil: dateValidUntil.toISOString()});
  });

  /** The user takes the access back at the provider, of which nobody tells the sandbox. */
  app.post('/credentials/:id/revoke', async (c) => {
    const account = await anyAccount(c.req.param('id'));
    const integration = catalog.byId(account.integrationId);
    const held = await accounts.tokensOf(account);
    if (!integration || !held) throw badRequest('This account was not connected by signing in.');
    if (!oauth.canRevoke(integration))
      throw badRequest(
        `${integration.name} has no address for this: its entry lacks provider.revocationUrl. End the access at ${integration.name} itself.`,
      );
    await oauth.revoke(integration, held);
    return c.json({id: account.id});
  });

  app.route('/', createJournalRoutes(services));

  app.post('/credentials/:id/disconnect', async (c) => {
    const account = await anyAccount(c.req.param('id'));
    const integration = catalog.byId(account.integrationId);
    if (integration) await services.installer.disconnect(account, integration);
    else await accounts.remove(account);
    return c.json({id: account.id});
  });

  app.notFound((c) => c.json(notFound('There is no such control route.').toBody(), 404));
  return app;

  async function anyAccount(id: string) {
    const account = z.uuid().safeParse(id).success ? await accounts.findAny(id) : undefined;
    if (!account) throw notFound('There is no such connected account.');
    return account;
  }

  async function disconnectQuietly(account: Awaited<ReturnType<typeof anyAccount>>) {
    await services.installer.disconnect(account, catalog.byId(account.integrationId));
  }
}

/** What is left out stays as it is. */
const planSchema = z.strictObject({
  features: z.array(z.enum(FEATURES)).optional(),
  connectedUserLimit: z.int().min(0).nullable().optional(),
});

const tokenRequestSchema = z.strictObject({
  user: z.string().optional(),
  expiresIn: z.number().optional(),
  permissions: z.unknown().optional(),
});
type TokenRequest = z.output<typeof tokenRequestSchema>;

function parsePermissions(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw badRequest('permissions is not valid JSON.');
  }
}

function understood(permissions: unknown) {
  try {
    return readPermissions(permissions);
  } catch (error) {
    throw error instanceof MalformedPermissions ? badRequest(`permissions: ${error.message}`) : error;
  }
}

function wholeNumber(
  name: string,
  text: string | undefined,
  {
    otherwise,
    least,
    greatest = Number.MAX_SAFE_INTEGER,
  }: {otherwise: number; least: number; greatest?: number},
): number {
  const value = Number(text ?? otherwise);
  if (Number.isInteger(value) && value >= least && value <= greatest) return value;
  throw badRequest(
    greatest === Number.MAX_SAFE_INTEGER
      ? `${name} is a whole number from ${least} on.`
      : `${name} is a whole number from ${least} to ${greatest}.`,
  );
}

const jsonBody = (c: Context): Promise<unknown> =>
  c.req.json().catch(() => {
    throw badRequest('The body is not valid JSON.');
  });

async function validBody<T extends z.ZodType>(c: Context, schema: T): Promise<z.output<T>> {
  const result = schema.safeParse(await jsonBody(c));
  if (result.success) return result.data;
  const problems = result.error.issues.map(({path, message}) => `${path.join('.') || 'body'}: ${message}`);
  throw badRequest(`The request is not valid. ${problems.join('; ')}.`);
}
