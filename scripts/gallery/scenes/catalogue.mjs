import {connect, fault, openPortal} from '../tools.mjs';

const catalogueOf = (page) => page.locator('#catalogue');

async function openCatalogue({page, demoUrl}) {
  await page.goto(`${demoUrl}/plain.html`);
  await catalogueOf(page).scrollIntoViewIfNeeded();
}

export const catalogueScenes = [
  {
    group: 'Button',
    name: 'Waits for the session',
    async open(scene) {
      await fault(scene, {match: {path: '/sdk/me'}, delay: 60_000});
      await scene.page.goto(`${scene.demoUrl}/plain.html`);
    },
  },
  {
    group: 'Button',
    name: 'The service does not answer',
    async open(scene) {
      await fault(scene, {match: {path: '/sdk/me'}, status: 500});
      await scene.page.goto(`${scene.demoUrl}/plain.html`);
      await scene.page.getByRole('alert').first().waitFor();
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
    group: 'Button',
    name: 'Embedded wrongly',
    fullPage: true,
    async open({page, demoUrl}) {
      await page.goto(`${demoUrl}/trouble.html`);
      await page.locator('#tokenless').getByRole('alert').waitFor();
    },
  },
  {
    group: 'Catalogue',
    name: 'All integrations',
    fullPage: true,
    async open(scene) {
      await connect(scene, 'googledrive');
      const account = await connect(scene, 'slack');
      await scene.control(`credentials/${account.id}/status`, {body: {status: 'INVALID'}});
      await scene.page.goto(`${scene.demoUrl}/plain.html`);
      await catalogueOf(scene.page)
        .getByRole('button', {name: /^Slack/})
        .waitFor();
      await scene.page.waitForLoadState('networkidle');
    },
  },
  {
    group: 'Catalogue',
    name: 'Loading',
    fullPage: true,
    async open(scene) {
      await fault(scene, {match: {path: '/sdk/me'}, delay: 60_000});
      await openCatalogue(scene);
    },
  },
  {
    group: 'Catalogue',
    name: 'Found by a search',
    async open(scene) {
      await openCatalogue(scene);
      await scene.page.getByRole('searchbox').fill('drive');
      await scene.page.getByRole('searchbox').scrollIntoViewIfNeeded();
    },
  },
  {
    group: 'Catalogue',
    name: 'Nothing found',
    async open(scene) {
      await openCatalogue(scene);
      await scene.page.getByRole('searchbox').fill('telegraph');
    },
  },
  {
    group: 'Catalogue',
    name: 'Nothing to connect',
    async open(scene) {
      await fault(scene, {match: {path: '/projects/*/sdk/integrations'}, status: 200, body: []});
      await openCatalogue(scene);
      await catalogueOf(scene.page).locator('.empty').waitFor();
    },
  },
  {
    group: 'Catalogue',
    name: 'The service does not answer',
    async open(scene) {
      await fault(scene, {match: {path: '/sdk/me'}, status: 500});
      await openCatalogue(scene);
      await catalogueOf(scene.page).getByRole('alert').waitFor();
      await catalogueOf(scene.page).scrollIntoViewIfNeeded();
    },
  },
  {
    group: 'Catalogue',
    name: 'Found by the keyboard',
    async open(scene) {
      await openPortal(scene, 'Slack');
      await scene.page.keyboard.press('Escape');
      await scene.page.keyboard.press('Tab');
    },
  },
];
