import {ApiError, badRequest, errorCodes} from '../../errors.js';
import type {WorkflowContext, WorkflowFunction} from '../../workflows/types.js';
import {listIn, neededNumber, neededText, possibleText} from './payload.js';

/** Slack answers with status 200 also when it refuses. */
async function call(
  {request}: Pick<WorkflowContext, 'request'>,
  method: string,
  body?: object,
): Promise<Readonly<Record<string, unknown>>> {
  const answer = (await request(`/${method}`, body ? {method: 'POST', body} : {})) as {
    ok?: unknown;
    error?: unknown;
  };
  if (answer.ok === true) return answer;
  const reason = typeof answer.error === 'string' ? answer.error : 'no reason';
  throw new ApiError(400, errorCodes.providerFailed, `Slack refused ${method}: ${reason}.`, {
    isIntegrationError: true,
  });
}

function channelOf({sharedSettings}: WorkflowContext): string {
  const channel = possibleText(sharedSettings, 'channel');
  if (!channel) throw badRequest('Choose a channel under "Post updates to" first.');
  return channel;
}

async function post(context: WorkflowContext, text: string, channel = channelOf(context)) {
  const {ts} = await call(context, 'chat.postMessage', {channel, text});
  context.log(`Posted to ${channel}.`);
  return {channel, ts, text};
}

/** `Deal Won` with a title and an amount. */
export const announceDeal: WorkflowFunction = (context) => {
  const {payload} = context.trigger;
  const prefix = possibleText(context.settings, 'prefix') ?? 'Won:';
  const currency = possibleText(payload, 'currency') ?? 'EUR';
  if (!/^[A-Z]{3}$/.test(currency)) throw badRequest('The currency is a code such as EUR.');
  const amount = neededNumber(payload, 'amount').toLocaleString('en', {style: 'currency', currency});
  return post(context, `${prefix} ${neededText(payload, 'title')} (${amount})`);
};

/** Compares what there is at Slack; the product runs it every night. */
export const synchronise: WorkflowFunction = async (context) => {
  const channels = listIn(await call(context, 'conversations.list?limit=1000'), 'channels');
  const archived = channels.filter((channel) => channel['is_archived'] === true).length;
  context.log(`${channels.length} channels, of which ${archived} are archived.`);
  return {channels: channels.length, archived};
};

/** Answers who has an e-mail address. */
export const findColleague: WorkflowFunction = async (context) => {
  const email = neededText(context.trigger.payload, 'email').toLowerCase();
  const members = listIn(await call(context, 'users.list?limit=1000'), 'members');
  const found = members.find(({profile}) => possibleText(profile, 'email') === email);
  if (!found) return {found: false};
  return {found: true, id: found['id'], name: found['real_name']};
};

/** Passes on whatever an alerting service sends. */
export const forwardAlert: WorkflowFunction = (context) => {
  const {payload} = context.trigger;
  const text = typeof payload === 'string' ? payload : neededText(payload, 'text');
  return post(context, `${context.sharedSettings['mentionEveryone'] === true ? '<!channel> ' : ''}${text}`);
};

/** `Ticket Escalated`: to the channel that was chosen for it, whatever the other one is. */
export const escalate: WorkflowFunction = (context) => {
  const subject = neededText(context.trigger.payload, 'subject');
  return post(context, `Escalated: ${subject}`, possibleText(context.settings, 'escalationChannel'));
};
