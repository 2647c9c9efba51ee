import {randomInt} from 'node:crypto';
import {Hono, type Context} from 'hono';
import type {ContentfulStatusCode} from 'hono/utils/http-status';
import {authorizationOf, type Access, type AccessCheck} from './access.js';
import {matches, slice, type OutsideStore} from './store.js';
import {inventedCompany, inventedDate, inventedPerson} from './words.js';

interface CrmRecord {
  readonly id: string;
  readonly properties: Readonly<Record<string, string | null>>;
  readonly createdAt: string;
  readonly updatedAt: string;
}

interface CrmObject {
  readonly singular: string;
  readonly plural: string;
  readonly properties: Readonly<Record<string, {readonly label: string; readonly type: string}>>;
  /** What a search looks at. */
  readonly searched: readonly string[];
  readonly count: number;
  make(index: number, account: number): Record<string, string>;
}

const text = (label: string) => ({label, type: 'string'});

const objects: Readonly<Record<string, CrmObject>> = {
  contacts: {
    singular: 'Contact',
    plural: 'Contacts',
    properties: {
      email: text('Email'),
      firstname: text('First name'),
      lastname: text('Last name'),
      phone: text('Phone number'),
      company: text('Company name'),
      lifecyclestage: {label: 'Lifecycle stage', type: 'enumeration'},
    },
    searched: ['email', 'firstname', 'lastname', 'company'],
    count: 250,
    make(index, account) {
      const {firstName, lastName, email} = inventedPerson(index * account);
      const company = inventedCompany(index * 7 + account);
      return {firstname: firstName, lastname: lastName, email, company, lifecyclestage: 'lead'};
    },
  },
  companies: {
    singular: 'Company',
    plural: 'Companies',
    properties: {
      name: text('Name'),
      domain: text('Company domain name'),
      industry: {label: 'Industry', type: 'enumeration'},
      city: text('City'),
      numberofemployees: {label: 'Number of employees', type: 'number'},
    },
    searched: ['name', 'domain'],
    count: 10_000,
    make(index) {
      const name = inventedCompany(index);
      const domain = `${name.toLowerCase().replaceAll(' ', '-')}.example`;
      return {name, domain, numberofemployees: String(5 + ((index * 37) % 900))};
    },
  },
  deals: {
    singular: 'Deal',
    plural: 'Deals',
    properties: {
      dealname: text('Deal name'),
      amount: {label: 'Amount', type: 'number'},
      dealstage: {label: 'Deal stage', type: 'enumeration'},
      closedate: {label: 'Close date', type: 'datetime'},
    },
    searched: ['dealname'],
    count: 40,
    make: (index, account) => ({
      dealname: `${inventedCompany(index * 31 + account)}: order ${100 + index}`,
      amount: String(500 * (1 + (index % 40))),
      dealstage: ['appointmentscheduled', 'qualifiedtobuy', 'closedwon'][index % 3] ?? '',
      closedate: inventedDate(index * 3),
    }),
  },
};

/** HubSpot's CRM: contacts, deals, and companies by the thousand. */
export function createHubspotApi(access: AccessCheck, store: OutsideStore): Hono {
  const app = new Hono();

  async function signedIn(c: Context): Promise<Access | undefined> {
    return access.byToken('hubspot', authorizationOf(c, 'Bearer'));
  }
  const refused = (c: Context) =>
    c.json({status: 'error', category: 'INVALID_AUTHENTICATION', message: 'Authentication failed'}, 401);
  const failed = (c: Context, status: ContentfulStatusCode, category: string, message: string) =>
    c.json({status: 'error', category, message}, status);

  // Named by header, so that tokens stay out of addresses.
  app.get('/oauth/v1/access-tokens/current', async (c) => {
    const found = await signedIn(c);
    if (!found) return refused(c);
    const {person, account, scopes} = found;
    return c.json({
      hub_id: 24_000_000 + account.number,
      hub_domain: `${account.id}.hubspot.example`,
      hub_name: account.name,
      user: person.email,
      user_id: 900 + person.number,
      scopes: [...scopes],
    });
  });

  app.get('/crm/v3/schemas', async (c) => {
    if (!(await signedIn(c))) return refused(c);
    const results = Object.entries(objects).map(([name, {singular, plural}]) => ({
      name,
      labels: {singular, plural},
    }));
    return c.json({results});
  });

  app.get('/crm/v3/properties/:object', async (c) => {
    if (!(await signedIn(c))) return refused(c);
    const object = objectNamed(c.req.param('object'));
    if (!object) return failed(c, 404, 'OBJECT_NOT_FOUND', 'There is no such kind of object.');
    const results = Object.entries(object.properties).map(([name, {label, type}]) => ({name, label, type}));
    return c.json({results});
  });

  /** Answers with a kind of object and its records, if the token may do this. */
  const withObject = (
    kind: 'read' | 'write',
    answer: (
      c: Context,
      object: CrmObject,
      rows: ReturnType<typeof recordsOf>,
    ) => Promise<Response> | Response,
  ) => {
    return async (c: Context): Promise<Response> => {
      const found = await signedIn(c);
      if (!found) return refused(c);
      const name = c.req.param('object') ?? '';
      const object = objectNamed(name);
      if (!object) return failed(c, 404, 'OBJECT_NOT_FOUND', 'There is no such kind of object.');
      const scope = `crm.objects.${name}.${kind}`;
      if (!found.scopes.has(scope))
        return failed(c, 403, 'MISSING_SCOPES', `This app lacks the scope ${scope}.`);
      return answer(c, object, recordsOf(found, name, object));
    };
  };

  function recordsOf({account}: Access, name: string, object: CrmObject) {
    return store.table<CrmRecord>('hubspot', account, name, () =>
      Array.from({length: object.count}, (_, index) => ({
        id: String(100_000 * account.number + index + 1),
        properties: object.make(index, account.number),
        createdAt: inventedDate(index),
        updatedAt: inventedDate(index),
      })),
    );
  }

  app.get(
    '/crm/v3/objects/:object',
    withObject('read', async (c, _, rows) => {
      const {after, limit} = c.req.query();
      return c.json(pageOf(await rows.all(), after, limit));
    }),
  );
  app.post(
    '/crm/v3/objects/:object/search',
    withObject('read', async (c, object, rows) => {
      const body = await jsonOf(c);
      if (!body) return failed(c, 400, 'VALIDATION_ERROR', 'The body is not valid JSON.');
      if (body['filterGroups'] !== undefined || body['sorts'] !== undefined)
        return failed(c, 400, 'VALIDATION_ERROR', 'Only query, after and limit are understood here.');
      const query = typeof body['query'] === 'string' ? body['query'] : undefined;
      const all = await rows.all();
      const found = all.filter(({properties}) =>
        matches(query, ...object.searched.map((name) => properties[name] ?? undefined)),
      );
      return c.json({total: found.length, ...pageOf(found, body['after'], body['limit'])});
    }),
  );
  app.post(
    '/crm/v3/objects/:object',
    withObject('write', async (c, object, rows) => {
      const properties = propertiesOf(object, await jsonOf(c));
      if (typeof properties === 'string') return failed(c, 400, 'VALIDATION_ERROR', properties);
      const {email} = properties;
      return rows.exclusively(async (rows) => {
        if (email && (await rows.all()).some((row) => row.properties['email'] === email))
          return failed(c, 409, 'CONFLICT', `Contact already exists: ${email}`);
        const now = new Date().toISOString();
        const id = String(randomInt(10 ** 9, 10 ** 10));
        return c.json(await rows.put({id, properties, createdAt: now, updatedAt: now}), 201);
      });
    }),
  );
  const one = '/crm/v3/objects/:object/:id' as const;
  const gone = (c: Context) => failed(c, 404, 'OBJECT_NOT_FOUND', 'resource not found');
  app.get(
    one,
    withObject('read', async (c, _, rows) => {
      const row = await rows.get(c.req.param('id') ?? '');
      return row ? c.json(row) : gone(c);
    }),
  );
  app.patch(
    one,
    withObject('write', async (c, object, rows) => {
      const properties = propertiesOf(object, await jsonOf(c));
      return rows.exclusively(async (rows) => {
        const row = await rows.get(c.req.param('id') ?? '');
        if (!row) return gone(c);
        if (typeof properties === 'string') return failed(c, 400, 'VALIDATION_ERROR', properties);
        const updatedAt = new Date().toISOString();
        return c.json(await rows.put({...row, properties: {...row.properties, ...properties}, updatedAt}));
      });
    }),
  );
  app.delete(
    one,
    withObject('write', async (c, _, rows) => {
      await rows.remove(c.req.param('id') ?? '');
      return c.body(null, 204);
    }),
  );
  return app;
}

const objectNamed = (name: string): CrmObject | undefined =>
  Object.hasOwn(objects, name) ? objects[name] : undefined;

function pageOf(rows: readonly CrmRecord[], after: unknown, limit: unknown) {
  const {items, next} = slice(rows, after, limit, {usual: 10, most: 100});
  return {results: items, ...(next !== undefined && {paging: {next: {after: String(next)}}})};
}

async function jsonOf(c: Context): Promise<Record<string, unknown> | undefined> {
  const body: unknown = await c.req.json().catch(() => undefined);
  return body !== null && typeof body === 'object' ? (body as Record<string, unknown>) : undefined;
}

/** The properties of a body, or what is wrong with them. */
function propertiesOf(
  {properties}: CrmObject,
  body: Record<string, unknown> | undefined,
): Record<string, string> | string {
  const given = body?.['properties'];
  if (given === null || typeof given !== 'object') return 'The body needs an object "properties".';
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(properties, name));
  if (unknown.length) return `There is no property ${unknown.join(', ')}.`;
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value ?? '')]));
}
