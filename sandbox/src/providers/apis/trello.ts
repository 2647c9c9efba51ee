import {randomBytes} from 'node:crypto';
import {Hono, type Context} from 'hono';
import type {AccessCheck, KeyHolder} from './access.js';
import type {OutsideStore, Table} from './store.js';
import {boardsOf, listsOf, seededCards, type Card} from './trello-data.js';

type Values = Readonly<Record<string, unknown>>;

const MAX_NAME = 16_384;

/** Trello's REST API, by API key and token. Its errors are plain text, as in the original. */
export function createTrelloApi(access: AccessCheck, store: OutsideStore): Hono {
  const app = new Hono();
  const cardsOf = ({account}: KeyHolder): Table<Card> =>
    store.table<Card>('trello', account, 'cards', () => seededCards(account.number));

  /** Runs a route for the holder of key and token. What it gets as `sent` came in the address, a form or as JSON. */
  const forKey =
    (answer: (c: Context, holder: KeyHolder, sent: Values) => Promise<Response> | Response) =>
    async (c: Context): Promise<Response> => {
      const {key: bodyKey, token: bodyToken, ...body} = await readBody(c);
      const {key: queryKey, token: queryToken, ...query} = c.req.query();
      const header = c.req.header('Authorization') ?? '';
      const part = (name: string) => new RegExp(`^OAuth\\s.*\\b${name}="([^"]*)"`, 'i').exec(header)?.[1];
      const key = part('oauth_consumer_key') ?? queryKey ?? bodyKey;
      const token = part('oauth_token') ?? queryToken ?? bodyToken;
      const holder = access.byKey('trello', `${String(key)}:${String(token)}`);
      if (holder) return answer(c, holder, {...query, ...body});
      const isKeyKnown = access.hasKeyFor('trello', `${String(key)}:`);
      return c.text(isKeyKnown ? 'invalid app token' : 'invalid key', 401);
    };
  const missing = (c: Context) => c.text('The requested resource was not found.', 404);
  const invalid = (c: Context, what: string) => c.text(`invalid value for ${what}`, 400);
  const id = (c: Context) => c.req.param('id') ?? '';

  app.get(
    '/members/me',
    forKey((c, {person, account}) =>
      c.json({
        id: memberId(account.number),
        username: person.id,
        fullName: person.name,
        email: person.email,
        idBoards: boardsOf(account.number).map((board) => board.id),
      }),
    ),
  );
  app.get(
    '/members/me/boards',
    forKey((c, {account}, {filter = 'all', fields}) => {
      if (!['all', 'open', 'closed'].includes(String(filter))) return invalid(c, 'filter');
      const found = boardsOf(account.number).filter(
        ({closed}) => filter === 'all' || closed === (filter === 'closed'),
      );
      return c.json(found.map((board) => picked(board, fields)));
    }),
  );

  const boardOf = ({account}: KeyHolder, wanted: string) =>
    boardsOf(account.number).find((board) => board.id === wanted || board.shortLink === wanted);
  const listOf = ({account}: KeyHolder, wanted: string) =>
    boardsOf(account.number)
      .flatMap(listsOf)
      .find((list) => list.id === wanted);

  app.get(
    '/boards/:id',
    forKey((c, holder, {fields}) => {
      const board = boardOf(holder, id(c));
      return board ? c.json(picked(board, fields)) : missing(c);
    }),
  );
  app.get(
    '/boards/:id/lists',
    forKey((c, holder, {fields}) => {
      const board = boardOf(holder, id(c));
      return board ? c.json(listsOf(board).map((list) => picked(list, fields))) : missing(c);
    }),
  );
  app.get(
    '/lists/:id',
    forKey((c, holder, {fields}) => {
      const list = listOf(holder, id(c));
      return list ? c.json(picked(list, fields)) : missing(c);
    }),
  );

  /** Newest first; the next page is asked for by the id of the last one: `before`. */
  const page = (
    c: Context,
    cards: readonly Card[],
    {limit = '1000', before, filter = 'open', fields}: Values,
  ) => {
    const size = Number(limit);
    if (!Number.isInteger(size) || size < 1 || size > 1000) return invalid(c, 'limit');
    if (!['all', 'open', 'closed'].includes(String(filter))) return invalid(c, 'filter');
    const found = cards
      .filter(({closed}) => filter === 'all' || closed === (filter === 'closed'))
      .filter((card) => typeof before !== 'string' || card.id < before)
      .sort((one, other) => (one.id < other.id ? 1 : -1))
      .slice(0, size);
    return c.json(found.map((card) => picked(card, fields)));
  };
  app.get(
    '/boards/:id/cards',
    forKey(async (c, holder, sent) => {
      const board = boardOf(holder, id(c));
      if (!board) return missing(c);
      return page(
        c,
        (await cardsOf(holder).all()).filter(({idBoard}) => idBoard === board.id),
        sent,
      );
    }),
  );
  app.get(
    '/lists/:id/cards',
    forKey(async (c, holder, sent) => {
      const list = listOf(holder, id(c));
      if (!list) return missing(c);
      return page(
        c,
        (await cardsOf(holder).all()).filter(({idList}) => idList === list.id),
        sent,
      );
    }),
  );

  app.post(
    '/cards',
    forKey(async (c, holder, sent) => {
      const list = listOf(holder, String(sent['idList']));
      if (!list) return invalid(c, 'idList');
      const change = changeIn(sent);
      if (typeof change === 'string') return invalid(c, change);
      const now = Date.now();
      const cardId = Math.floor(now / 1000).toString(16) + randomBytes(8).toString('hex');
      const shortLink = randomBytes(4).toString('hex');
      return c.json(
        await cardsOf(holder).put({
          id: cardId,
          name: '',
          desc: '',
          due: null,
          dueComplete: false,
          closed: false,
          ...change,
          idList: list.id,
          idBoard: list.idBoard,
          shortLink,
          url: `https://trello.example/c/${shortLink}`,
          dateLastActivity: new Date(now).toISOString(),
        }),
      );
    }),
  );
  app.get(
    '/cards/:id',
    forKey(async (c, holder, {fields}) => {
      const card = await cardsOf(holder).get(id(c));
      return card ? c.json(picked(card, fields)) : missing(c);
    }),
  );
  app.put(
    '/cards/:id',
    forKey((c, holder, sent) =>
      cardsOf(holder).exclusively(async (cards) => {
        const card = await cards.get(id(c));
        if (!card) return missing(c);
        const change = changeIn(sent);
        if (typeof change === 'string') return invalid(c, change);
        const list = sent['idList'] === undefined ? undefined : listOf(holder, String(sent['idList']));
        if (sent['idList'] !== undefined && !list) return invalid(c, 'idList');
        const dateLastActivity = new Date().toISOString();
        const place = list && {idList: list.id, idBoard: list.idBoard};
        return c.json(await cards.put({...card, ...change, ...place, dateLastActivity}));
      }),
    ),
  );
  app.delete(
    '/cards/:id',
    forKey(async (c, holder) => ((await cardsOf(holder).remove(id(c))) ? c.json({limits: {}}) : missing(c))),
  );
  app.all('*', forKey(missing));
  return app;
}

const memberId = (account: number) => `50${String(account).padStart(22, '0')}`;

/** Some members of a record; its id is always there. */
function picked(record: {readonly id: string}, fields: unknown): object {
  if (typeof fields !== 'string' || fields === 'all') return record;
  const wanted = ['id', ...fields.split(',').map((name) => name.trim())];
  return Object.fromEntries(Object.entries(record).filter(([name]) => wanted.includes(name)));
}

/** What is to be set of a card, or the name of what cannot be. */
function changeIn({name, desc, due, dueComplete, closed}: Values): Partial<Card> | string {
  const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= MAX_NAME;
  if (name !== undefined && !(isText(name) && name.trim())) return 'name';
  if (desc !== undefined && !isText(desc)) return 'desc';
  const isDate = isText(due) && !Number.isNaN(Date.parse(due));
  if (due !== undefined && due !== null && due !== '' && !isDate) return 'due';
  // In an address everything is text.
  const switched = (value: unknown) =>
    String(value) === 'true' ? true : String(value) === 'false' ? false : 'wrong';
  if (dueComplete !== undefined && switched(dueComplete) === 'wrong') return 'dueComplete';
  if (closed !== undefined && switched(closed) === 'wrong') return 'closed';
  return {
    ...(isText(name) && {name}),
    ...(isText(desc) && {desc}),
    ...(due !== undefined && {due: isDate ? new Date(due).toISOString() : null}),
    ...(dueComplete !== undefined && {dueComplete: switched(dueComplete) === true}),
    ...(closed !== undefined && {closed: switched(closed) === true}),
  };
}

async function readBody(c: Context): Promise<Values> {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return {};
  const isJson = c.req.header('Content-Type')?.includes('json');
  const body: unknown = await (isJson ? c.req.json() : c.req.parseBody()).catch(() => ({}));
  return body !== null && typeof body === 'object' && !Array.isArray(body) ? (body as Values) : {};
}
