import {badRequest} from '../../errors.js';
import type {WorkflowContext, WorkflowFunction} from '../../workflows/types.js';
import {listIn, membersOf, neededNumber, neededText, possibleText} from './payload.js';

const quoted = (text: string) => `'${text.replace(/[\\']/g, '\\$&')}'`;

const query = async ({request}: WorkflowContext, text: string) =>
  listIn(await request(`/query?q=${encodeURIComponent(text)}`), 'records');

async function create({request, log}: WorkflowContext, objectType: string, fields: object) {
  const answer = (await request(`/sobjects/${encodeURIComponent(objectType)}`, {
    method: 'POST',
    body: fields,
  })) as {id: string};
  log(`Created the ${objectType} ${answer.id}.`);
  return {objectType, id: answer.id};
}

/** `Contact Created`, in the fields that the user has mapped. */
export const createContact: WorkflowFunction = async (context) => {
  const {payload} = context.trigger;
  // The labels of the mapping are words for users; the product's events have members.
  const record = {
    ...membersOf(payload),
    'Full name': neededText(payload, 'name'),
    'E-mail': neededText(payload, 'email'),
  };
  const {objectType, fields} = context.mapFields('contactMapping', record);
  if (!objectType || !Object.keys(fields).length)
    throw badRequest('Map the contact fields first: choose an object, and a field for each label.');
  return create(context, objectType, fields);
};

/** Answers with the accounts whose name contains a text. */
export const findAccounts: WorkflowFunction = async (context) => {
  const name = neededText(context.trigger.payload, 'name').replaceAll('%', '');
  const records = await query(
    context,
    `SELECT Id, Name, Website FROM Account WHERE Name LIKE ${quoted(`%${name}%`)} ORDER BY Name LIMIT 20`,
  );
  return {accounts: records.map(({Id, Name, Website}) => ({id: Id, name: Name, website: Website}))};
};

/** `Deal Won`: an opportunity at the stage that the user has chosen. */
export const logDeal: WorkflowFunction = (context) => {
  const {payload} = context.trigger;
  return create(context, 'Opportunity', {
    Name: neededText(payload, 'title'),
    Amount: neededNumber(payload, 'amount'),
    StageName: possibleText(context.settings, 'stage') ?? 'Closed Won',
  });
};

/** A web form posts here; its visitor becomes a lead. */
export const takeLead: WorkflowFunction = (context) => {
  const {payload} = context.trigger;
  return create(context, 'Lead', {
    Company: neededText(payload, 'company'),
    Email: neededText(payload, 'email'),
    Status: possibleText(context.settings, 'status') ?? 'Open',
  });
};

/** `Contact Deleted`, for those who have asked to be forgotten. */
export const deleteContacts: WorkflowFunction = async (context) => {
  const email = neededText(context.trigger.payload, 'email');
  const found = await query(context, `SELECT Id FROM Contact WHERE Email = ${quoted(email)}`);
  for (const {Id} of found) await context.request(`/sobjects/Contact/${String(Id)}`, {method: 'DELETE'});
  return {deleted: found.length};
};
