import {randomBytes, randomUUID} from 'node:crypto';
import {Hono, type Context} from 'hono';
import {authorizationOf, type AccessCheck, type KeyHolder} from './access.js';
import {checkMail, type Mail, type MailError} from './sendgrid-mail.js';
import {matches, slice, type OutsideStore, type Table} from './store.js';

interface Template {
  readonly id: string;
  readonly name: string;
  readonly generation: 'dynamic' | 'legacy';
  readonly updated_at: string;
  readonly subject: string;
  readonly html: string;
}

type StoredMail = Mail & {readonly id: string; readonly sentAt: string};

const allScopes = [
  'mail.send',
  'messages.read',
  'templates.read',
  'templates.create',
  'user.account.read',
  'sender_verification_eligible',
];

/** SendGrid's account, templates and mail, by API key. Mail is kept to be looked at and goes nowhere. */
export function createSendgridApi(access: AccessCheck, store: OutsideStore): Hono {
  const app = new Hono();
  const failed = (c: Context, status: 400 | 401 | 403 | 404, ...errors: MailError[]) =>
    c.json({errors: errors.map((error) => ({help: null, ...error}))}, status);
  const scopesOf = ({scopes}: KeyHolder): readonly string[] => scopes ?? allScopes;

  const forKey =
    (scope: string | undefined, answer: (c: Context, holder: KeyHolder) => Promise<Response> | Response) =>
    async (c: Context): Promise<Response> => {
      const holder = access.byKey('sendgrid', authorizationOf(c, 'Bearer'));
      if (!holder)
        return failed(c, 401, {
          message: 'The provided authorization grant is invalid, expired, or revoked',
          field: null,
        });
      if (scope && !scopesOf(holder).includes(scope))
        return failed(c, 403, {message: `access forbidden: this key lacks ${scope}`, field: null});
      return answer(c, holder);
    };

  const templatesOf = ({account}: KeyHolder): Table<Template> =>
    store.table<Template>('sendgrid', account, 'templates', () => seededTemplates(account.number));
  const mailOf = ({account}: KeyHolder): Table<StoredMail> =>
    store.table<StoredMail>('sendgrid', account, 'mail');

  app.get(
    '/v3/user/account',
    forKey('user.account.read', (c, {account: {number, id}}) =>
      c.json({user_id: 7_000 + number, username: id, type: 'paid', reputation: 99.2}),
    ),
  );
  app.get(
    '/v3/scopes',
    forKey(undefined, (c, holder) => c.json({scopes: scopesOf(holder)})),
  );

  app.post(
    '/v3/mail/send',
    forKey('mail.send', async (c, holder) => {
      const templates = await templatesOf(holder).all();
      const find = (id: string) => templates.find((one) => one.id === id);
      const {mail, errors, isTest} = checkMail(await c.req.json().catch(() => undefined), find);
      if (!mail) return failed(c, 400, ...errors);
      // The provider's own sandbox mode only checks.
      if (isTest) return c.body(null, 200);
      const id = randomBytes(16).toString('base64url');
      await mailOf(holder).put({...mail, id, sentAt: new Date().toISOString()});
      c.header('X-Message-Id', id);
      return c.body(null, 202);
    }),
  );

  /** One entry per recipient, newest first. */
  const messagesOf = async (holder: KeyHolder) =>
    (await mailOf(holder).all()).toReversed().flatMap(({id, from, messages, sentAt}) =>
      messages.map((message, index) => ({
        from_email: from,
        msg_id: `${id}.${index}`,
        subject: message.subject,
        to_email: message.to,
        status: 'delivered',
        opens_count: 0,
        clicks_count: 0,
        last_event_time: sentAt,
        content: message.content,
      })),
    );

  app.get(
    '/v3/messages',
    forKey('messages.read', async (c, holder) => {
      const {query, limit} = c.req.query();
      const condition = readQuery(query);
      if (!condition)
        return failed(c, 400, {
          message: 'Understood here: to_email="…", from_email="…" or subject LIKE "%…%"',
          field: 'query',
        });
      const found = (await messagesOf(holder)).filter(condition);
      const {items} = slice(found, 0, limit, {usual: 10, most: 1000});
      return c.json({messages: items.map(({content: _, ...message}) => message)});
    }),
  );
  app.get(
    '/v3/messages/:id',
    forKey('messages.read', async (c, holder) => {
      const found = (await messagesOf(holder)).find(({msg_id: id}) => id === c.req.param('id'));
      if (!found) return failed(c, 404, {message: 'not found', field: null});
      const {last_event_time: processed, opens_count: _, clicks_count: __, ...message} = found;
      const events = [{event_name: 'delivered', processed}];
      return c.json({...message, events});
    }),
  );

  app.get(
    '/v3/templates',
    forKey('templates.read', async (c, holder) => {
      const {generations = 'legacy', page_size: size, page_token: token} = c.req.query();
      const wanted = generations.split(',');
      const all = (await templatesOf(holder).all()).filter(({generation}) => wanted.includes(generation));
      const {items, next} = slice(all, token, size, {usual: 20, most: 200});
      const url = new URL(c.req.url);
      const at = (start: string) => {
        url.searchParams.set('page_token', start);
        return url.href;
      };
      return c.json({
        result: items.map(shownTemplate),
        _metadata: {
          self: c.req.url,
          count: all.length,
          ...(next !== undefined && {next: at(String(next))}),
        },
      });
    }),
  );
  app.get(
    '/v3/templates/:id',
    forKey('templates.read', async (c, holder) => {
      const found = await templatesOf(holder).get(c.req.param('id') ?? '');
      return found ? c.json(shownTemplate(found)) : failed(c, 404, {message: 'not found', field: null});
    }),
  );
  app.post(
    '/v3/templates',
    forKey('templates.create', async (c, holder) => {
      const body: unknown = await c.req.json().catch(() => undefined);
      const {name, generation = 'legacy'} = (body ?? {}) as Record<string, unknown>;
      if (typeof name !== 'string' || !name.trim() || name.length > 100)
        return failed(c, 400, {message: 'name must be text of at most 100 characters', field: 'name'});
      if (generation !== 'legacy' && generation !== 'dynamic')
        return failed(c, 400, {message: 'generation must be legacy or dynamic', field: 'generation'});
      const template = await templatesOf(holder).put({
        id: `d-${randomUUID().replaceAll('-', '')}`,
        name,
        generation,
        updated_at: new Date().toISOString(),
        subject: '',
        html: '',
      });
      return c.json(shownTemplate(template), 201);
    }),
  );

  return app;
}

function seededTemplates(account: number): Template[] {
  const texts = [
    ['Welcome', 'Welcome, {{name}}', '<p>Hello {{name}}, good to have you here.</p>'],
    ['Receipt', 'Your receipt {{number}}', '<p>Thank you for {{total}}.</p>'],
    ['Weekly summary', 'Your week', '<p>{{count}} things happened.</p>'],
  ] as const;
  return texts.map(([name, subject, html], index) => ({
    id: `d-${String(account).padStart(2, '0')}${String(index).padStart(30, '0')}`,
    name,
    generation: 'dynamic',
    updated_at: '2026-05-01T10:00:00.000Z',
    subject,
    html,
  }));
}

const shownTemplate = ({subject, html, ...template}: Template) => ({
  ...template,
  versions: [
    {
      id: `${template.id.slice(2, 10)}-0000-4000-8000-000000000000`,
      template_id: template.id,
      active: 1,
      name: template.name,
      subject,
      html_content: html,
      updated_at: template.updated_at,
    },
  ],
});

interface Searched {
  readonly to_email: string;
  readonly from_email: string;
  readonly subject: string;
}

/** One comparison, or none. */
function readQuery(query: string | undefined): ((message: Searched) => boolean) | undefined {
  if (!query?.trim()) return () => true;
  const [, field, value = ''] = /^\s*(to_email|from_email)\s*=\s*["']([^"']*)["']\s*$/.exec(query) ?? [];
  if (field) return (message) => message[field as 'to_email' | 'from_email'] === value.toLowerCase();
  const [, part] = /^\s*subject\s+like\s+["']%?([^"'%]*)%?["']\s*$/i.exec(query) ?? [];
  return part === undefined ? undefined : (message) => matches(part, message.subject);
}
