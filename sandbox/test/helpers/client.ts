import {randomUUID} from 'node:crypto';
import type {Sandbox} from '../../src/index.js';
import {apiCheckFor} from './api-check.js';
import {FakeBrowser, type Visit} from './browser.js';

export const PAGE_ORIGIN = 'http://localhost:5173';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers are judged by the assertions, not by types
export type Json = any;

export interface Answer<T = Json> {
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
}

/** As much of a sandbox as a client needs; it may be another process. */
export interface SandboxAddress extends Pick<Sandbox, 'projectId' | 'userToken'> {
  readonly urls: Omit<Sandbox['urls'], 'local'>;
}

/** A user of a page that embeds integrations, with the requests that a client makes for them. */
export class Client<S extends SandboxAddress = Sandbox> {
  readonly sandbox: S;
  readonly token: string;
  readonly browser: FakeBrowser;

  constructor(sandbox: S, token: string, browser = new FakeBrowser()) {
    this.sandbox = sandbox;
    this.token = token;
    this.browser = browser;
  }

  static async of<S extends SandboxAddress>(
    sandbox: S,
    userId: string,
    browser?: FakeBrowser,
  ): Promise<Client<S>> {
    return new Client(sandbox, await sandbox.userToken(userId), browser);
  }

  async call(
    method: string,
    path: string,
    {
      body,
      headers = {},
      prefix = '',
    }: {body?: unknown; headers?: Record<string, string>; prefix?: string} = {},
  ): Promise<Answer> {
    const {urls, projectId} = this.sandbox;
    const check = await apiCheckFor(urls.paragon);
    const where = `${prefix}/projects/${projectId}/sdk${path}`;
    const response = await fetch(urls.paragon + where, {
      method,
      headers: {
        Accept: 'application/json',
        'Content-Type': 'application/json',
        'X-Paragon-SDK-Version': '2.4.0',
        Origin: PAGE_ORIGIN,
        ...headers,
        Authorization: `Bearer ${this.token}`,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    check({method, path: where, status: response.status, headers: response.headers, text});
    return {status: response.status, body: text ? JSON.parse(text) : undefined, headers: response.headers};
  }

  get = (path: string, headers?: Record<string, string>) => this.call('GET', path, {headers});
  post = (path: string, body: unknown, headers?: Record<string, string>) =>
    this.call('POST', path, {body, headers});

  async integration(type: string): Promise<Json> {
    const {body} = await this.get('/integrations');
    return body.find((one: Json) => one.type === type || one.customIntegration?.slug === type);
  }

  /** Opens the nonce page and asks for the address of the provider, as clients do. */
  async startOAuth(
    type: string,
    options: {
      inputs?: object;
      installOptions?: object;
      parameters?: object;
      redirectUrl?: string;
      nonce?: boolean;
    } = {},
  ): Promise<{key: string; build: Answer; noncePage: Visit | undefined}> {
    const {urls, projectId} = this.sandbox;
    const {id} = await this.integration(type);
    const key = randomUUID().slice(0, 13);
    const nonceUrl = `${urls.paragon}/projects/${projectId}/sdk/actions/oauth-nonce?action=${type}&integrationId=${id}&originForPostMessage=${PAGE_ORIGIN}&userToken=${this.token}`;
    const noncePage = options.nonce === false ? undefined : await this.browser.open(nonceUrl);
    const query = new URLSearchParams({
      action: type,
      endUserSuppliedValues: JSON.stringify(options.inputs ?? {}),
      parameters: JSON.stringify(options.parameters ?? {}),
      userToken: this.token,
      integrationId: id,
      originForPostMessage: PAGE_ORIGIN,
      isPreviewMode: 'false',
      installOptions: JSON.stringify(options.installOptions ?? {}),
      oauthMetaKeyId: key,
    });
    if (options.redirectUrl) query.set('redirectUrl', options.redirectUrl);
    const build = await this.call('GET', `/actions/build-oauth?${query}`, {prefix: '/v2'});
    return {key, build, noncePage};
  }

  /** Signs in and allows; stops at the last page. */
  async approve(redirectUrl: string, person = 'robin', account?: string): Promise<Visit> {
    let visit = await this.browser.open(redirectUrl);
    if (visit.html.includes('?switch')) visit = await this.browser.open(new URL('?switch', visit.url).href);
    visit = await visit.submit('/login', {person});
    return visit.submit('/consent', {decision: 'allow', ...(account !== undefined && {account})});
  }

  /** The whole dance; resolves to the credential. */
  async connect(
    type: string,
    options: Parameters<Client['startOAuth']>[1] & {person?: string; account?: string} = {},
  ): Promise<Json> {
    const {key, build} = await this.startOAuth(type, options);
    if (build.status !== 200) throw new Error(JSON.stringify(build.body));
    const visit = await this.approve(build.body.redirectUrl, options.person, options.account);
    if (visit.status !== 200) throw new Error(`${visit.status} ${visit.heading}`);
    const session = await this.get(`/actions/session-id/${key}`);
    const credential = await this.get(`/credentials/${session.body.connectCredentialId}`);
    return credential.body;
  }
}

export const jsonOf = async (response: Response | Promise<Response>): Promise<Json> =>
  (await response).json();
