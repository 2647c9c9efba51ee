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

  /** Sends the form whose address ends in `action`. */
  submit(action: string, fields: Record<string, string> = {}): Promise<Visit> {
    const target = [...this.html.matchAll(/<(?:form|button)[^>]*action="([^"]+)"/g)].map(
      (match) => match[1]!,
    );
    const found = target.find((one) => one.endsWith(action));
    if (!found) throw new Error(`The page "${this.heading}" has no form ${action}`);
    return this.browser.open(new URL(found, this.url).href, {
      method: 'POST',
      headers: {'Content-Type': 'application/x-www-form-urlencoded', Origin: this.url.origin},
      body: new URLSearchParams(fields).toString(),
    });
  }
}
