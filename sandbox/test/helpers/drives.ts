import type {Sandbox} from '../../src/index.js';
import {Client, type Json} from './client.js';

export type DriveType = 'googledrive' | 'onedrive' | 'sharepoint' | 'box';

/** Somebody who has connected a drive, and the token that a picker would get. */
export interface DriveVisitor {
  readonly client: Client;
  readonly credential: Json;
  readonly token: string;
  /** A request to the API of the outside, as a picker would send it. */
  call(path: string, init?: RequestInit): Promise<Response>;
  json(path: string, init?: RequestInit): Promise<Json>;
}

/** @param options Without `scopes`, everything is allowed. */
export async function visitDrive(
  sandbox: Sandbox,
  user: string,
  type: DriveType,
  options: {scopes?: readonly string[]; account?: string; person?: string; multiple?: boolean} = {},
): Promise<DriveVisitor> {
  const client = await Client.of(sandbox, user);
  const {key, build} = await client.startOAuth(type, {
    installOptions: {allowMultipleCredentials: options.multiple === true},
  });
  let visit = await client.browser.open(build.body.redirectUrl);
  visit = await visit.submit('/login', {person: options.person ?? 'robin'});
  visit = await visit.submit('/consent', {
    decision: 'allow',
    ...(options.account && {account: options.account}),
    ...(options.scopes && {scope: options.scopes}),
  });
  if (visit.status !== 200) throw new Error(`${visit.status} ${visit.heading}`);
  const session = await client.get(`/actions/session-id/${key}`);
  let {body: credential} = await client.get(`/credentials/${session.body.connectCredentialId}`);
  if (credential.status === 'PENDING') {
    const sites = await client.post('/actions', {action: type, sourceKey: 'sites', parameters: []});
    const SITE_ID = sites.body.output.records[0].value;
    const path = `/credentials/${credential.id}/complete-setup`;
    credential = (await client.post(path, {payload: {SITE_ID}})).body;
  }
  const {body} = await accountAuth(client, type, credential.id);
  const token = body.accountAuth.OAUTH_ACCESS_TOKEN;
  const call = (path: string, init: RequestInit = {}) =>
    fetch(`${sandbox.urls.outside}/${type}${path}`, {
      ...init,
      headers: {Authorization: `Bearer ${token}`, ...(init.headers as Record<string, string>)},
    });
  const json = async (path: string, init?: RequestInit): Promise<Json> => (await call(path, init)).json();
  return {client, credential, token, call, json};
}

export const accountAuth = (client: Client, type: string, credential?: string) =>
  client.get(
    `/credentials?integration=${type}&includeAccountAuth=true`,
    credential === undefined ? undefined : {'X-Paragon-Credential': credential},
  );

/** Bytes of an answer. */
export const bytesOf = async (response: Response | Promise<Response>) =>
  Buffer.from(await (await response).arrayBuffer());
