import type {WorkflowContext, WorkflowFunction} from '../../workflows/types.js';
import {listIn, membersOf, neededText, possibleText} from './payload.js';

const withText = (name: string, text: string | undefined) => (text === undefined ? {} : {[name]: text});

async function create({request, log}: WorkflowContext, objectType: string, properties: object) {
  const path = `/crm/v3/objects/${encodeURIComponent(objectType)}`;
  const {id} = (await request(path, {method: 'POST', body: {properties}})) as {id: string};
  log(`Created ${objectType} ${id}.`);
  return {objectType, id};
}

/** `Contact Created`: in the properties that the user has mapped, or in the usual ones while none are. */
export const createContact: WorkflowFunction = (context) => {
  const {payload} = context.trigger;
  const email = neededText(payload, 'email');
  const {objectType = 'contacts', fields} = context.mapFields('contactMapping', membersOf(payload));
  const mapped = Object.keys(fields).length ? fields : {email, ...namesIn(payload)};
  const stage = objectType === 'contacts' && !Object.hasOwn(mapped, 'lifecyclestage');
  return create(context, objectType, {
    ...mapped,
    ...(stage && withText('lifecyclestage', possibleText(context.sharedSettings, 'lifecycleStage'))),
  });
};

function namesIn(payload: unknown) {
  const [first, ...others] = possibleText(payload, 'name')?.split(/\s+/) ?? [];
  return {
    ...withText('firstname', first),
    ...withText('lastname', others.join(' ') || undefined),
    ...withText('company', possibleText(payload, 'company')),
  };
}

/** `Company Created`, with the industry that the user had to choose. */
export const createCompany: WorkflowFunction = (context) => {
  const {payload, name: event} = context.trigger;
  context.log(`Began by the event ${event ?? ''}.`);
  return create(context, 'companies', {
    name: neededText(payload, 'name'),
    ...withText('domain', possibleText(payload, 'domain')),
    ...withText('industry', possibleText(context.settings, 'industry')),
  });
};

/** Answers with the companies whose name or domain contains a text. */
export const findCompanies: WorkflowFunction = async (context) => {
  const query = neededText(context.trigger.payload, 'query');
  const answer = await context.request('/crm/v3/objects/companies/search', {
    method: 'POST',
    body: {query, limit: 10},
  });
  const {total} = answer as {total: number};
  return {
    total,
    companies: listIn(answer, 'results').map(({id, properties}) => ({
      id,
      name: possibleText(properties, 'name'),
    })),
  };
};

/** A form of the company's site posts here, as JSON or as a form. */
export const takeSubmission: WorkflowFunction = (context) => {
  const {payload} = context.trigger;
  return create(context, 'contacts', {
    email: neededText(payload, 'email'),
    ...namesIn(payload),
    lifecyclestage: 'lead',
  });
};

/** `Customer Promoted`, for those whose plan has it. */
export const promote: WorkflowFunction = async (context) => {
  const email = neededText(context.trigger.payload, 'email');
  const answer = await context.request('/crm/v3/objects/contacts/search', {
    method: 'POST',
    body: {query: email},
  });
  const found = listIn(answer, 'results').find(({properties}) => possibleText(properties, 'email') === email);
  if (!found) throw new Error(`HubSpot has no contact with this address.`);
  const id = String(found['id']);
  await context.request(`/crm/v3/objects/contacts/${id}`, {
    method: 'PATCH',
    body: {properties: {lifecyclestage: 'customer'}},
  });
  return {id};
};
