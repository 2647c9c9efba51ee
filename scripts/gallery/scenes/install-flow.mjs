import {beginFlow, beginJira, fault, openPortal, portalOf} from '../tools.mjs';

const alertOf = (scene) => portalOf(scene).getByRole('alert').first();

/** Begins to connect Slack, with its window before the page. */
async function openWindow(scene) {
  const portal = await openPortal(scene, 'Slack');
  await scene.page.evaluate(() => (document.hasFocus = () => false));
  const popup = scene.page.waitForEvent('popup');
  await portal.getByRole('button', {name: 'Connect Slack'}).click();
  return popup;
}

const stages = [
  {
    name: 'On its own',
    async open({page, demoUrl}) {
      await page.goto(`${demoUrl}/install-flow.html`);
      await page.locator('#flow').getByRole('button').first().waitFor();
    },
  },
  {
    name: 'Kinds of accounts',
    async open(scene) {
      const portal = await beginFlow(scene, 'Salesforce');
      await portal.getByRole('button', {name: /sandbox/i}).waitFor();
    },
  },
  {
    name: 'Instruction',
    async open(scene) {
      const portal = await beginFlow(scene, 'Salesforce');
      await portal.getByRole('button', {name: /sandbox/i}).click();
      await portal.getByRole('heading', {name: /Install/}).waitFor();
    },
  },
  {
    name: 'Questions before the sign-in',
    async open(scene) {
      const portal = await beginFlow(scene, 'SendGrid');
      await portal.getByRole('button', {name: 'Continue'}).waitFor();
    },
  },
  {
    name: 'Something is missing',
    async open(scene) {
      const portal = await beginFlow(scene, 'SendGrid');
      await portal.getByRole('button', {name: 'Continue'}).click();
    },
  },
  {
    name: 'A long form',
    async open(scene) {
      const portal = await beginFlow(scene, 'Orders database');
      await portal.getByRole('button', {name: 'Continue'}).click();
      await portal.getByText('3 fields need your attention.').last().waitFor();
    },
  },
  {
    name: 'The service refuses the key',
    async open(scene) {
      const portal = await beginFlow(scene, 'SendGrid');
      await portal.getByRole('textbox', {name: /API key/}).fill('SG.wrong');
      await portal.getByRole('button', {name: 'Continue'}).click();
      await portal
        .getByText(/did not accept this API key/)
        .first()
        .waitFor();
    },
  },
  {
    name: 'The service refuses a field',
    async open(scene) {
      const portal = await beginFlow(scene, 'Shopify');
      await portal.getByLabel(/Store name/).fill('Not A Store!');
      await portal.getByRole('button', {name: 'Continue'}).click();
      await portal
        .getByText(/only small letters/)
        .first()
        .waitFor();
    },
  },
  {
    name: 'The answers are being sent',
    async open(scene) {
      const portal = await beginFlow(scene, 'SendGrid');
      await fault(scene, {match: {method: 'POST', path: '/sdk/credentials'}, delay: 60_000});
      await portal.getByRole('textbox', {name: /API key/}).fill('SG.demo-robin-8d1f');
      await portal.getByRole('button', {name: 'Continue'}).click();
      await portal.locator('[part~=next-button][aria-busy=true]').waitFor();
    },
  },
  {name: 'A question after the sign-in', open: (scene) => beginJira(scene)},
];

const windows = [
  {
    name: 'Waits for the provider’s window',
    async open(scene) {
      await openWindow(scene);
      await portalOf(scene)
        .getByRole('button', {name: /Open again/})
        .waitFor();
    },
  },
  {
    name: 'The window was closed',
    async open(scene) {
      const portal = await openPortal(scene, 'Slack');
      const popup = scene.page.waitForEvent('popup');
      await portal.getByRole('button', {name: 'Connect Slack'}).click();
      await (await popup).close();
      await portal.getByText('The sign-in window was closed').first().waitFor();
    },
  },
  {
    name: 'The window was blocked',
    async open(scene) {
      const portal = await openPortal(scene, 'Slack');
      await scene.page.evaluate(() => (window.open = () => null));
      await portal.getByRole('button', {name: 'Connect Slack'}).click();
      await alertOf(scene).waitFor();
    },
  },
  {
    name: 'Access was not allowed',
    async open(scene) {
      const popup = await openWindow(scene);
      await popup.getByRole('button', {name: /Robin Vega/}).click();
      await popup.getByRole('button', {name: 'Cancel'}).click();
      await alertOf(scene).waitFor();
    },
  },
  {
    name: 'The window may be gone',
    async open(scene) {
      const portal = await openPortal(scene, 'HubSpot');
      await scene.page.evaluate(() => (document.hasFocus = () => false));
      const popup = scene.page.waitForEvent('popup');
      await portal.getByRole('button', {name: 'Connect HubSpot'}).click();
      await (await popup).getByRole('button', {name: /Robin Vega/}).waitFor();
      await scene.page.evaluate(() => {
        document.hasFocus = () => true;
        window.dispatchEvent(new Event('focus'));
      });
      await portal.getByText('window still open?').waitFor();
    },
  },
  {
    name: 'The window could not be prepared',
    async open(scene) {
      await fault(scene, {match: {path: '/sdk/resources/nonce'}, status: 500});
      await fault(scene, {match: {path: 'oauth'}, status: 500});
      await openWindow(scene);
      await alertOf(scene).waitFor();
    },
  },
];

export const flowScenes = [...stages, ...windows].map((scene) => ({group: 'Install flow', ...scene}));
