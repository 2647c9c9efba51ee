import {SANDBOX_URL, addFault} from '../helpers/addresses.js';
import {expect, expectAccessible, signInAs, test} from '../helpers/demo-test.js';
import {PlainPage} from '../helpers/plain-page.js';
import {approve, refuse, signIn} from '../helpers/provider-pages.js';

test.describe('the provider window', () => {
  test('consent refused: said, and tried again', async ({page}) => {
    const plain = new PlainPage(page);
    await plain.open();
    await plain.openPortal('Slack');
    await refuse(await plain.popupFrom('Connect Slack'));
    await expect(plain.portal.getByText('Access was not allowed')).toBeVisible();
    await expect(plain.log).toContainText('OAuthDeniedError');
    await expectAccessible(page);
    await approve(await plain.popupFrom('Try again'));
    await plain.expectConnected('Slack');
  });

  test('window closed: said within seconds, and opened again', async ({page}) => {
    const plain = new PlainPage(page);
    await plain.open();
    await plain.openPortal('Slack');
    const popup = await plain.popupFrom('Connect Slack');
    await signIn(popup);
    await popup.close();
    // Seconds also on a busy computer; the time limit of the window would take minutes.
    const message = plain.portal.getByText('The sign-in window was closed');
    await expect(message).toBeVisible({timeout: 10_000});
    await expectAccessible(page);
    await approve(await plain.popupFrom('Try again'));
    await plain.expectConnected('Slack');
    await expect(plain.log.getByText('paragon-integration-install')).toHaveCount(1);
  });

  test('window blocked: said at once, and opened on demand', async ({page}) => {
    const plain = new PlainPage(page);
    await plain.open();
    await plain.openPortal('Slack');
    await page.evaluate(() => {
      const {open} = window;
      window.open = () => {
        window.open = open;
        return null;
      };
    });
    await plain.portal.getByRole('button', {name: 'Connect Slack'}).click();
    await expect(plain.portal.getByText('The sign-in window was blocked')).toBeVisible();
    await expectAccessible(page);
    await approve(await plain.popupFrom('Try again'));
    await plain.expectConnected('Slack');
  });

  test('cancelled on the page: the window closes and nothing is connected', async ({page}) => {
    const plain = new PlainPage(page);
    await plain.open();
    await plain.openPortal('Slack');
    const popup = await plain.popupFrom('Connect Slack');
    await signIn(popup);
    await expectAccessible(page);
    const closed = popup.waitForEvent('close');
    await plain.portal.getByRole('button', {name: 'Cancel'}).click();
    await closed;
    await expect(plain.portal.getByRole('button', {name: 'Connect Slack'})).toBeFocused();
    await expect(plain.log).not.toContainText('paragon-integration-install');
  });

  test('the portal closed meanwhile: the window closes too', async ({page}) => {
    const plain = new PlainPage(page);
    await plain.open();
    await plain.openPortal('Slack');
    const popup = await plain.popupFrom('Connect Slack');
    await signIn(popup);
    const closed = popup.waitForEvent('close');
    await page.bringToFront();
    await page.keyboard.press('Escape');
    await closed;
    await expect(plain.portal).toBeHidden();
  });

  test('too slow: the time limit ends it, and it can be opened again', async ({page}) => {
    const plain = new PlainPage(page);
    await plain.open();
    await page.locator('#catalogue').evaluate((element) => element.setAttribute('oauth-timeout', '2000'));
    await plain.openPortal('Slack');
    const popup = await plain.popupFrom('Connect Slack');
    await expect(plain.portal.getByText('The time is up')).toBeVisible();
    await expect.poll(() => popup.isClosed()).toBe(true);
    await expectAccessible(page);
    await expect(plain.portal.getByRole('button', {name: 'Try again'})).toBeVisible();
  });

  test('offline while it is being finished: nothing is lost, and it goes on by itself', async ({
    page,
    context,
    expectedComplaints,
  }) => {
    expectedComplaints.push(/ERR_INTERNET_DISCONNECTED/);
    const plain = new PlainPage(page);
    await plain.open();
    await plain.openPortal('SendGrid');
    await plain.portal.getByRole('button', {name: 'Connect SendGrid'}).click();
    const key = plain.portal.getByRole('textbox', {name: /API key/});
    await key.fill('SG.demo-robin-8d1f');
    await context.setOffline(true);
    await plain.portal.getByRole('button', {name: 'Continue'}).click();
    await expect(plain.portal.getByText('The service cannot be reached')).toBeVisible();
    await expect(key).toHaveValue('SG.demo-robin-8d1f');
    await context.setOffline(false);
    await plain.expectConnected('SendGrid');
  });

  test('the service cannot prepare the window: closed, said, tried again', async ({
    page,
    user,
    expectedComplaints,
  }) => {
    expectedComplaints.push(/status of 500/);
    const plain = new PlainPage(page);
    await plain.open();
    await plain.openPortal('Slack');
    await addFault({match: {path: 'build-oauth'}, user, status: 500, times: 1});
    const popup = await plain.popupFrom('Connect Slack');
    await expect(plain.portal.getByText('The sign-in window could not be opened')).toBeVisible();
    await expect.poll(() => popup.isClosed()).toBe(true);
    await approve(await plain.popupFrom('Try again'));
    await plain.expectConnected('Slack');
  });
});

test.describe('signing in', () => {
  for (const [what, fault, text] of [
    ['401', {status: 401, times: 2}, undefined],
    ['500', {status: 500, times: 2}, 'The service is not available right now'],
    ['429 with a long wait', {status: 429, retryAfter: 120, times: 2}, 'Too many requests'],
    [
      'an HTML page',
      {status: 200, body: '<h1>Maintenance</h1>', contentType: 'text/html', times: 2},
      'The service is not available right now',
    ],
    ['no answer at all', {drop: true}, 'The service cannot be reached'],
  ] as const) {
    test(`${what}: ${text ? 'a clear message and a way on' : 'survived with a fresh token'}`, async ({
      page,
      user,
      expectedComplaints,
    }) => {
      expectedComplaints.push(/Failed to load resource/);
      const removeFault = await addFault({match: {path: '/sdk/'}, user, ...fault});
      await page.goto('/plain.html');
      const catalogue = page.locator('#catalogue');
      if (text) {
        await expect(catalogue.getByText(text)).toBeVisible();
        await expectAccessible(page);
        await removeFault();
        await catalogue.getByRole('button', {name: 'Try again'}).click();
      }
      await expect(catalogue.getByRole('button', {name: /^Slack/})).toBeVisible();
    });
  }

  test('an expired session: sign in again goes on', async ({page, user, expectedComplaints}) => {
    expectedComplaints.push(/Failed to load resource/);
    await addFault({match: {path: '/sdk/'}, user, status: 401, times: 4});
    await page.goto('/plain.html');
    const catalogue = page.locator('#catalogue');
    await expect(catalogue.getByText('Your session has expired')).toBeVisible();
    await expect(page.locator('#log')).toContainText('paragon-error');
    await catalogue.getByRole('button', {name: 'Sign in again'}).click();
    await expect(catalogue.getByRole('button', {name: /^Slack/})).toBeVisible();
  });

  test('a page that embeds wrongly goes on, says so once, and can be read by everyone', async ({
    page,
    expectedComplaints,
  }) => {
    expectedComplaints.push(/Failed to load resource/);
    const warnings: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'warning') warnings.push(message.text());
    });
    await page.goto('/trouble.html');
    await expect(page.locator('#unknown').getByText('This integration is not available')).toBeVisible();
    await expect(page.locator('#missing').getByText('This is not set up correctly')).toBeVisible();
    await expect(page.locator('#orphan').getByText('You are not signed in')).toBeVisible();
    await expect(
      page.locator('#tokenless').getByText('The service is not available right now'),
    ).toBeVisible();
    await expectAccessible(page);
    for (const tag of ['paragon-connect', 'paragon-install-flow']) {
      expect(
        warnings.some((text) => text.includes(tag)),
        `a warning that names ${tag}`,
      ).toBe(true);
    }
    expect(new Set(warnings).size).toBe(warnings.length);
    await expect(page.locator('#log')).toContainText('paragon-error');
  });
});

test('two users never see each other’s accounts', async ({page, context, user}) => {
  const plain = new PlainPage(page);
  await plain.open();
  await plain.openPortal('Slack');
  await approve(await plain.popupFrom('Connect Slack'));
  await plain.expectConnected('Slack');
  await signInAs(context, `${user}-other`);
  await page.reload();
  await expect(page.getByRole('button', {name: 'Connect Slack'})).toBeVisible();
  await signInAs(context, user);
  await page.reload();
  await expect(page.getByRole('button', {name: 'Manage Slack'})).toBeVisible();
});

test('an account that stopped working is reconnected in place', async ({page}) => {
  const plain = new PlainPage(page);
  await plain.open();
  await plain.openPortal('Slack');
  await approve(await plain.popupFrom('Connect Slack'));
  await plain.expectConnected('Slack');
  const id = await page.evaluate(() => {
    const provider = document.querySelector('paragon-provider') as unknown as {
      client: {getUser(): {integrations: Record<string, {credentialId: string}>}};
    };
    return provider.client.getUser().integrations['slack']?.credentialId;
  });
  await fetch(`${SANDBOX_URL}/_sandbox/credentials/${id}/status`, {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: '{"status":"INVALID"}',
  });
  await page.reload();
  await expect(plain.card('Slack')).toContainText('Needs attention');
  await plain.openPortal('Slack');
  await expectAccessible(page);
  await approve(await plain.popupFrom('Reconnect'));
  await plain.expectConnected('Slack');
  await plain.portal.getByRole('button', {name: 'Close'}).click();
  await expect(plain.card('Slack')).toContainText('Connected');
});
