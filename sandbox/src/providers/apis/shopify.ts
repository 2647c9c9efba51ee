import {randomInt} from 'node:crypto';
import {Hono, type Context} from 'hono';
import type {ContentfulStatusCode} from 'hono/utils/http-status';
import {authorizationOf, type Access, type AccessCheck} from './access.js';
import {numberOfShop, seedOf, type ShopKind, type ShopRecord} from './shopify-data.js';
import {checkProduct, newVariants} from './shopify-products.js';
import {matches, type OutsideStore, type Table} from './store.js';

const singular: Record<ShopKind, string> = {products: 'product', customers: 'customer', orders: 'order'};
const USUAL = 50;
const MOST = 250;

/** Shopify's REST Admin API of one store each. A token is good for the one store that the sign-in was for. */
export function createShopifyApi(access: AccessCheck, store: OutsideStore): Hono {
  const app = new Hono();
  const failed = (c: Context, status: ContentfulStatusCode, errors: unknown) => c.json({errors}, status);

  const forShop =
    (
      scope: string | undefined,
      answer: (c: Context, shop: string, found: Access) => Promise<Response> | Response,
    ) =>
    async (c: Context): Promise<Response> => {
      const shop = c.req.param('shop') ?? '';
      const token = c.req.header('X-Shopify-Access-Token') ?? authorizationOf(c, 'Bearer');
      const found = await access.byToken('shopify', token);
      if (!found || found.target.shop !== shop)
        return failed(c, 401, '[API] Invalid API key or access token (unrecognized login or wrong password)');
      // Whoever may write may read, as in the original.
      const isAllowed =
        !scope || found.scopes.has(scope) || found.scopes.has(scope.replace('read_', 'write_'));
      if (!isAllowed)
        return failed(c, 403, `[API] This action requires merchant approval for ${scope} scope.`);
      return answer(c, shop, found);
    };
  const at = (path: string) => `/:shop/admin/api/:version${path}`;
  const rowsOf = (kind: ShopKind, shop: string): Table<ShopRecord> =>
    store.table<ShopRecord>('shopify', {id: shop}, kind, () => seedOf(kind, shop));

  app.get(
    at('/shop.json'),
    forShop(undefined, (c, shop, {person}) => {
      const name = shop
        .split('-')
        .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
        .join(' ');
      return c.json({
        shop: {
          id: 680_000_000 + numberOfShop(shop),
          name,
          email: person.email,
          shop_owner: person.name,
          domain: `${shop}.myshopify.com`,
          myshopify_domain: `${shop}.myshopify.com`,
          currency: 'EUR',
          plan_name: 'basic',
        },
      });
    }),
  );

  const list = async (c: Context, kind: ShopKind, rows: readonly ShopRecord[]) => {
    const page = pageOf(rows, c.req.query());
    if (typeof page === 'string') return failed(c, 400, page);
    const links = (['previous', 'next'] as const).flatMap((relation) => {
      const info = page[relation];
      if (info === undefined) return [];
      const url = new URL(c.req.url);
      url.search = new URLSearchParams({limit: String(page.limit), page_info: info}).toString();
      return [`<${url.href}>; rel="${relation}"`];
    });
    if (links.length) c.header('Link', links.join(', '));
    return c.json({[kind]: page.rows.map((row) => shown(row, c.req.query('fields')))});
  };

  for (const kind of ['products', 'customers', 'orders'] as const) {
    const all = async (c: Context, shop: string) =>
      filtered(kind, await rowsOf(kind, shop).all(), c.req.query());
    app.get(
      at(`/${kind}.json`),
      forShop(`read_${kind}`, async (c, shop) => {
        const rows = await all(c, shop);
        return typeof rows === 'string' ? failed(c, 400, rows) : list(c, kind, rows);
      }),
    );
    app.get(
      at(`/${kind}/count.json`),
      forShop(`read_${kind}`, async (c, shop) => {
        const rows = await all(c, shop);
        return typeof rows === 'string' ? failed(c, 400, rows) : c.json({count: rows.length});
      }),
    );
    if (kind === 'customers')
      app.get(
        at('/customers/search.json'),
        forShop('read_customers', async (c, shop) => {
          const query = c.req.query('query')?.replace(/^email:/, '');
          const found = (await rowsOf(kind, shop).all()).filter((row) =>
            matches(query, ...['email', 'first_name', 'last_name'].map((name) => String(row[name]))),
          );
          return list(c, kind, found);
        }),
      );
    app.get(
      at(`/${kind}/:id{[0-9]+\\.json}`),
      forShop(`read_${kind}`, async (c, shop) => {
        const row = await rowsOf(kind, shop).get(idIn(c));
        return row
          ? c.json({[singular[kind]]: shown(row, c.req.query('fields'))})
          : failed(c, 404, 'Not Found');
      }),
    );
  }

  app.post(
    at('/products.json'),
    forShop('write_products', async (c, shop) => {
      const checked = await productIn(c);
      if (!('product' in checked)) return failed(c, checked.status, checked.errors);
      const {title, variants, ...product} = checked.product;
      if (typeof title !== 'string') return failed(c, 422, {title: ["can't be blank"]});
      const now = new Date().toISOString();
      const id = String(9 * 10 ** 12 + randomInt(10 ** 12));
      const row = await rowsOf('products', shop).put({
        id,
        title,
        body_html: null,
        vendor: shop,
        product_type: '',
        handle: `${title
          .toLowerCase()
          .replaceAll(/[^a-z0-9]+/g, '-')
          .slice(0, 100)}-${id.slice(-6)}`,
        status: 'active',
        tags: '',
        ...product,
        variants: newVariants(id, Array.isArray(variants) ? variants : [{}]),
        created_at: now,
        updated_at: now,
      });
      return c.json({product: shown(row, undefined)}, 201);
    }),
  );
  app.put(
    at('/products/:id{[0-9]+\\.json}'),
    forShop('write_products', async (c, shop) => {
      const checked = await productIn(c);
      if (!('product' in checked)) return failed(c, checked.status, checked.errors);
      return rowsOf('products', shop).exclusively(async (rows) => {
        const row = await rows.get(idIn(c));
        if (!row) return failed(c, 404, 'Not Found');
        const {variants, ...product} = checked.product;
        const changed = await rows.put({
          ...row,
          ...product,
          ...(Array.isArray(variants) && {variants: newVariants(row.id, variants)}),
          updated_at: new Date().toISOString(),
        });
        return c.json({product: shown(changed, undefined)});
      });
    }),
  );
  app.delete(
    at('/products/:id{[0-9]+\\.json}'),
    forShop('write_products', async (c, shop) =>
      (await rowsOf('products', shop).remove(idIn(c))) ? c.json({}) : failed(c, 404, 'Not Found'),
    ),
  );
  app.all(
    '/:shop/admin/api/*',
    forShop(undefined, (c) => failed(c, 404, 'Not Found')),
  );
  return app;
}

const idIn = (c: Context) => (c.req.param('id') ?? '').replace(/\.json$/, '');

/** Ids are numbers where they are shown. */
function shown({id, ...row}: ShopRecord, fields: string | undefined) {
  const all = {id: Number(id), ...row};
  const wanted = fields?.split(',').map((name) => name.trim());
  return wanted ? Object.fromEntries(Object.entries(all).filter(([name]) => wanted.includes(name))) : all;
}

async function productIn(
  c: Context,
): Promise<{product: Record<string, unknown>} | {status: 400 | 422; errors: unknown}> {
  const body: unknown = await c.req.json().catch(() => undefined);
  const product: unknown =
    body !== null && typeof body === 'object' ? Reflect.get(body, 'product') : undefined;
  if (product === null || typeof product !== 'object' || Array.isArray(product))
    return {status: 400, errors: {product: 'Required parameter missing or invalid'}};
  const {values, errors} = checkProduct(product as Record<string, unknown>);
  return Object.keys(errors).length ? {status: 422, errors} : {product: values};
}

type Query = Readonly<Record<string, string>>;

/** What the query asks for, newest last; a sentence if it asks for something that there is not. */
function filtered(kind: ShopKind, rows: readonly ShopRecord[], query: Query): ShopRecord[] | string {
  // A page goes on with what the first one was asked for.
  const {
    ids,
    status,
    since_id: since,
    created_at_min: from,
    created_at_max: until,
    ...rest
  } = 'page_info' in query ? (readInfo(query['page_info'])?.query ?? {}) : query;
  const states: Readonly<Record<ShopKind, readonly string[]>> = {
    products: ['active', 'draft', 'archived'],
    orders: ['open', 'closed', 'cancelled', 'any'],
    customers: [],
  };
  const state = status ?? (kind === 'orders' ? 'open' : undefined);
  if (state !== undefined && !states[kind].includes(state))
    return kind === 'customers'
      ? 'status is not known here'
      : `status must be one of ${states[kind].join(', ')}`;
  for (const moment of [from, until])
    if (moment !== undefined && Number.isNaN(Date.parse(moment))) return 'created_at: must be a valid date';
  if (since !== undefined && !/^\d+$/.test(since)) return 'since_id must be an id';
  const wanted = ids?.split(',').map((id) => id.trim());
  return rows.filter(
    (row) =>
      (!wanted || wanted.includes(row.id)) &&
      (since === undefined || Number(row.id) > Number(since)) &&
      (from === undefined || Date.parse(row.created_at) >= Date.parse(from)) &&
      (until === undefined || Date.parse(row.created_at) <= Date.parse(until)) &&
      (rest['vendor'] === undefined || row['vendor'] === rest['vendor']) &&
      (rest['product_type'] === undefined || row['product_type'] === rest['product_type']) &&
      (rest['financial_status'] === undefined || row['financial_status'] === rest['financial_status']) &&
      (rest['title'] === undefined || row['title'] === rest['title']) &&
      (state === undefined || isInState(kind, row, state)),
  );
}

function isInState(kind: ShopKind, row: ShopRecord, state: string): boolean {
  if (kind === 'products') return row['status'] === state;
  const actual = row['cancelled_at'] !== null ? 'cancelled' : row['closed_at'] !== null ? 'closed' : 'open';
  return state === 'any' || actual === state;
}

interface PageInfo {
  readonly start: number;
  readonly query: Query;
}

function readInfo(text: string | undefined): PageInfo | undefined {
  try {
    const info: unknown = JSON.parse(Buffer.from(text ?? '', 'base64url').toString('utf8'));
    const {start, query} = info as Partial<PageInfo>;
    const isUsable = Number.isInteger(start) && query !== null && typeof query === 'object';
    if (!isUsable || Object.values(query).some((value) => typeof value !== 'string')) return undefined;
    return {start: Math.max(0, start ?? 0), query};
  } catch {
    return undefined;
  }
}

/** A page, and where the ones before and after it begin. */
function pageOf(rows: readonly ShopRecord[], query: Query) {
  const {limit: asked = String(USUAL), page_info: info, fields: _, ...filters} = query;
  const limit = Number(asked);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST) return `limit must be between 1 and ${MOST}`;
  const others = Object.keys(filters);
  if (info !== undefined && others.length)
    return `${others.join(', ')} cannot be passed when page_info is present`;
  const read = info === undefined ? {start: 0, query: filters} : readInfo(info);
  if (!read) return 'page_info: Invalid value';
  const {start} = read;
  const infoFor = (from: number) =>
    Buffer.from(JSON.stringify({start: from, query: read.query})).toString('base64url');
  return {
    limit,
    rows: rows.slice(start, start + limit),
    previous: start > 0 ? infoFor(Math.max(0, start - limit)) : undefined,
    next: start + limit < rows.length ? infoFor(start + limit) : undefined,
  };
}
