import {Hono, type Context} from 'hono';
import {authorizationOf, type Access, type AccessCheck} from './access.js';

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

interface Message {
  readonly channel: string;
  readonly ts: string;
  readonly text: string;
}

/** Slack's Web API: errors are answers with status 200 and `ok: false`, as in the original. */
export function createSlackApi(access: AccessCheck): Hono {
  const app = new Hono();
  const messages: Message[] = [];

  const method = (name: string, scope: string | undefined, answer: (c: Context, access: Access) => unknown) =>
    app.on(['GET', 'POST'], `/api/${name}`, async (c) => {
      const token = authorizationOf(c, 'Bearer');
      const found = await access.byToken('slack', token);
      if (!found) return c.json({ok: false, error: token ? 'invalid_auth' : 'not_authed'});
      if (scope && !found.scopes.has(scope))
        return c.json({ok: false, error: 'missing_scope', needed: scope});
      return c.json((await answer(c, found)) as object);
    });

  method('auth.test', undefined, (_c, {person}) => ({
    ok: true,
    url: `https://${person.id}.slack.example/`,
    team: person.company,
    team_id: `T0${person.number}VEGA0${person.number}`,
    user: person.id,
    user_id: `U0${person.number}0000`,
  }));

  method('conversations.list', 'channels:read', (c, {person}) => {
    const all = channelsOf(person.number);
    const limit = Math.min(Number(c.req.query('limit')) || 1000, 1000);
    const start = Number(c.req.query('cursor')) || 0;
    const next = start + limit < all.length ? String(start + limit) : '';
    return {ok: true, channels: all.slice(start, start + limit), response_metadata: {next_cursor: next}};
  });

  method('chat.postMessage', 'chat:write', async (c, {person}) => {
    const body = await readBody(c);
    const channel = channelsOf(person.number).find(
      ({id, name}) => id === body['channel'] || name === body['channel'],
    );
    if (!channel) return {ok: false, error: 'channel_not_found'};
    if (!body['text']) return {ok: false, error: 'no_text'};
    const message = {channel: channel.id, ts: `${Date.now() / 1000}`, text: body['text'].slice(0, 4000)};
    messages.push(message);
    if (messages.length > 200) messages.shift();
    return {
      ok: true,
      channel: channel.id,
      ts: message.ts,
      message: {text: message.text, user: `U0${person.number}0000`},
    };
  });

  return app;
}

const channelsOf = (number: number) =>
  topics.flatMap((topic, row) =>
    suffixes.map((suffix, column) => ({
      id: `C0${number}${String(row).padStart(2, '0')}${String(column).padStart(2, '0')}`,
      name: topic + suffix,
      is_channel: true,
      is_private: false,
    })),
  );

async function readBody(c: Context): Promise<Record<string, string>> {
  const isJson = c.req.header('Content-Type')?.includes('json');
  const body: unknown = isJson ? await c.req.json().catch(() => ({})) : await c.req.parseBody();
  const entries = Object.entries((body ?? {}) as object);
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
