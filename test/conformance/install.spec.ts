import {expect, test, type Page} from '@playwright/test';
import {fileURLToPath} from 'node:url';
import {build, type Rolldown} from 'vite';
import {DEFAULT_PROJECT_ID} from '../../sandbox/src/constants.js';
import {DEMO_URL, SANDBOX_URL, userToken} from '../helpers/addresses.js';
import {approve} from '../helpers/provider-pages.js';

/** The official SDK as a page loads it: one script, nothing changed. */
async function bundleOfficialSdk(): Promise<string> {
  const result = (await build({
    configFile: false,
    logLevel: 'silent',
    define: {'process.env.NODE_ENV': '"production"'},
    build: {
      write: false,
      lib: {entry: fileURLToPath(new URL('official-sdk.ts', import.meta.url)), formats: ['es']},
    },
  })) as Rolldown.RolldownOutput[];
  return result[0]!.output[0].code;
}

let script = '';
test.beforeAll(async () => {
  script = await bundleOfficialSdk();
});

async function openOfficialPage(page: Page): Promise<void> {
  // The SDK loads its hosted portal when it is imported; nothing leaves this machine.
  await page.context().route(/^https:/, (route) => route.abort());
  await page.route(`${DEMO_URL}/official.html`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: '<!doctype html><title>Official SDK</title><button id="go">Go</button><script type="module" src="/official.js"></script>',
    }),
  );
  await page.route(`${DEMO_URL}/official.js`, (route) =>
    route.fulfill({contentType: 'text/javascript', body: script}),
  );
  await page.goto(`${DEMO_URL}/official.html`);
  await page.waitForFunction(() => 'paragon' in window);
  await page.evaluate((url) => {
    const names = [
      'CONNECT',
      'DASHBOARD',
      'PASSPORT',
      'ZEUS',
      'HERMES',
      'WORKER_PROXY',
      'CDN',
      'API_TRIGGER_KIT',
    ];
    const urls = Object.fromEntries(names.map((name) => [`${name}_PUBLIC_URL`, url]));
    window.paragon.configureGlobal({host: 'localhost'}, {...urls, PASSPORT_PRODUCTION_URL: url} as never);
  }, SANDBOX_URL);
}

test('the official SDK signs in, connects Slack, lists it and disconnects it', async ({page}) => {
  await openOfficialPage(page);
  const token = await userToken('official-sdk');
  await page.evaluate(
    async ([projectId, userJwt]) => {
      await window.paragon.authenticate(projectId!, userJwt!);
      window.paragon.setHeadless(true);
    },
    [DEFAULT_PROJECT_ID, token],
  );
  expect(await page.evaluate(() => window.paragon.getIntegrationMetadata().map(({type}) => type))).toContain(
    'slack',
  );

  await page.evaluate(() => {
    const seen = {stages: [] as string[], errors: [] as string[], completed: '', events: [] as string[]};
    Object.assign(window, {seen});
    window.paragon.subscribe(
      'onIntegrationInstall' as never,
      ((event: {integrationType: string}) => {
        seen.events.push(event.integrationType);
      }) as never,
    );
    document.querySelector('#go')!.addEventListener('click', () => {
      window.paragon.installFlow.start('slack', {
        onNext: (stage: {stage: string}) => void seen.stages.push(stage.stage),
        onComplete: (event: {credentialId: string}) => void (seen.completed = event.credentialId),
        onError: (error: {message: string}) => void seen.errors.push(error.message),
      } as never);
    });
  });
  const popup = page.waitForEvent('popup');
  await page.getByRole('button', {name: 'Go'}).click();
  await approve(await popup);

  await expect
    .poll(() => page.evaluate(() => (window as unknown as {seen: {completed: string}}).seen), {
      timeout: 15_000,
    })
    .toMatchObject({
      stages: ['oauth'],
      errors: [],
      completed: expect.stringMatching(/^[\da-f-]{36}$/),
      events: ['slack'],
    });
  const slack = await page.evaluate(() => {
    const user = window.paragon.getUser();
    return user.authenticated ? user.integrations['slack' as never] : undefined;
  });
  expect(slack).toMatchObject({
    enabled: true,
    credentialStatus: 'VALID',
    allCredentials: [{status: 'VALID'}],
  });

  await page.evaluate(() => window.paragon.uninstallIntegration('slack'));
  const user = await (
    await fetch(`${SANDBOX_URL}/projects/${DEFAULT_PROJECT_ID}/sdk/me`, {
      headers: {Authorization: `Bearer ${token}`},
    })
  ).json();
  expect((user as {integrations: Record<string, unknown>}).integrations['slack']).toMatchObject({
    enabled: false,
    allCredentials: [],
  });
});
