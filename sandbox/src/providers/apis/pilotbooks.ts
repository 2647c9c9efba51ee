import {randomUUID} from 'node:crypto';
import {Hono, type Context} from 'hono';
import {authorizationOf, type Access, type AccessCheck} from './access.js';
import {membersOf} from './body.js';
import {matches, slice, type OutsideStore} from './store.js';
import {inventedCompany, inventedDate} from './words.js';

interface Customer {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

interface Invoice {
  readonly id: string;
  readonly customer: string;
  /** In hundredths. */
  readonly amount: number;
  readonly currency: string;
  readonly memo: string;
  readonly status: 'open' | 'paid';
  readonly issued: string;
  readonly due: string;
}

interface Note {
  readonly id: string;
  readonly text: string;
}

const DAY = 24 * 3600_000;
const currencies = ['EUR', 'NOK', 'USD'];

/** The accounting of an invented vendor, by OAuth. It takes only tokens that were issued to its own client. */
export function createPilotbooksApi(access: AccessCheck, store: OutsideStore): Hono {
  const app = new Hono();
  const fail = (c: Context, status: 401 | 403 | 404 | 422, code: string, message: string) =>
    c.json({code, message}, status);

  const forBooks =
    (scope: string | undefined, answer: (c: Context, found: Access) => Promise<Response> | Response) =>
    async (c: Context): Promise<Response> => {
      const found = await access.byToken('custom.pilotbooks', authorizationOf(c, 'Bearer'));
      if (!found) return fail(c, 401, 'unauthorized', 'The access token is not valid.');
      if (scope && !found.scopes.has(scope))
        return fail(c, 403, 'scope_missing', `The books were opened without the scope ${scope}.`);
      return answer(c, found);
    };

  const customersOf = ({account}: Access) =>
    store.table<Customer>('pilotbooks', account, 'customers', () =>
      Array.from({length: 40}, (_, index) => {
        const name = inventedCompany(index * 17 + account.number);
        const email = `billing@${name.toLowerCase().replaceAll(' ', '-')}.example`;
        return {id: `cus-${account.number}-${index}`, name, email};
      }),
    );
  const invoicesOf = ({account}: Access) =>
    store.table<Invoice>('pilotbooks', account, 'invoices', () =>
      Array.from({length: 15}, (_, index) => ({
        id: `inv-${account.number}-${index}`,
        customer: `cus-${account.number}-${index}`,
        amount: 12_500 * (index + 1),
        currency: currencies[index % currencies.length] ?? '',
        memo: `Order ${200 + index}`,
        status: index % 4 ? ('paid' as const) : ('open' as const),
        issued: inventedDate(index * 5).slice(0, 10),
        due: inventedDate(index * 5 - 14).slice(0, 10),
      })),
    );
  const notesOf = ({account}: Access) => store.table<Note>('pilotbooks', account, 'notes');

  app.get(
    '/v1/company',
    forBooks(undefined, (c, {account, person, scopes}) =>
      c.json({id: `pb-${account.number}`, name: account.name, bookkeeper: person.email, scopes: [...scopes]}),
    ),
  );
  app.get(
    '/v1/customers',
    forBooks('customers.read', async (c, found) => {
      const {search, after, limit} = c.req.query();
      const all = await customersOf(found).all();
      const wanted = all.filter(({name, email}) => matches(search, name, email));
      const {items, next} = slice(wanted, after, limit, {usual: 20, most: 100});
      return c.json({customers: items, next: next ?? null});
    }),
  );
  app.get(
    '/v1/invoices',
    forBooks('invoices.read', async (c, found) => {
      const {status, after, limit} = c.req.query();
      const all = await invoicesOf(found).all();
      const wanted = all.filter((invoice) => !status || invoice.status === status);
      const {items, next} = slice(wanted, after, limit, {usual: 20, most: 100});
      return c.json({invoices: items, next: next ?? null});
    }),
  );
  app.post(
    '/v1/invoices',
    forBooks('invoices.write', async (c, found) => {
      const {customer, amount, currency, memo, dueInDays} = await membersOf(c);
      const known = typeof customer === 'string' ? await customersOf(found).get(customer) : undefined;
      if (!known) return fail(c, 422, 'unknown_customer', 'There is no such customer.');
      if (typeof amount !== 'number' || !Number.isInteger(amount) || amount <= 0)
        return fail(c, 422, 'bad_amount', 'The amount is a number of hundredths above zero.');
      if (typeof currency !== 'string' || !currencies.includes(currency))
        return fail(c, 422, 'bad_currency', `The currency is one of ${currencies.join(', ')}.`);
      const days = typeof dueInDays === 'number' && dueInDays >= 0 && dueInDays <= 365 ? dueInDays : 14;
      const invoice: Invoice = {
        id: `inv-${randomUUID().slice(0, 8)}`,
        customer: known.id,
        amount,
        currency,
        memo: typeof memo === 'string' ? memo.slice(0, 500) : '',
        status: 'open',
        issued: new Date().toISOString().slice(0, 10),
        due: new Date(Date.now() + days * DAY).toISOString().slice(0, 10),
      };
      return c.json(await invoicesOf(found).put(invoice), 201);
    }),
  );
  app.post(
    '/v1/invoices/:id/payments',
    forBooks('invoices.write', async (c, found) => {
      const invoices = invoicesOf(found);
      const invoice = await invoices.get(c.req.param('id') ?? '');
      if (!invoice) return fail(c, 404, 'unknown_invoice', 'There is no such invoice.');
      return c.json(await invoices.put({...invoice, status: 'paid'}), 201);
    }),
  );
  app.get(
    '/v1/notes',
    forBooks(undefined, async (c, found) => c.json({notes: await notesOf(found).all()})),
  );
  app.post(
    '/v1/notes',
    forBooks(undefined, async (c, found) => {
      const {text} = await membersOf(c);
      if (typeof text !== 'string' || !text) return fail(c, 422, 'empty', 'A note has a text.');
      return c.json(await notesOf(found).put({id: randomUUID(), text: text.slice(0, 500)}), 201);
    }),
  );
  return app;
}
