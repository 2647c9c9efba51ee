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

  /** Puts the address into a frame. What is there then, Playwright may hear a little later. */
  async function frame(address: string): Promise<() => string | undefined> {
    await page.evaluate(
      (src) =>
        new Promise<void>((resolve) => {
          const element = document.createElement('iframe');
          element.onload = () => resolve();
          element.src = src;
          document.body.replaceChildren(element);
        }),
      address,
    );
    const content = await (await page.locator('iframe').elementHandle())?.contentFrame();
    return () => content?.url();
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
    await expect.poll(await frame(address), address).toMatch(/^chrome-error:/);
  await expect.poll(await frame(`${SANDBOX_URL}/ui`), 'the one that may').toBe(`${SANDBOX_URL}/ui`);
  host.close();
});
