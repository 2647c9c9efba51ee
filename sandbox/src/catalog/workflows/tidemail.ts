import type {WorkflowContext, WorkflowFunction} from '../../workflows/types.js';
import {neededText, possibleText} from './payload.js';

const path = (list: string) => `/lists/${encodeURIComponent(list)}/subscribers`;

const listOf = ({sharedSettings}: WorkflowContext) => possibleText(sharedSettings, 'list') ?? 'newsletter';

/** `Contact Created`: on for everybody who connects. */
export const subscribe: WorkflowFunction = async (context) => {
  const list = listOf(context);
  const email = neededText(context.trigger.payload, 'email');
  const {id} = (await context.request(path(list), {method: 'POST', body: {email}})) as {id: string};
  return {list, id};
};

/** Answers how many subscribers the lists have. */
export const countSubscribers: WorkflowFunction = async (context) => {
  const {lists} = (await context.request('/lists')) as {lists: {id: string}[]};
  const counts: Record<string, number> = {};
  for (const {id} of lists) {
    const {total} = (await context.request(`${path(id)}?limit=1`)) as {total: number};
    counts[id] = total;
  }
  return {counts};
};

/** A landing page posts here. `?list=` names another list than the chosen one. */
export const takeSignUp: WorkflowFunction = async (context) => {
  const {payload, query} = context.trigger;
  const list = query['list'] ?? listOf(context);
  await context.request(path(list), {method: 'POST', body: {email: neededText(payload, 'email')}});
  return {list};
};
