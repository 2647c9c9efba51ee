import {badRequest} from '../../errors.js';
import type {WorkflowContext, WorkflowFunction} from '../../workflows/types.js';
import {listIn, neededNumber, neededText, possibleText} from './payload.js';

/** Runs once for each new account: the bookkeeper sees who has got access. */
export const leaveNote: WorkflowFunction = async ({request, user, account}) => {
  const text = `Connected by the user ${user.id}.`;
  await request('/notes', {method: 'POST', body: {text}});
  return {company: account.providerData['company']};
};

async function customerNamed({request}: WorkflowContext, name: string): Promise<string> {
  const found = listIn(await request(`/customers?search=${encodeURIComponent(name)}`), 'customers');
  const [only, another] = found;
  if (!only) throw badRequest(`Pilot Books has no customer "${name}".`);
  if (another) throw badRequest(`Pilot Books has several customers "${name}": give more of the name.`);
  return String(only['id']);
}

/** `Order Completed`: an invoice with the user's currency and time to pay. */
export const writeInvoice: WorkflowFunction = async (context) => {
  const {trigger, sharedSettings, configuration, request, log} = context;
  const total = neededNumber(trigger.payload, 'total');
  const customer = await customerNamed(context, neededText(trigger.payload, 'customer'));
  const office = possibleText(configuration.meta, 'office');
  const memo = possibleText(trigger.payload, 'memo') ?? '';
  const invoice = (await request('/invoices', {
    method: 'POST',
    body: {
      customer,
      amount: Math.round(total * 100),
      currency: possibleText(sharedSettings, 'currency'),
      dueInDays: Number(sharedSettings['dueInDays']),
      memo: office ? `${memo} (${office})` : memo,
    },
  })) as {id: string; due: string};
  log(`Wrote the invoice ${invoice.id}, due on ${invoice.due}.`);
  return {id: invoice.id, due: invoice.due};
};

/** Answers with the invoices that nobody has paid yet. */
export const listOpenInvoices: WorkflowFunction = async ({request}) => {
  const invoices = listIn(await request('/invoices?status=open&limit=100'), 'invoices');
  const total = invoices.reduce((sum, {amount}) => sum + Number(amount), 0);
  return {count: invoices.length, total: total / 100};
};

/** A bank posts payments here. */
export const takePayment: WorkflowFunction = async ({trigger, request}) => {
  const id = neededText(trigger.payload, 'invoice');
  await request(`/invoices/${encodeURIComponent(id)}/payments`, {method: 'POST', body: {}});
  return {id};
};
