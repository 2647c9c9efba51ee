import {randomUUID} from 'node:crypto';
import {Hono, type Context} from 'hono';
import {authorizationOf, type AccessCheck, type KeyHolder} from './access.js';
import {membersOf} from './body.js';
import {slice, type OutsideStore} from './store.js';
import {inventedCompany, inventedDate} from './words.js';

interface Order {
  readonly id: string;
  readonly customer: string;
  readonly total: number;
  readonly placed: string;
}

/** A company's own database of orders, behind a gateway that takes a user name and a password. */
export function createOrdersDatabaseApi(access: AccessCheck, store: OutsideStore): Hono {
  const app = new Hono();

  const forUser =
    (permission: 'select' | 'insert', answer: (c: Context, holder: KeyHolder) => Promise<Response>) =>
    async (c: Context): Promise<Response> => {
      const holder = access.byKey('ordersdb', authorizationOf(c, 'Database'));
      if (!holder) return c.json({error: 'password authentication failed'}, 401);
      // What the user has not allowed the app stays forbidden, whatever the database user may do.
      const allowed = (c.req.header('X-Allowed-Statements') || 'select').split(' ');
      if (!allowed.includes(permission)) return c.json({error: `${permission} is not allowed`}, 403);
      return answer(c, holder);
    };

  const ordersOf = (c: Context, {account}: KeyHolder) =>
    store.table<Order>('ordersdb', account, `orders of ${c.req.param('database') ?? ''}`, () =>
      Array.from({length: 60}, (_, index) => ({
        id: String(1000 * account.number + index),
        customer: inventedCompany(index * 19 + account.number),
        total: 20 + ((index * 7919) % 900),
        placed: inventedDate(index).slice(0, 10),
      })),
    );

  app.post(
    '/v1/:database/session',
    forUser('select', async (c, {account, person}) => {
      const {certificate} = await membersOf(c);
      if (certificate !== undefined && !isCertificate(certificate))
        return c.json({error: 'the certificate is not in PEM format'}, 422);
      const database = c.req.param('database') ?? '';
      return c.json({
        id: `${account.id}/${database}`,
        database,
        user: person.id,
        isVerified: certificate !== undefined,
      });
    }),
  );
  app.get(
    '/v1/:database/orders',
    forUser('select', async (c, holder) => {
      const all = await ordersOf(c, holder).all();
      const {items, next} = slice(all, c.req.query('after'), c.req.query('limit'), {usual: 50, most: 500});
      const total = all.reduce((sum, order) => sum + order.total, 0);
      return c.json({orders: items, next: next ?? null, count: all.length, total});
    }),
  );
  app.post(
    '/v1/:database/orders',
    forUser('insert', async (c, holder) => {
      const {customer, total} = await membersOf(c);
      if (typeof customer !== 'string' || !customer || typeof total !== 'number')
        return c.json({error: 'null value in column "customer" or "total"'}, 422);
      const placed = new Date().toISOString().slice(0, 10);
      return c.json(await ordersOf(c, holder).put({id: randomUUID(), customer, total, placed}), 201);
    }),
  );
  return app;
}

const isCertificate = (value: unknown): boolean =>
  typeof value === 'string' &&
  value.length < 100_000 &&
  value.trimStart().startsWith('-----BEGIN CERTIFICATE-----') &&
  value.trimEnd().endsWith('-----END CERTIFICATE-----');
