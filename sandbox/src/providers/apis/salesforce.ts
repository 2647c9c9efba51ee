import {Hono} from 'hono';
import {authorizationOf, type AccessCheck} from './access.js';

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

/** Salesforce's identity and object descriptions. */
export function createSalesforceApi(access: AccessCheck): Hono {
  const app = new Hono();
  const signedIn = async (header: string | undefined) => access.byToken('salesforce', header);
  const refused = [{message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID'}];

  app.get('/services/oauth2/userinfo', async (c) => {
    const found = await signedIn(authorizationOf(c, 'Bearer'));
    if (!found) return c.json(refused, 401);
    const {person, target} = found;
    const isSandbox = target.environment === 'sandbox';
    return c.json({
      user_id: `005${isSandbox ? 'S' : 'P'}0000000000${person.number}AAA`,
      organization_id: `00D${isSandbox ? 'S' : 'P'}0000000000${person.number}EAA`,
      name: person.name,
      email: person.email,
      is_sandbox: isSandbox,
      urls: {instance: `https://${person.id}${isSandbox ? '--dev.sandbox' : ''}.my.salesforce.example`},
    });
  });

  app.get('/services/data/:version/sobjects', async (c) => {
    if (!(await signedIn(authorizationOf(c, 'Bearer')))) return c.json(refused, 401);
    const sobjects = Object.entries(objects).map(([name, {label, custom}]) => ({
      name,
      label,
      custom,
      queryable: true,
    }));
    return c.json({encoding: 'UTF-8', maxBatchSize: 200, sobjects});
  });

  app.get('/services/data/:version/sobjects/:name/describe', async (c) => {
    if (!(await signedIn(authorizationOf(c, 'Bearer')))) return c.json(refused, 401);
    const name = c.req.param('name');
    const found = Object.hasOwn(objects, name) ? objects[name] : undefined;
    if (!found)
      return c.json([{message: 'The requested resource does not exist', errorCode: 'NOT_FOUND'}], 404);
    const fields = found.fields.map(([field, label, type]) => ({name: field, label, type}));
    return c.json({name, label: found.label, custom: found.custom, fields});
  });

  return app;
}
