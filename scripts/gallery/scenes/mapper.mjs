import {choose, connect, connectJira, connectSalesforce, fault, openInPlace} from '../tools.mjs';

const field = (page, name) => page.getByRole('combobox', {name, exact: true});

async function openMapper({page, demoUrl}, type) {
  await page.goto(`${demoUrl}/field-mapper.html?integration=${type}`);
  await page.locator('#mapper').getByRole('combobox').first().waitFor();
  await page.waitForLoadState('networkidle');
}

async function mapContacts(scene) {
  const {page} = scene;
  await connect(scene, 'hubspot');
  await openMapper(scene, 'hubspot');
  await choose(page, field(page, 'Object'), 'Contact');
  await page.getByText('look the same on both sides').waitFor();
}

async function takeAll(scene) {
  const {page} = scene;
  await mapContacts(scene);
  await page.getByRole('button', {name: 'Use all'}).click();
}

export const mapperScenes = [
  {name: 'No account yet', open: (scene) => openMapper(scene, 'hubspot')},
  {
    name: 'Empty',
    async open(scene) {
      await connect(scene, 'hubspot');
      await openMapper(scene, 'hubspot');
    },
  },
  {name: 'Suggestions', open: mapContacts},
  {
    name: 'Filled, with a field that was added',
    async open(scene) {
      const {page} = scene;
      await takeAll(scene);
      await choose(page, field(page, 'Add a field'), 'Phone number');
    },
  },
  {
    name: 'One field twice',
    async open(scene) {
      const {page} = scene;
      await takeAll(scene);
      await choose(page, field(page, 'HubSpot field for Last name'), 'Email');
      await page.getByText('Is used for').first().waitFor();
    },
  },
  {
    name: 'Asks before the mappings are dropped',
    async open(scene) {
      const {page} = scene;
      await takeAll(scene);
      await choose(page, field(page, 'Object'), 'Company');
      await page.getByRole('button', {name: 'Keep as it is'}).waitFor();
    },
  },
  {
    name: 'Fields could not be loaded',
    async open(scene) {
      const {page} = scene;
      await connect(scene, 'hubspot');
      await openMapper(scene, 'hubspot');
      await field(page, 'Object').click();
      const contact = page.getByRole('listbox').getByRole('option', {name: 'Contact'});
      await contact.waitFor();
      await fault(scene, {match: {path: '/sdk/actions'}, status: 500});
      await contact.click();
      await page.getByRole('alert').first().waitFor();
    },
  },
  {
    name: 'With a level in between',
    async open(scene) {
      const {page} = scene;
      await connectJira(scene);
      await openMapper(scene, 'jira');
      const levels = page.locator('#mapper').getByRole('combobox');
      await choose(page, levels.nth(0));
      await choose(page, levels.nth(1));
      await page.waitForLoadState('networkidle');
    },
  },
  {
    name: 'In the portal, empty',
    async open(scene) {
      await connectSalesforce(scene);
      const portal = await openInPlace(scene, 'salesforce');
      await portal.getByRole('combobox', {name: 'Object', exact: true}).waitFor();
    },
  },
  {
    name: 'In the portal, filled',
    async open(scene) {
      const {page} = scene;
      await connectSalesforce(scene);
      const portal = await openInPlace(scene, 'salesforce');
      await choose(page, portal.getByRole('combobox', {name: 'Object', exact: true}), 'Contact');
      await choose(page, portal.getByRole('combobox', {name: /field for Full name/}), 'Name');
      await portal.getByText('Saved', {exact: true}).waitFor();
    },
  },
].map((scene) => ({group: 'Field mapper', fullPage: true, ...scene}));
