import type {WorkflowContext, WorkflowFunction} from '../../workflows/types.js';
import {neededNumber, neededText} from './payload.js';

const ordersPath = ({account}: WorkflowContext) =>
  `/${encodeURIComponent(String(account.providerData['database']))}/orders`;

/** `Order Completed`: a row in the company's own table. */
export const storeOrder: WorkflowFunction = async (context) => {
  const {payload} = context.trigger;
  const order = {customer: neededText(payload, 'customer'), total: neededNumber(payload, 'total')};
  const {id} = (await context.request(ordersPath(context), {method: 'POST', body: order})) as {id: string};
  return {id};
};

/** Answers how much was sold. */
export const report: WorkflowFunction = async (context) => {
  const answer = (await context.request(`${ordersPath(context)}?limit=1`)) as {count: number; total: number};
  const average = answer.count ? Math.round((answer.total / answer.count) * 100) / 100 : 0;
  return {count: answer.count, total: answer.total, average};
};
