import {Hono, type Context} from 'hono';
import type {OutsideAccount} from '../people.js';
import {authorizationOf, type Access, type AccessCheck} from './access.js';
import {slice, type OutsideStore} from './store.js';
import {inventedPerson} from './words.js';

const topics = [
  'general',
  'random',
  'sales',
  'support',
  'marketing',
  'design',
  'engineering',
  'finance',
  'people',
  'press',
];
const suffixes = [
  '',
  '-eu',
  '-us',
  '-apac',
  '-archive',
  '-alerts',
  '-news',
  '-help',
  '-standup',
  '-social',
  '-ops',
  '-ideas',
];
const USERS = 60;

interface Message {
  readonly id: string;
  readonly channel: string;
  readonly text: string;
  readonly user: string;
}

/** Slack's Web API: errors are answers with status 200 and `ok: false`, as in the original. */
export function createSlackApi(access: AccessCheck, store: OutsideStore): Hono {
  const app = new Hono();
  const messagesOf = (account: OutsideAccount) => store.table<Message>('slack', account, 'messages');

  const method = (
    name: string,
    scope: string | undefined,
    answer: (parameters: Record<string, string>, access: Access) => object | Promise<object>,
  ) =>
    app.on(['GET', 'POST'], `/api/${name}`, async (c) => {
      const token = authorizationOf(c, 'Bearer');
      const found = await access.byToken('slack', token);
      if (!found) return c.json({ok: false, error: token ? 'invalid_auth' : 'not_authed'});
      if (scope && !found.scopes.has(scope))
        return c.json({ok: false, error: 'missing_scope', needed: scope, provided: [...found.scopes].join()});
      return c.json(await answer({...c.req.query(), ...(await readBody(c))}, found));
    });

  method('auth.test', undefined, (_, {person, account}) => ({
    ok: true,
    url: `https://${account.id}.slack.example/`,
    team: account.name,
    team_id: `T0${account.number}VEGA0${account.number}`,
    user: person.id,
    user_id: userId(account, 0),
  }));

  method('conversations.list', 'channels:read', ({cursor, limit}, {account}) => {
    const {items, next} = slice(channelsOf(account), cursor, limit, {usual: 100, most: 1000});
    return {ok: true, channels: items, response_metadata: {next_cursor: next ? String(next) : ''}};
  });

  method('conversations.history', 'channels:history', async ({channel, cursor, limit}, {account}) => {
    const found = findChannel(account, channel);
    if (!found) return {ok: false, error: 'channel_not_found'};
    const messages = await messagesOf(account).all();
    const all = messages
      .filter((message) => message.channel === found.id)
      .reverse()
      .map(({id, text, user}) => ({type: 'message', ts: id, text, user}));
    const {items, next} = slice(all, cursor, limit, {usual: 100, most: 999});
    return {
      ok: true,
      messages: items,
      has_more: next !== undefined,
      response_metadata: {next_cursor: next ? String(next) : ''},
    };
  });

  method('users.list', 'users:read', ({cursor, limit}, {account}) => {
    const all = Array.from({length: USERS}, (_, index) => userOf(account, index));
    const {items, next} = slice(all, cursor, limit, {usual: 100, most: 1000});
    return {ok: true, members: items, response_metadata: {next_cursor: next ? String(next) : ''}};
  });

  method('users.info', 'users:read', ({user}, {account}) => {
    const index = Array.from({length: USERS}, (_, one) => userId(account, one)).indexOf(user ?? '');
    return index < 0 ? {ok: false, error: 'user_not_found'} : {ok: true, user: userOf(account, index)};
  });

  method('chat.postMessage', 'chat:write', async ({channel, text}, {account}) => {
    const found = findChannel(account, channel);
    if (!found) return {ok: false, error: 'channel_not_found'};
    if (!text) return {ok: false, error: 'no_text'};
    const messages = messagesOf(account);
    const message = {channel: found.id, text: text.slice(0, 4000), user: userId(account, 0)};
    // Messages are known by their microsecond: the first that is free.
    let time = Date.now() * 1000;
    while (!(await messages.add({...message, id: timestampOf(time)}))) time++;
    const ts = timestampOf(time);
    return {
      ok: true,
      channel: found.id,
      ts,
      message: {type: 'message', ts, text: message.text, user: message.user},
    };
  });

  return app;
}

const channelsOf = ({number}: OutsideAccount) =>
  topics.flatMap((topic, row) =>
    suffixes.map((suffix, column) => ({
      id: `C0${number}${String(row).padStart(2, '0')}${String(column).padStart(2, '0')}`,
      name: topic + suffix,
      is_channel: true,
      is_private: false,
      is_archived: suffix === '-archive',
      num_members: 3 + ((row * 7 + column * 5) % 40),
    })),
  );

const findChannel = (account: OutsideAccount, wanted: string | undefined) =>
  channelsOf(account).find(({id, name}) => id === wanted || name === wanted?.replace(/^#/, ''));

const timestampOf = (microseconds: number) => (microseconds / 1_000_000).toFixed(6);

const userId = ({number}: OutsideAccount, index: number) => `U0${number}${String(index).padStart(4, '0')}`;

function userOf(account: OutsideAccount, index: number) {
  const {firstName, lastName, email} = inventedPerson(index + account.number * 7);
  const name = `${firstName}.${lastName}`.toLowerCase();
  return {
    id: userId(account, index),
    name,
    real_name: `${firstName} ${lastName}`,
    deleted: false,
    is_bot: false,
    profile: {email, real_name: `${firstName} ${lastName}`},
  };
}

async function readBody(c: Context): Promise<Record<string, string>> {
  if (c.req.method !== 'POST') return {};
  const isJson = c.req.header('Content-Type')?.includes('json');
  const body: unknown = isJson ? await c.req.json().catch(() => ({})) : await c.req.parseBody();
  const entries = Object.entries((body ?? {}) as object);
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
