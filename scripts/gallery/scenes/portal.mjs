import {
  connect,
  connectSendGrid,
  fault,
  openInPlace,
  openPortal,
  portalOf,
  beginFlow,
  restrict,
} from '../tools.mjs';

const setStatus = ({control}, {id}, status) => control(`credentials/${id}/status`, {body: {status}});

/** The plan no longer includes the mapping of the page's own fields. */
async function cancelMapping({control}) {
  const {features} = await control('plan', {method: 'GET'});
  const body = {features: features.filter((feature) => feature !== 'dfm')};
  await control('plan', {method: 'PATCH', body});
}

/** Two accounts of Slack, of two people. */
async function connectTwo(scene) {
  const first = await connect(scene, 'slack');
  const second = await connect(scene, 'slack', {person: 'Kim Marlow', allowMultipleCredentials: true});
  return [first, second];
}

const loading = [
  {
    group: 'Portal',
    name: 'Loading',
    fullPage: true,
    async open(scene) {
      await fault(scene, {match: {path: '/sdk/me'}, delay: 60_000});
      await scene.page.goto(`${scene.demoUrl}/inline.html?integration=slack`);
      await scene.page.locator('paragon-portal').waitFor();
    },
  },
  {
    group: 'Portal',
    name: 'The service does not answer',
    fullPage: true,
    async open(scene) {
      await fault(scene, {match: {path: '/sdk/me'}, status: 500});
      await scene.page.goto(`${scene.demoUrl}/inline.html?integration=slack`);
      await scene.page.locator('#portal').getByRole('alert').waitFor();
    },
  },
  {
    group: 'Portal',
    name: 'Could not be loaded',
    async open({page, demoUrl}) {
      await page.route(/\/portal\.define-[^/]*\.js/, (route) => route.abort());
      await page.goto(`${demoUrl}/plain.html`);
      await page
        .locator('#catalogue')
        .getByRole('button', {name: /^Slack/})
        .click();
      await page.getByRole('alert').first().waitFor();
    },
  },
  {
    group: 'Portal',
    name: 'The settings could not be loaded',
    async open(scene) {
      await connect(scene, 'slack');
      await scene.page.route(/\/configuration[^/]*\.js/, (route) => route.abort());
      const portal = await openPortal(scene, 'Slack');
      await portal.getByRole('alert').waitFor();
    },
  },
];

const before = [
  {group: 'Portal', name: 'Before connecting', open: (scene) => openPortal(scene, 'HubSpot')},
  {
    group: 'Portal',
    name: 'The limit of users is reached',
    plan: {connectedUserLimit: 0},
    open: (scene) => openPortal(scene, 'Salesforce'),
  },
  {
    group: 'Portal',
    name: 'Mapping is not part of the plan',
    plan: {},
    async open(scene) {
      await cancelMapping(scene);
      await scene.page.goto(`${scene.demoUrl}/plain.html`);
      await scene.page.locator('paragon-connect[integration]').evaluate((element) => {
        element.mapObjectFields = {Task: {fields: [{label: 'Title', value: 'title'}]}};
      });
      await scene.page.getByText('Not part of the plan').waitFor();
    },
  },
  {
    group: 'Portal',
    name: 'Connecting is not permitted',
    async open(scene) {
      await restrict(scene, {'integration:*': ['credential:read']});
      const portal = await openPortal(scene, 'Slack');
      await portal.getByRole('button', {name: 'Connect Slack'}).click();
      await portal.getByRole('alert').waitFor();
    },
  },
];

const accounts = [
  {
    group: 'Portal',
    name: 'Just connected',
    async open(scene) {
      const portal = await connectSendGrid(scene);
      await portal.getByRole('textbox', {name: /Sender/}).waitFor();
    },
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
    name: 'Overview',
    async open(scene) {
      await connect(scene, 'hubspot');
      const portal = await openPortal(scene, 'HubSpot');
      await portal.getByRole('tab', {name: 'Overview'}).click();
    },
  },
  {
    group: 'Portal',
    name: 'Asks before it disconnects',
    async open(scene) {
      await connect(scene, 'hubspot');
      const portal = await openPortal(scene, 'HubSpot');
      await portal.getByRole('button', {name: /^Disconnect/}).click();
    },
  },
  {
    group: 'Portal',
    name: 'Could not disconnect',
    async open(scene) {
      await connect(scene, 'slack');
      await fault(scene, {match: {method: 'DELETE', path: '/sdk/integrations'}, status: 403});
      const portal = await openPortal(scene, 'Slack');
      await portal.getByRole('button', {name: /^Disconnect/}).click();
      await portal.getByRole('button', {name: 'Yes, disconnect'}).click();
      await portal.getByRole('alert').waitFor();
    },
  },
  {
    group: 'Portal',
    name: 'The account no longer works',
    async open(scene) {
      await setStatus(scene, await connect(scene, 'slack'), 'INVALID');
      await openPortal(scene, 'Slack');
    },
  },
  {
    group: 'Portal',
    name: 'The set-up was not finished',
    async open(scene) {
      await setStatus(scene, await connect(scene, 'slack'), 'PENDING');
      await openPortal(scene, 'Slack');
    },
  },
  {
    group: 'Portal',
    name: 'Several accounts, one no longer works',
    async open(scene) {
      const [, second] = await connectTwo(scene);
      await setStatus(scene, second, 'INVALID');
      await openPortal(scene, 'Slack', {several: true});
    },
  },
  {
    group: 'Portal',
    name: 'Several accounts, one is being disconnected',
    fullPage: true,
    async open(scene) {
      const [first, second] = await connectTwo(scene);
      await setStatus(scene, second, 'INVALID');
      const portal = await openInPlace(scene, 'slack', {several: true});
      await portal.locator(`[data-account="${first.id}"]`).check();
      await portal.getByRole('button', {name: /^Disconnect/}).click();
    },
  },
  {
    group: 'Portal',
    name: 'Several configurations',
    async open(scene) {
      const {id} = await connect(scene, 'slack');
      await scene.page.evaluate(async (credentialId) => {
        const {client} = document.querySelector('paragon-provider');
        await client.createConfiguration({credentialId, externalId: 'Team B'});
      }, id);
      const portal = await openPortal(scene, 'Slack');
      await portal.getByRole('combobox', {name: 'Configuration'}).selectOption('Team B');
    },
  },
  {
    group: 'Portal',
    name: 'Asks before it discards',
    async open(scene) {
      const portal = await beginFlow(scene, 'SendGrid');
      await portal.getByRole('textbox', {name: /API key/}).fill('SG.demo');
      await portalOf(scene).getByRole('button', {name: 'Close'}).click();
    },
  },
];

export const portalScenes = [...loading, ...before, ...accounts];
