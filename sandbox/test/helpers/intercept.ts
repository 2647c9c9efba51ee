import type {Client} from './client.js';

/** Shows every request of this process before it is sent; one that `look` answers is not sent. */
export async function intercepting<T>(
  look: (url: URL, init: RequestInit) => Response | undefined,
  work: () => Promise<T>,
): Promise<T> {
  const realFetch = globalThis.fetch;
  globalThis.fetch = async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    return look(url, init) ?? realFetch(input, init);
  };
  try {
    return await work();
  } finally {
    globalThis.fetch = realFetch;
  }
}

/** Signs in at a provider and keeps its answer back: the address to which it sends the browser. */
export async function answerOfProvider(
  {browser}: Pick<Client, 'browser'>,
  redirectUrl: string,
  {person = 'robin', decision = 'allow'} = {},
): Promise<string> {
  let kept = '';
  await intercepting(
    (url) => {
      if (!/^\/oauth(?:\/callback\/[^/]+)?$/.test(url.pathname)) return undefined;
      kept = url.href;
      return new Response('kept back');
    },
    async () => {
      let visit = await browser.open(redirectUrl);
      if (visit.html.includes('?switch')) visit = await browser.open(new URL('?switch', visit.url).href);
      if (visit.html.includes('/login')) visit = await visit.submit('/login', {person});
      if (visit.html.includes('/consent')) await visit.submit('/consent', {decision});
    },
  );
  return kept;
}
