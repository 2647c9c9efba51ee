import {randomInt} from 'node:crypto';
import {Hono, type Context} from 'hono';
import type {ContentfulStatusCode} from 'hono/utils/http-status';
import {authorizationOf, type Access, type AccessCheck} from './access.js';
import {meets, parseQuery} from './soql.js';
import {slice, type OutsideStore, type Table} from './store.js';
import {inventedCompany, inventedDate, inventedPerson} from './words.js';

type Field = readonly [name: string, label: string, type: string];

const common: readonly Field[] = [
  ['Id', 'Record ID', 'id'],
  ['CreatedDate', 'Created', 'datetime'],
  ['OwnerId', 'Owner', 'reference'],
];
const objects: Record<string, {label: string; custom: boolean; fields: readonly Field[]}> = {
  Account: {
    label: 'Account',
    custom: false,
    fields: [
      ...common,
      ['Name', 'Account name', 'string'],
      ['Industry', 'Industry', 'picklist'],
      ['Website', 'Website', 'url'],
    ],
  },
  Contact: {
    label: 'Contact',
    custom: false,
    fields: [
      ...common,
      ['FirstName', 'First name', 'string'],
      ['LastName', 'Last name', 'string'],
      ['Email', 'E-mail', 'email'],
      ['Phone', 'Phone', 'phone'],
      ['Title', 'Title', 'string'],
    ],
  },
  Lead: {
    label: 'Lead',
    custom: false,
    fields: [
      ...common,
      ['Company', 'Company', 'string'],
      ['Email', 'E-mail', 'email'],
      ['Status', 'Status', 'picklist'],
    ],
  },
  Opportunity: {
    label: 'Opportunity',
    custom: false,
    fields: [
      ...common,
      ['Name', 'Name', 'string'],
      ['Amount', 'Amount', 'currency'],
      ['StageName', 'Stage', 'picklist'],
    ],
  },
  Task: {
    label: 'Task',
    custom: false,
    fields: [...common, ['Subject', 'Subject', 'string'], ['Status', 'Status', 'picklist']],
  },
  Vessel__c: {
    label: 'Vessel',
    custom: true,
    fields: [...common, ['Name', 'Vessel name', 'string'], ['Flag__c', 'Flag', 'string']],
  },
  Berth__c: {
    label: 'Berth',
    custom: true,
    fields: [...common, ['Name', 'Berth', 'string'], ['Depth__c', 'Depth', 'double']],
  },
};

type SObject = {readonly id: string} & Readonly<Record<string, unknown>>;

/** Salesforce's identity, object descriptions, records and queries. */
export function createSalesforceApi(access: AccessCheck, store: OutsideStore): Hono {
  const app = new Hono();
  const fail = (c: Context, status: ContentfulStatusCode, errorCode: string, message: string) =>
    c.json([{message, errorCode}], status);

  /** Runs a route for the organisation that a token was issued for. */
  const forOrganisation =
    (answer: (c: Context, found: Access) => Promise<Response> | Response) =>
    async (c: Context): Promise<Response> => {
      const found = await access.byToken('salesforce', authorizationOf(c, 'Bearer'));
      if (!found) return fail(c, 401, 'INVALID_SESSION_ID', 'Session expired or invalid');
      return answer(c, found);
    };

  app.get(
    '/services/oauth2/userinfo',
    forOrganisation((c, {person, account, target}) => {
      const isSandbox = target.environment === 'sandbox';
      const kind = isSandbox ? 'S' : 'P';
      return c.json({
        user_id: `005${kind}0000000000${account.number}AAA`,
        organization_id: `00D${kind}0000000000${account.number}EAA`,
        name: person.name,
        email: person.email,
        is_sandbox: isSandbox,
        urls: {instance: `https://${account.id}${isSandbox ? '--dev.sandbox' : ''}.my.salesforce.example`},
      });
    }),
  );

  const sobjects = '/services/data/:version/sobjects' as const;
  app.get(
    sobjects,
    forOrganisation((c) => {
      const all = Object.entries(objects).map(([name, {label, custom}]) => ({
        name,
        label,
        custom,
        queryable: true,
      }));
      return c.json({encoding: 'UTF-8', maxBatchSize: 200, sobjects: all});
    }),
  );

  /** Runs a route for one kind of record. */
  const forObject = (
    answer: (
      c: Context,
      kind: {name: string; fields: readonly Field[]; rows: Table<SObject>},
    ) => Promise<Response> | Response,
  ) =>
    forOrganisation((c, found) => {
      const name = c.req.param('name') ?? '';
      const object = objectNamed(name);
      if (!object) return fail(c, 404, 'NOT_FOUND', 'The requested resource does not exist');
      return answer(c, {name, fields: object.fields, rows: rowsOf(found, name)});
    });

  const rowsOf = ({account, target}: Access, name: string): Table<SObject> => {
    const organisation = {id: `${account.id}:${target.environment ?? 'default'}`};
    return store.table<SObject>('salesforce', organisation, name, () => seedOf(name, account.number));
  };

  app.get(
    `${sobjects}/:name/describe`,
    forOrganisation((c) => {
      const name = c.req.param('name') ?? '';
      const found = objectNamed(name);
      if (!found) return fail(c, 404, 'NOT_FOUND', 'The requested resource does not exist');
      const fields = found.fields.map(([field, label, type]) => ({name: field, label, type}));
      return c.json({name, label: found.label, custom: found.custom, fields});
    }),
  );
  app.post(
    `${sobjects}/:name`,
    forObject(async (c, {name, fields, rows}) => {
      const values = await valuesOf(c, fields);
      if (typeof values === 'string') return fail(c, 400, 'INVALID_FIELD', values);
      const id = idOf(name, randomInt(10 ** 6, 10 ** 9));
      await rows.put({...values, id, Id: id, CreatedDate: new Date().toISOString()});
      return c.json({id, success: true, errors: []}, 201);
    }),
  );
  const record = `${sobjects}/:name/:id` as const;
  const missing = (c: Context) =>
    fail(c, 404, 'NOT_FOUND', 'Provided external ID field does not exist or is not accessible');
  app.get(
    record,
    forObject(async (c, {name, rows}) => {
      const row = await rows.get(c.req.param('id') ?? '');
      return row ? c.json(shown(name, row)) : missing(c);
    }),
  );
  app.patch(
    record,
    forObject(async (c, {fields, rows}) => {
      const values = await valuesOf(c, fields);
      return rows.exclusively(async (rows) => {
        const row = await rows.get(c.req.param('id') ?? '');
        if (!row) return missing(c);
        if (typeof values === 'string') return fail(c, 400, 'INVALID_FIELD', values);
        await rows.put({...row, ...values});
        return c.body(null, 204);
      });
    }),
  );
  app.delete(
    record,
    forObject(async (c, {rows}) =>
      (await rows.remove(c.req.param('id') ?? '')) ? c.body(null, 204) : missing(c),
    ),
  );

  app.get(
    '/services/data/:version/query',
    forOrganisation(async (c, found) => {
      const query = parseQuery(c.req.query('q') ?? '');
      if (typeof query === 'string') return fail(c, 400, 'MALFORMED_QUERY', query);
      const object = objectNamed(query.object);
      if (!object) return fail(c, 400, 'INVALID_TYPE', `sObject type '${query.object}' is not supported.`);
      const known = object.fields.map(([field]) => field);
      const isCount = /^count\(/i.test(query.fields[0] ?? '');
      const used = [
        ...(isCount ? [] : query.fields),
        ...query.conditions.map(({field}) => field),
        ...(query.orderBy ? [query.orderBy.field] : []),
      ];
      const unknown = used.find((field) => !known.includes(field));
      if (unknown)
        return fail(c, 400, 'INVALID_FIELD', `No such column '${unknown}' on entity '${query.object}'.`);
      const all = await rowsOf(found, query.object).all();
      const rows = all.filter((row) =>
        query.conditions.every((condition) => meets(row[condition.field], condition)),
      );
      if (isCount) return c.json({totalSize: rows.length, done: true, records: []});
      const {orderBy} = query;
      if (orderBy) rows.sort((a, b) => compare(a, b, orderBy));
      const {items} = slice(rows, query.offset, query.limit, {usual: 2000, most: 2000});
      const records = items.map((row) => ({
        attributes: attributesOf(query.object, row.id),
        ...Object.fromEntries(query.fields.map((field) => [field, row[field] ?? null])),
      }));
      return c.json({totalSize: records.length, done: true, records});
    }),
  );

  return app;
}

const objectNamed = (name: string) => (Object.hasOwn(objects, name) ? objects[name] : undefined);

const compare = (a: SObject, b: SObject, {field, isDescending}: {field: string; isDescending: boolean}) =>
  String(a[field] ?? '').localeCompare(String(b[field] ?? '')) * (isDescending ? -1 : 1);

const attributesOf = (type: string, id: string) => ({
  type,
  url: `/services/data/v60.0/sobjects/${type}/${id}`,
});

function shown(name: string, {id, ...fields}: SObject) {
  return {attributes: attributesOf(name, id), ...fields};
}

/** Eighteen characters that begin with the kind of record, as the original has them. */
function idOf(name: string, number: number): string {
  const prefix = String(Object.keys(objects).indexOf(name)).padStart(3, '0');
  return `${prefix}${String(number).padStart(12, '0')}AAA`;
}

/** The fields of a body, or what is wrong with them. */
async function valuesOf(c: Context, fields: readonly Field[]): Promise<Record<string, unknown> | string> {
  const body: unknown = await c.req.json().catch(() => undefined);
  if (body === null || typeof body !== 'object' || Array.isArray(body)) return 'The body is no JSON object.';
  const readOnly = ['Id', 'CreatedDate'];
  const unknown = Object.keys(body).find(
    (name) => readOnly.includes(name) || !fields.some(([field]) => field === name),
  );
  return unknown ? `No such column '${unknown}' that can be written.` : (body as Record<string, unknown>);
}

/** Records that are there from the beginning. */
function seedOf(name: string, account: number): SObject[] {
  return Array.from({length: counts[name] ?? 10}, (_, index) => {
    const id = idOf(name, account * 1000 + index + 1);
    const owner = idOf('Account', account * 1000 + 1);
    return {
      id,
      Id: id,
      CreatedDate: inventedDate(index * 2),
      OwnerId: owner,
      ...valuesFor(name, index, account),
    };
  });
}

const counts: Readonly<Record<string, number>> = {
  Account: 25,
  Contact: 60,
  Lead: 30,
  Opportunity: 25,
  Task: 20,
};

function valuesFor(name: string, index: number, account: number): Record<string, unknown> {
  const person = inventedPerson(index * account + account);
  const company = inventedCompany(index * 13 + account * 101);
  switch (name) {
    case 'Account':
      return {
        Name: company,
        Industry: 'Shipping',
        Website: `https://${company.split(' ')[0]?.toLowerCase()}.example`,
      };
    case 'Contact':
      return {
        FirstName: person.firstName,
        LastName: person.lastName,
        Email: person.email,
        Phone: `+49 40 5550${String(index).padStart(3, '0')}`,
        Title: index % 3 ? 'Buyer' : 'Captain',
      };
    case 'Lead':
      return {Company: company, Email: person.email, Status: index % 2 ? 'Open' : 'Contacted'};
    case 'Opportunity':
      return {
        Name: `${company} order`,
        Amount: 1000 * (index + 1),
        StageName: index % 4 ? 'Proposal' : 'Closed Won',
      };
    case 'Task':
      return {Subject: `Call ${person.firstName}`, Status: index % 2 ? 'Open' : 'Completed'};
    case 'Vessel__c':
      return {Name: `MS ${company.split(' ')[1]} ${index + 1}`, Flag__c: index % 2 ? 'NO' : 'DE'};
    default:
      return {Name: `Berth ${index + 1}`, Depth__c: 4 + (index % 9)};
  }
}
