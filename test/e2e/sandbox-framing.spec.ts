import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {expect, test} from '@playwright/test';
import {OUTSIDE_URL, SANDBOX_URL} from '../helpers/addresses.js';

/** Serves a page of this machine, which may use the API, that puts other pages into frames. */
async function serveHost(): Promise<{url: string; close(): void}> {
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end('<!doctype html><title>Host</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const {port} = server.address() as AddressInfo;
  return {url: `http://localhost:${port}`, close: () => void server.close()};
}

test('the sandbox’s pages do not load in frames, except the portal page', async ({page}) => {
  test.slow();
  const host = await serveHost();
  await page.goto(host.url);
  const {token, projectId} = (await (await fetch(`${SANDBOX_URL}/_sandbox/token?user=framed`)).json()) as {
    token: string;
    projectId: string;
  };
  const integrations = (await (
    await fetch(`${SANDBOX_URL}/projects/${projectId}/sdk/integrations`, {
      headers: {Authorization: `Bearer ${token}`},
    })
  ).json()) as {id: string; type: string}[];
  const slack = integrations.find(({type}) => type === 'slack');
  const nonce = new URLSearchParams({
    integrationId: slack?.id ?? '',
    originForPostMessage: host.url,
    userToken: token,
  });

  async function frame(address: string): Promise<string> {
    const loaded = page.evaluate(
      (src) =>
        new Promise<void>((resolve) => {
          const element = document.createElement('iframe');
          element.onload = () => resolve();
          element.src = src;
          document.body.replaceChildren(element);
        }),
      address,
    );
    await loaded;
    return page.frames().at(-1)?.url() ?? '';
  }

  for (const address of [
    `${SANDBOX_URL}/`,
    `${SANDBOX_URL}/docs`,
    `${SANDBOX_URL}/projects/${projectId}/sdk/actions/oauth-nonce?${nonce}`,
    `${SANDBOX_URL}/oauth/callback/slack?state=x&code=y`,
    `${OUTSIDE_URL}/`,
    `${OUTSIDE_URL}/sign-in/nothing`,
    `${OUTSIDE_URL}/authorize?client_id=nobody`,
  ])
    expect(await frame(address), address).toMatch(/^chrome-error:/);
  expect(await frame(`${SANDBOX_URL}/ui`), 'the one that may').toBe(`${SANDBOX_URL}/ui`);
  host.close();
});
