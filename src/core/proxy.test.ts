import {expect} from '@open-wc/testing';
import {signedInClient, rejection} from '../../test/helpers/client.js';
import {failure, json, token, PROJECT_ID} from '../../test/helpers/fake-service.js';
import type {ProxyRequestError} from './proxy-error.js';
import type {RequestBody} from './types/workflows.js';

const PATH = '/sdk/proxy/slack/chat.postMessage';

async function setup() {
  const {service, client} = await signedInClient([['slack']]);
  const answerWith = (answer: () => Response, method = 'POST') => service.answer(method, PATH, answer, 10);
  return {service, client, answerWith};
}

describe('request', () => {
  it('sends JSON to the provider and frees the answer from what the service puts around it', async () => {
    const {service, client, answerWith} = await setup();
    answerWith(() => json({output: {ok: true}}));
    const body = {channel: 'C1', text: 'hello'};
    const answer = await client.request<{ok: boolean}>('slack', 'chat.postMessage', {method: 'post', body});
    expect(answer).to.deep.equal({ok: true});
    const [sent] = service.requestsOf('POST', PATH);
    expect(sent?.body).to.deep.equal(body);
    expect(sent?.headers.get('Content-Type')).to.equal('auto');
    expect(sent?.headers.get('X-Paragon-Credential')).to.equal(null);
  });

  const bodies: [string, () => RequestBody, string | null][] = [
    ['a form', () => new FormData(), null],
    ['search parameters', () => new URLSearchParams({a: '1'}), null],
    ['a file', () => new Blob(['x'], {type: 'image/png'}), 'image/png'],
    ['bytes', () => new Uint8Array([1, 2, 3]), 'application/octet-stream'],
    ['a stream', () => new ReadableStream(), 'application/octet-stream'],
    ['text', () => 'plain <text/>', 'auto'],
  ];
  for (const [what, make, type] of bodies) {
    it(`passes ${what} on as it is`, async () => {
      const {service, client, answerWith} = await setup();
      answerWith(() => json({output: 1}));
      const body = make();
      await client.request('slack', '/chat.postMessage', {method: 'POST', body});
      const [sent] = service.requestsOf('POST', PATH);
      expect(sent?.body).to.equal(body);
      expect(sent?.headers.get('Content-Type')).to.equal(type);
    });
  }

  for (const headers of [
    {'content-type': 'text/csv', 'X-Mine': '1'},
    new Headers({'Content-Type': 'text/csv', 'X-Mine': '1'}),
    [
      ['Content-Type', 'text/csv'],
      ['x-mine', '1'],
    ] as [string, string][],
  ]) {
    it(`takes headers as ${Array.isArray(headers) ? 'pairs' : headers.constructor.name}`, async () => {
      const {service, client, answerWith} = await setup();
      answerWith(() => json({output: 1}));
      const secret = {authorization: 'Bearer stolen'};
      const all = new Headers(headers);
      for (const [name, value] of Object.entries(secret)) all.set(name, value);
      await client.request('slack', '/chat.postMessage', {method: 'POST', body: 'a;b', headers});
      await client.request('slack', '/chat.postMessage', {method: 'POST', body: 'a;b', headers: all});
      for (const sent of service.requestsOf('POST', PATH)) {
        expect(sent.headers.get('Content-Type')).to.equal('text/csv');
        expect(sent.headers.get('X-Mine')).to.equal('1');
        expect(sent.headers.get('Authorization')).to.match(/^Bearer ey/);
      }
    });
  }

  it('reads answers as they are asked for', async () => {
    const {service, client, answerWith} = await setup();
    const bytes = new Uint8Array([0, 255, 128, 7]);
    answerWith(() => new Response(bytes, {headers: {'Content-Type': 'image/png'}}), 'GET');
    const read = (responseType: 'blob' | 'arrayBuffer' | 'response') =>
      client.request('slack', '/chat.postMessage', {responseType: responseType as 'blob'});
    const blob = await read('blob');
    expect([blob.type, blob.size]).to.deep.equal(['image/png', 4]);
    const buffer = await client.request('slack', '/chat.postMessage', {responseType: 'arrayBuffer'});
    expect([...new Uint8Array(buffer)]).to.deep.equal([...bytes]);
    const response = await client.request('slack', '/chat.postMessage', {responseType: 'response'});
    expect(response.headers.get('Content-Type')).to.equal('image/png');
    const raw = service.requestsOf('GET', PATH).map(({headers}) => headers.get('X-Paragon-Use-Raw-Response'));
    expect(raw).to.deep.equal(['1', '1', '1']);
  });

  it('gives nothing for an empty answer, text for text, and any JSON without "output" as it is', async () => {
    const {service, client} = await setup();
    const answers = [
      new Response(null, {status: 204}),
      new Response('<ok/>', {headers: {'Content-Type': 'text/xml'}}),
      json([1, 2]),
    ];
    service.answer('GET', PATH, () => answers.shift()!, 3);
    expect(await client.request('slack', 'chat.postMessage')).to.equal(undefined);
    expect(await client.request('slack', 'chat.postMessage')).to.equal('<ok/>');
    expect(await client.request('slack', 'chat.postMessage')).to.deep.equal([1, 2]);
  });

  it('gives every one of two equal calls an answer of its own', async () => {
    const {client, answerWith} = await setup();
    answerWith(() => json({output: {n: 1}}), 'GET');
    const answers = await Promise.all([1, 2].map(() => client.request('slack', '/chat.postMessage')));
    expect(answers[0]).to.deep.equal({n: 1});
    expect(answers[0]).not.to.equal(answers[1]);
  });

  it('says what the provider has said, and signs nobody out', async () => {
    const {service, client, answerWith} = await setup();
    answerWith(() => json({message: 'No', code: '1', status: 401, meta: {}, headers: {cookie: 's'}}, 401));
    const error = (await rejection(
      client.request('slack', '/chat.postMessage', {method: 'POST'}),
    )) as ProxyRequestError;
    expect([error.name, error.code, error.status, error.message]).to.deep.equal([
      'ProxyRequestError',
      'rejected',
      401,
      'No',
    ]);
    expect(error.response).to.deep.equal({message: 'No', code: '1', status: 401, meta: {}});
    expect(client.$session.get().status).to.equal('signed-in');
    expect(service.requestsOf('GET', '/sdk/me').length, 'the accounts are looked at again').to.equal(2);
    expect(service.requestsOf('POST', PATH).length).to.equal(1);
  });

  it('shows at once that an account has lost its access', async () => {
    const {service, client, answerWith} = await setup();
    const credential = service.accountsOf('alice', 'slack')[0]!;
    answerWith(() => {
      service.accountsOf('alice', 'slack')[0] = {...credential, status: 'INVALID'};
      return failure(401, 'The account can no longer be reached.');
    });
    await rejection(client.request('slack', '/chat.postMessage', {method: 'POST'}));
    const user = client.getUser();
    expect(user.authenticated && user.integrations['slack']?.credentialStatus).to.equal('INVALID');
  });

  it('repeats a call once when it was the user token that was refused', async () => {
    const {service, client} = await setup();
    let calls = 0;
    await client.authenticate(PROJECT_ID, () => token('alice', 3600 + ++calls));
    service.answer('POST', PATH, () => failure(401, 'expired'));
    service.answer('POST', PATH, () => json({output: 'sent'}));
    service.answer('GET', '/sdk/me', () => failure(401, 'expired'));
    expect(await client.request('slack', '/chat.postMessage', {method: 'POST'})).to.equal('sent');
    expect(calls).to.equal(2);
  });

  it('names the account when there are several, and the chosen one by external id', async () => {
    const {service, client, credentials} = await signedInClient([
      ['slack', {externalId: 'first'}],
      ['slack', {externalId: 'second'}],
    ]);
    service.answer('GET', PATH, () => json({output: 1}), 5);
    await client.request('slack', '/chat.postMessage');
    await client.request('slack', '/chat.postMessage', {selectedCredentialId: 'ext:second'});
    const named = service.requestsOf('GET', PATH).map(({headers}) => headers.get('X-Paragon-Credential'));
    expect(named).to.deep.equal([credentials[0]?.id, credentials[1]?.id]);
    const unknown = client.request('slack', '/chat.postMessage', {selectedCredentialId: 'ext:none'});
    expect((await rejection(unknown)).code).to.equal('not_found');
  });

  for (const path of [
    '../../sdk/me',
    '/a/../../../me',
    'a/%2e%2E/%2e%2e/x',
    '..\\..\\me',
    '/..',
    'a/./../../me',
  ]) {
    it(`refuses a path that leads out of the provider's API: ${path}`, async () => {
      const {service, client} = await setup();
      const before = service.requests.length;
      expect((await rejection(client.request('slack', path))).code).to.equal('invalid_argument');
      expect(service.requests.length).to.equal(before);
    });
  }

  const cyclic: Record<string, unknown> = {};
  cyclic['self'] = cyclic;
  for (const [what, options] of [
    ['a body that is no JSON', {method: 'POST', body: cyclic}],
    ['a body of a GET', {body: {a: 1}}],
    ['a method that is none', {method: 'NO SUCH'}],
    ['a header that is none', {headers: {'bad name': '1'}}],
  ] as const) {
    it(`refuses ${what} before anything is sent`, async () => {
      const {service, client} = await setup();
      const before = service.requests.length;
      const error = await rejection(client.request('slack', '/x', options));
      expect([error.name, error.code]).to.deep.equal(['ParagonError', 'invalid_argument']);
      expect(service.requests.length).to.equal(before);
    });
  }

  it('rejects, and never throws, without a user and without arguments', async () => {
    const {client} = await setup();
    expect((await rejection(client.request('', '/x'))).code).to.equal('invalid_argument');
    client.logout();
    expect((await rejection(client.request('slack', '/x'))).code).to.equal('not_authenticated');
  });

  it('ends with the session and with its signal', async () => {
    const {service, client} = await setup();
    service.answer('GET', PATH, () => new Promise<Response>(() => undefined), 2);
    const controller = new AbortController();
    const call = rejection(client.request('slack', '/chat.postMessage', {signal: controller.signal}));
    controller.abort();
    expect((await call).code).to.equal('aborted');
    const other = rejection(client.request('slack', '/chat.postMessage'));
    client.logout();
    expect((await other).code).to.equal('session_changed');
  });
});
