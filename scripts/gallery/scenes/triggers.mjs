import {choose, connect, openPortal} from '../tools.mjs';

const field = (page, name) => page.getByRole('combobox', {name, exact: true});

async function openTriggers(scene) {
  const {page, demoUrl} = scene;
  await connect(scene, 'slack');
  await page.goto(`${demoUrl}/triggers.html`);
  await field(page, 'Trigger').waitFor();
  await page.waitForLoadState('networkidle');
}

export const triggerScenes = [
  {name: 'None chosen', open: openTriggers},
  {
    name: 'Something is missing',
    async open(scene) {
      const {page} = scene;
      await openTriggers(scene);
      await choose(page, field(page, 'Trigger'), 'Message posted');
      await page.getByRole('button', {name: 'Listen to it'}).click();
      await page.getByText('Enter a value for').first().waitFor();
    },
  },
  {
    name: 'With a filter',
    async open(scene) {
      const {page} = scene;
      await openTriggers(scene);
      await choose(page, field(page, 'Trigger'), 'Message posted');
      await choose(page, field(page, 'Channel'), '#general');
      await page.getByRole('button', {name: 'Add a condition'}).click();
      const condition = page.getByRole('group', {name: /Condition 1$/});
      await choose(page, condition.getByRole('combobox', {name: /Field$/}), 'text');
      await condition.getByRole('combobox', {name: /Comparison$/}).selectOption('contains');
      await condition.getByRole('textbox', {name: /Value$/}).fill('deploy');
    },
  },
  {
    name: 'Time and dependent parameters',
    async open(scene) {
      const {page} = scene;
      await openTriggers(scene);
      await choose(page, field(page, 'Trigger'), 'Channel is quiet');
      await page.getByRole('combobox', {name: /^Then/}).waitFor();
      await choose(page, page.getByRole('combobox', {name: /^Then/}), 'Remind');
    },
  },
  {
    name: 'In the portal',
    async open(scene) {
      await connect(scene, 'slack');
      const portal = await openPortal(scene, 'Slack', {triggers: true});
      await portal.getByRole('tab', {name: 'Triggers'}).click();
      await choose(scene.page, portal.getByRole('combobox', {name: 'Trigger'}), 'Message posted');
    },
  },
].map((scene) => ({group: 'Triggers', fullPage: scene.name !== 'In the portal', ...scene}));
