/** As much of a browser as the sign-in needs: cookies by host, redirects by hand, forms by their buttons. */
export class FakeBrowser {
  readonly cookies = new Map<string, {value: string; path: string}>();
  /** Addresses in the order of the visits. */
  readonly visited: string[] = [];

  async open(url: string, init: RequestInit = {}): Promise<Visit> {
    let next = new URL(url);
    let request = init;
    for (let hops = 0; hops < 10; hops++) {
      this.visited.push(next.href);
      const headers = new Headers(request.headers);
      const cookie = this.#cookiesFor(next);
      if (cookie) headers.set('Cookie', cookie);
      const response = await fetch(next, {...request, headers, redirect: 'manual'});
      this.#store(next, response);
      const location = response.headers.get('Location');
      if (response.status < 300 || response.status > 399 || !location)
        return new Visit(this, next, response, await response.text());
      next = new URL(location, next);
      request = {};
    }
    throw new Error('too many redirects');
  }

  // Cookies do not know ports, as in real browsers.
  #cookiesFor(url: URL): string {
    return [...this.cookies]
      .filter(([key, {path}]) => key.startsWith(`${url.hostname} `) && url.pathname.startsWith(path))
      .map(([key, {value}]) => `${key.split(' ')[1]}=${value}`)
      .join('; ');
  }

  #store(url: URL, response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const [name = '', value = ''] = pair.split(/=(.*)/s);
      const attribute = (wanted: string) =>
        attributes.find((one) => one.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1);
      const path = attribute('path') ?? '/';
      const key = `${url.hostname} ${name} ${path}`;
      const expires = attribute('expires');
      if (value === '' || (expires && new Date(expires) < new Date())) this.cookies.delete(key);
      else this.cookies.set(key, {value, path});
    }
  }
}

/** A page that was reached. */
export class Visit {
  readonly browser: FakeBrowser;
  readonly url: URL;
  readonly response: Response;
  readonly html: string;

  constructor(browser: FakeBrowser, url: URL, response: Response, html: string) {
    this.browser = browser;
    this.url = url;
    this.response = response;
    this.html = html;
  }

  get status(): number {
    return this.response.status;
  }

  get heading(): string {
    return /<h1>(.*?)<\/h1>/s.exec(this.html)?.[1]?.trim() ?? '';
  }

  meta(name: string): string | undefined {
    const found = new RegExp(`<meta name="${name}" content="(.*?)"`).exec(this.html)?.[1];
    return found
      ?.replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&lt;', '<')
      .replaceAll('&amp;', '&');
  }

  /** Sends the form whose address ends in `action`, with what is ticked and hidden in it. A list replaces all of a name. */
  submit(action: string, fields: Record<string, string | readonly string[]> = {}): Promise<Visit> {
    const forms = [...this.html.matchAll(/<form[^>]*action="([^"]+)"[^>]*>(.*?)<\/form>/gs)];
    const buttons = [...this.html.matchAll(/<button[^>]*formaction="([^"]+)"/g)];
    const form = forms.find(([, target = '']) => target.endsWith(action));
    const target = form?.[1] ?? buttons.map(([, one = '']) => one).find((one) => one.endsWith(action));
    if (!target) throw new Error(`The page "${this.heading}" has no form ${action}`);
    const body = new URLSearchParams();
    for (const [tag] of (form?.[2] ?? '').matchAll(/<input[^>]*>/g)) {
      const attribute = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
      const isSent = attribute('type') === 'hidden' || (/\bchecked\b/.test(tag) && !/\bdisabled\b/.test(tag));
      const name = attribute('name');
      if (isSent && name && !(name in fields)) body.append(name, attribute('value') ?? 'on');
    }
    for (const [name, value] of Object.entries(fields))
      for (const one of [value].flat()) body.append(name, one);
    return this.browser.open(new URL(target, this.url).href, {
      method: 'POST',
      headers: {'Content-Type': 'application/x-www-form-urlencoded', Origin: this.url.origin},
      body: body.toString(),
    });
  }
}
