import {filePickerScenes} from './file-picker-scenes.mjs';
import {connect, openPortal, portalOf} from './tools.mjs';

/**
 * What is taken, in the order in which it stands on the page. `open` brings the page into the state; it gets the page,
 * its user, the addresses of the demo and the sandbox, and `control(path, {method, body})` for `/_sandbox/…`.
 */
export const scenes = [
  {
    group: 'Button',
    name: 'Waits for the session',
    async open({page, user, control, demoUrl}) {
      await control('faults', {body: {match: {path: '/sdk/me'}, user, delay: 60_000}});
      await page.goto(`${demoUrl}/plain.html`);
    },
  },
  {
    group: 'Button',
    name: 'The service does not answer',
    async open({page, user, control, demoUrl}) {
      await control('faults', {body: {match: {path: '/sdk/me'}, user, status: 500}});
      await page.goto(`${demoUrl}/plain.html`);
      await page.getByRole('alert').first().waitFor();
    },
  },
  {
    group: 'Button',
    name: 'Needs attention',
    async open(scene) {
      const account = await connect(scene, 'slack');
      await scene.control(`credentials/${account.id}/status`, {body: {status: 'INVALID'}});
      await scene.page.reload();
      await scene.page.getByRole('button', {name: 'Manage Slack'}).waitFor();
    },
  },
  {
    group: 'Catalogue',
    name: 'All integrations',
    async open({page, demoUrl}) {
      await page.goto(`${demoUrl}/plain.html`);
      await page.getByRole('searchbox').scrollIntoViewIfNeeded();
    },
  },
  {
    group: 'Catalogue',
    name: 'Nothing found',
    async open({page, demoUrl}) {
      await page.goto(`${demoUrl}/plain.html`);
      await page.getByRole('searchbox').fill('telegraph');
    },
  },
  {
    group: 'Portal',
    name: 'Before connecting',
    open: (scene) => openPortal(scene, 'HubSpot'),
  },
  {
    group: 'Portal',
    name: 'Connected',
    async open(scene) {
      await connect(scene, 'slack');
      await openPortal(scene, 'Slack');
    },
  },
  {
    group: 'Portal',
    name: 'Asks before it disconnects',
    async open(scene) {
      await connect(scene, 'slack');
      const portal = await openPortal(scene, 'Slack');
      await portal.getByRole('button', {name: /^Disconnect/}).click();
    },
  },
  {
    group: 'Portal',
    name: 'The account no longer works',
    async open(scene) {
      const account = await connect(scene, 'slack');
      await scene.control(`credentials/${account.id}/status`, {body: {status: 'INVALID'}});
      await openPortal(scene, 'Slack');
    },
  },
  {
    group: 'Portal',
    name: 'The set-up was not finished',
    async open(scene) {
      const account = await connect(scene, 'slack');
      await scene.control(`credentials/${account.id}/status`, {body: {status: 'PENDING'}});
      await openPortal(scene, 'Slack');
    },
  },
  {
    group: 'Install flow',
    name: 'Kinds of accounts',
    async open(scene) {
      const portal = await openPortal(scene, 'Salesforce');
      await portal.getByRole('button', {name: 'Connect Salesforce'}).click();
      await portal.getByRole('button', {name: /sandbox/i}).waitFor();
    },
  },
  {
    group: 'Install flow',
    name: 'Instruction',
    async open(scene) {
      const portal = await openPortal(scene, 'Salesforce');
      await portal.getByRole('button', {name: 'Connect Salesforce'}).click();
      await portal.getByRole('button', {name: /sandbox/i}).click();
      await portal.getByRole('heading', {name: /Install/}).waitFor();
    },
  },
  {
    group: 'Install flow',
    name: 'Questions before the sign-in',
    async open(scene) {
      const portal = await openPortal(scene, 'SendGrid');
      await portal.getByRole('button', {name: 'Connect SendGrid'}).click();
      await portal.getByRole('button', {name: 'Continue'}).waitFor();
    },
  },
  {
    group: 'Install flow',
    name: 'Something is missing',
    async open(scene) {
      const portal = await openPortal(scene, 'SendGrid');
      await portal.getByRole('button', {name: 'Connect SendGrid'}).click();
      await portal.getByRole('button', {name: 'Continue'}).click();
    },
  },
  {
    group: 'Install flow',
    name: 'Waits for the provider’s window',
    async open(scene) {
      const portal = await openPortal(scene, 'Slack');
      await portal.getByRole('button', {name: 'Connect Slack'}).click();
      await portal.getByRole('button', {name: /Open again/}).waitFor();
    },
  },
  {
    group: 'Install flow',
    name: 'The window was closed',
    async open(scene) {
      const portal = await openPortal(scene, 'Slack');
      const popup = scene.page.waitForEvent('popup');
      await portal.getByRole('button', {name: 'Connect Slack'}).click();
      await (await popup).close();
      await portalOf(scene).getByText('The sign-in window was closed').first().waitFor();
    },
  },
  ...['empty', 'filled', 'missing', 'refused', 'disabled', 'readonly'].map((state) => ({
    group: 'Inputs',
    name: `Every kind, ${state}`,
    fullPage: true,
    async open({page, demoUrl}) {
      await page.goto(`${demoUrl}/inputs.html?state=${state}`);
      await page.getByLabel('Store name').waitFor();
      await page.waitForLoadState('networkidle');
    },
  })),
  {
    group: 'Lists',
    name: '10,000 options',
    async open({page, demoUrl}) {
      await page.goto(`${demoUrl}/inputs.html?state=filled`);
      await page.getByRole('combobox', {name: /Customer/}).click();
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    group: 'Lists',
    name: 'Sections and subtitles',
    async open({page, demoUrl}) {
      await page.goto(`${demoUrl}/inputs.html`);
      await page.getByRole('combobox', {name: /City/}).click();
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    group: 'Lists',
    name: 'Nothing fits',
    async open({page, demoUrl}) {
      await page.goto(`${demoUrl}/inputs.html`);
      await page.getByRole('combobox', {name: /City/}).fill('zzz');
      await page.getByText('Nothing fits').first().waitFor();
    },
  },
  ...['terminal', 'paper', 'candy'].map((look) => ({
    group: 'Looks',
    name: look,
    fullPage: true,
    async open(scene) {
      await connect(scene, 'hubspot');
      await scene.page.goto(`${scene.demoUrl}/themes.html?look=${look}`);
      await scene.page.getByRole('heading', {name: 'HubSpot'}).first().waitFor();
      await scene.page.waitForLoadState('networkidle');
    },
  })),
  ...filePickerScenes,
];
