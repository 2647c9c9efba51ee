import {randomUUID} from 'node:crypto';
import {Hono, type Context} from 'hono';
import {authorizationOf, type AccessCheck, type KeyHolder} from './access.js';
import {membersOf} from './body.js';
import {slice, type OutsideStore} from './store.js';
import {inventedDate, inventedPerson} from './words.js';

interface Ticket {
  readonly id: string;
  readonly subject: string;
  readonly text: string;
  readonly from: string;
  readonly assignee: string | null;
  readonly status: 'open' | 'closed';
  readonly created: string;
}

const subjects = ['Where is my order?', 'Change of address', 'Invoice is wrong', 'Cannot sign in'];

/** The help desk of an invented vendor, by API token: workspaces with tickets. */
export function createLighthouseApi(access: AccessCheck, store: OutsideStore): Hono {
  const app = new Hono();

  const forHolder =
    (answer: (c: Context, holder: KeyHolder) => Promise<Response> | Response) =>
    async (c: Context): Promise<Response> => {
      const holder = access.byKey('lighthouse', authorizationOf(c, 'Token'));
      return holder ? answer(c, holder) : c.json({error: 'unknown token'}, 401);
    };

  const ticketsOf = (c: Context, {account}: KeyHolder) =>
    store.table<Ticket>('lighthouse', account, `tickets of ${c.req.param('workspace') ?? ''}`, () =>
      Array.from({length: 12}, (_, index) => ({
        id: `LH-${100 * account.number + index}`,
        subject: subjects[index % subjects.length] ?? '',
        text: 'Please help.',
        from: inventedPerson(index * account.number + 1).email,
        assignee: null,
        status: index % 3 ? ('open' as const) : ('closed' as const),
        created: inventedDate(index),
      })),
    );

  app.get(
    '/v1/workspaces/:workspace',
    forHolder((c, {account, person}) => {
      const name = c.req.param('workspace') ?? '';
      return c.json({id: `ws-${account.number}-${name}`, name, plan: 'team', owner: person.email});
    }),
  );

  const tickets = '/v1/workspaces/:workspace/tickets' as const;
  app.get(
    tickets,
    forHolder(async (c, holder) => {
      const {status, after, limit} = c.req.query();
      const all = await ticketsOf(c, holder).all();
      const found = all.filter((ticket) => !status || ticket.status === status);
      const {items, next} = slice(found, after, limit, {usual: 20, most: 100});
      return c.json({tickets: items, next: next ?? null, total: found.length});
    }),
  );
  app.post(
    tickets,
    forHolder(async (c, holder) => {
      const {subject, text, from, assignee} = await membersOf(c);
      if (typeof subject !== 'string' || !subject) return c.json({error: 'subject is needed'}, 422);
      const ticket: Ticket = {
        id: `LH-${randomUUID().slice(0, 8)}`,
        subject: subject.slice(0, 200),
        text: typeof text === 'string' ? text.slice(0, 10_000) : '',
        from: typeof from === 'string' ? from : holder.person.email,
        assignee: typeof assignee === 'string' ? assignee : null,
        status: 'open',
        created: new Date().toISOString(),
      };
      return c.json(await ticketsOf(c, holder).put(ticket), 201);
    }),
  );
  app.patch(
    `${tickets}/:id`,
    forHolder(async (c, holder) => {
      const all = ticketsOf(c, holder);
      const ticket = await all.get(c.req.param('id') ?? '');
      if (!ticket) return c.json({error: 'no such ticket'}, 404);
      const {status, assignee} = await membersOf(c);
      if (status !== undefined && status !== 'open' && status !== 'closed')
        return c.json({error: 'status is open or closed'}, 422);
      const changed: Ticket = {
        ...ticket,
        ...(status !== undefined && {status}),
        ...(typeof assignee === 'string' && {assignee}),
      };
      return c.json(await all.put(changed));
    }),
  );
  return app;
}
