import type {WorkflowContext, WorkflowFunction} from '../../workflows/types.js';
import {listIn, neededText, possibleText} from './payload.js';

const ticketsPath = ({account}: WorkflowContext) =>
  `/workspaces/${encodeURIComponent(String(account.providerData['workspace']))}/tickets`;

async function open(context: WorkflowContext, ticket: {subject: string; text: string; assignee?: string}) {
  const from = possibleText(context.trigger.payload, 'from');
  const answer = await context.request(ticketsPath(context), {method: 'POST', body: {...ticket, from}});
  const {id} = answer as {id: string};
  context.log(`Opened the ticket ${id}.`);
  return {id};
}

/** `Question Asked`: the greeting, then the question. */
export const openTicket: WorkflowFunction = (context) => {
  const {payload} = context.trigger;
  const greeting = possibleText(context.sharedSettings, 'greeting');
  const text = [greeting, neededText(payload, 'text')].filter(Boolean).join('\n\n');
  return open(context, {subject: neededText(payload, 'subject'), text});
};

/** `Ticket Escalated`: to the person whom the user had to name. */
export const escalate: WorkflowFunction = (context) =>
  open(context, {
    subject: `Escalated: ${neededText(context.trigger.payload, 'subject')}`,
    text: possibleText(context.trigger.payload, 'text') ?? '',
    assignee: possibleText(context.settings, 'assignee'),
  });

/** Answers with the tickets that are open. */
export const listTickets: WorkflowFunction = async (context) => {
  const answer = await context.request(`${ticketsPath(context)}?status=open&limit=100`);
  const tickets = listIn(answer, 'tickets').map(({id, subject, assignee}) => ({id, subject, assignee}));
  return {total: tickets.length, tickets};
};

/** Another system says that a ticket is done. */
export const closeTicket: WorkflowFunction = async (context) => {
  const id = neededText(context.trigger.payload, 'ticket');
  await context.request(`${ticketsPath(context)}/${encodeURIComponent(id)}`, {
    method: 'PATCH',
    body: {status: 'closed'},
  });
  return {id, status: 'closed'};
};
