import {connect, connectSendGrid, fault, openInPlace} from '../tools.mjs';

const SAVING = {method: 'PATCH', path: '/sdk/credentials'};
const timeToPay = (portal) => portal.getByRole('spinbutton', {name: /Time to pay/});

async function openBooks(scene) {
  await connect(scene, 'custom.pilotbooks');
  const portal = await openInPlace(scene, 'custom.pilotbooks');
  await timeToPay(portal).waitFor();
  return portal;
}

async function openSlack(scene) {
  await connect(scene, 'slack');
  const portal = await openInPlace(scene, 'slack');
  await portal.getByRole('switch', {name: 'Announce won deals'}).waitFor();
  return portal;
}

async function turn(portal, name = 'Announce won deals') {
  await portal.getByRole('switch', {name}).click();
}

const settings = [
  {
    name: 'Every kind',
    async open(scene) {
      await connect(scene, 'hubspot');
      const portal = await openInPlace(scene, 'hubspot');
      await portal.getByRole('textbox', {name: /Name of the list/}).waitFor();
      await scene.page.waitForLoadState('networkidle');
    },
  },
  {
    name: 'Saving',
    async open(scene) {
      const portal = await openBooks(scene);
      await fault(scene, {match: SAVING, delay: 60_000});
      await timeToPay(portal).fill('30');
      await timeToPay(portal).blur();
      await portal.getByText('Saving…').waitFor();
    },
  },
  {
    name: 'Saved',
    async open(scene) {
      const portal = await openBooks(scene);
      await timeToPay(portal).fill('30');
      await timeToPay(portal).blur();
      await portal.getByText('Saved', {exact: true}).waitFor();
    },
  },
  {
    name: 'Could not be saved',
    async open(scene) {
      const portal = await openBooks(scene);
      await fault(scene, {match: SAVING, status: 500});
      await timeToPay(portal).fill('30');
      await timeToPay(portal).blur();
      await portal.getByRole('button', {name: /Try again/}).waitFor();
    },
  },
  {
    name: 'The service refuses a value',
    async open(scene) {
      const portal = await openBooks(scene);
      await timeToPay(portal).fill('2000');
      await timeToPay(portal).blur();
      await portal.getByText('Give a number of days').first().waitFor();
    },
  },
  {
    name: 'Something required is missing',
    async open(scene) {
      const portal = await openBooks(scene);
      await portal.getByRole('button', {name: /Clear/}).click();
      await timeToPay(portal).focus();
      await portal.getByText('Enter a value').first().waitFor();
    },
  },
].map((scene) => ({group: 'Settings', fullPage: true, ...scene}));

const workflows = [
  {name: 'Off', open: (scene) => openSlack(scene)},
  {
    name: 'On, with settings of its own',
    async open(scene) {
      const portal = await openSlack(scene);
      await turn(portal);
      await portal.getByRole('textbox', {name: /Message prefix/}).fill('Hooray!');
      await portal.getByText('Saved', {exact: true}).waitFor();
    },
  },
  {
    name: 'On, with something required',
    async open(scene) {
      await connectSendGrid(scene);
      const portal = await openInPlace(scene, 'sendgrid');
      await turn(portal, 'Welcome new users');
      await portal.getByRole('combobox', {name: /Template/}).waitFor();
    },
  },
  {
    name: 'Being switched on',
    async open(scene) {
      const portal = await openSlack(scene);
      await fault(scene, {match: {path: '/sdk/workflows'}, delay: 60_000});
      await turn(portal);
      await portal.getByText('Saving…').waitFor();
    },
  },
  {
    name: 'Not permitted',
    async open(scene) {
      const portal = await openSlack(scene);
      await fault(scene, {
        match: {path: '/sdk/workflows'},
        status: 403,
        body: {message: 'Not permitted.', code: '7210'},
      });
      await turn(portal);
      await portal.getByText('could not be switched on').first().waitFor();
    },
  },
  {
    name: 'The service does not answer',
    async open(scene) {
      const portal = await openSlack(scene);
      await fault(scene, {match: {path: '/sdk/workflows'}, status: 500});
      await turn(portal);
      await portal.getByText('could not be switched on').first().waitFor();
    },
  },
].map((scene) => ({group: 'Workflows', fullPage: true, ...scene}));

export const settingScenes = [...settings, ...workflows];
