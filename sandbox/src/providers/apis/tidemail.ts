import {randomUUID} from 'node:crypto';
import {Hono, type Context} from 'hono';
import {authorizationOf, type AccessCheck, type KeyHolder} from './access.js';
import {slice, type OutsideStore} from './store.js';
import {inventedPerson} from './words.js';

interface Subscriber {
  readonly id: string;
  readonly email: string;
  readonly list: string;
}

const lists = ['newsletter', 'product-updates', 'events', 'partners'];

/** The newsletters of an invented vendor. Companies sign in with a client of their own. */
export function createTidemailApi(access: AccessCheck, store: OutsideStore): Hono {
  const app = new Hono();

  const forClient =
    (answer: (c: Context, holder: KeyHolder) => Promise<Response> | Response) =>
    async (c: Context): Promise<Response> => {
      const holder = await access.byClient('custom.tidemail', authorizationOf(c, 'Bearer'));
      return holder ? answer(c, holder) : c.json({error: 'invalid_token'}, 401);
    };

  const subscribersOf = ({account}: KeyHolder) =>
    store.table<Subscriber>('tidemail', account, 'subscribers', () =>
      Array.from({length: 120}, (_, index) => ({
        id: `sub-${account.number}-${index}`,
        email: inventedPerson(index * account.number).email,
        list: lists[index % lists.length] ?? '',
      })),
    );

  app.get(
    '/v1/account',
    forClient((c, {account, person}) =>
      c.json({id: `tm-${account.number}`, company: account.name, owner: person.email, plan: 'growth'}),
    ),
  );
  app.get(
    '/v1/lists',
    forClient((c) => c.json({lists: lists.map((id) => ({id, name: id.replaceAll('-', ' ')}))})),
  );
  app.get(
    '/v1/lists/:list/subscribers',
    forClient(async (c, holder) => {
      const subscribers = await subscribersOf(holder).all();
      const all = subscribers.filter(({list}) => list === c.req.param('list'));
      const {items, next} = slice(all, c.req.query('after'), c.req.query('limit'), {usual: 20, most: 100});
      return c.json({subscribers: items, next: next ?? null, total: all.length});
    }),
  );
  app.post(
    '/v1/lists/:list/subscribers',
    forClient(async (c, holder) => {
      const list = c.req.param('list') ?? '';
      const {email} = await c.req.json<{email?: unknown}>().catch(() => ({email: undefined}));
      if (!lists.includes(list)) return c.json({error: 'unknown_list'}, 404);
      if (typeof email !== 'string' || !/^[^\s@]+@[^\s@]+$/.test(email))
        return c.json({error: 'invalid_email'}, 422);
      return c.json(await subscribersOf(holder).put({id: randomUUID(), email, list}), 201);
    }),
  );
  return app;
}
