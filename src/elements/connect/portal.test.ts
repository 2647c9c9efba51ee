import {expect, fixture, html} from '@open-wc/testing';
import {sendKeys, setViewport} from '@web/test-runner-commands';
import {
  click,
  createWorld,
  expectAccessible,
  findPart,
  focused,
  part,
  textOf,
  until,
  untilText,
  type World,
} from '../../../test/helpers/elements.js';
import {
  failure,
  INTEGRATIONS,
  json,
  OTHER_WORKFLOW_ID,
  uuid,
  WORKFLOW_ID,
} from '../../../test/helpers/fake-service.js';
import type {Credential, CredentialConfiguration} from '../../core/types/index.js';
import type {ParagonInput} from '../input/input.js';
import type {ParagonPortal} from './portal.js';
import {markdownTextStyles} from '../../styles/markdown-text.js';
import './connect.define.js';
import './portal.define.js';

const channel = {id: 'channel', type: 'TEXT_NO_VARS', title: 'Channel', required: true};
const sender = {id: 'sender', type: 'EMAIL', title: 'Sender', required: false};
const prefix = {id: 'prefix', type: 'TEXT_NO_VARS', title: 'Prefix', required: false};

interface Shape {
  readonly settings?: readonly object[];
  readonly workflows?: boolean;
  readonly overview?: string;
  readonly withheld?: readonly string[];
}

/** A world in which Slack has something to set. */
function createSlackWorld({
  settings = [channel, sender],
  workflows = true,
  overview = '',
  withheld,
}: Shape = {}) {
  const world = createWorld();
  const values = {
    description: 'Post to your team',
    overview,
    sharedMeta: {inputs: settings},
    workflowMeta: workflows
      ? {
          [WORKFLOW_ID]: {id: WORKFLOW_ID, order: 1, infoText: 'On each deal.', inputs: [prefix]},
          [OTHER_WORKFLOW_ID]: {id: OTHER_WORKFLOW_ID, order: 0},
        }
      : {},
  };
  const described = [
    {id: WORKFLOW_ID, description: 'Announce deals'},
    {id: OTHER_WORKFLOW_ID, description: 'Greet people'},
  ];
  const records = INTEGRATIONS.map((record) =>
    record.type === 'slack'
      ? {
          ...record,
          configs: [{values}],
          workflows: workflows ? described : [],
          noPermissionWorkflows: withheld ?? [],
        }
      : record,
  );
  world.service.answer('GET', '/sdk/integrations', () => json(records), 9);
  return world;
}

const configuration = (more: Partial<CredentialConfiguration> = {}): CredentialConfiguration => ({
  id: uuid(),
  connectCredentialId: '',
  isDefault: true,
  configMeta: {},
  sharedSettings: {},
  workflowSettings: {},
  dateCreated: '2026-03-01T08:00:00.000Z',
  dateUpdated: '2026-03-01T08:00:00.000Z',
  ...more,
});

async function mount(world: World, more: Partial<ParagonPortal> = {}): Promise<ParagonPortal> {
  const portal = document.createElement('paragon-portal');
  Object.assign(portal, {client: world.client, integration: 'slack', ...more});
  return fixture<ParagonPortal>(html`${portal}`);
}

/** With an account that has all that is required, unless told otherwise. */
async function mountConnected(
  world: World,
  account: Partial<Credential> = {},
  more: Partial<ParagonPortal> = {},
) {
  const configurations = [configuration({sharedSettings: {channel: 'general'}})];
  const credential = world.service.install('alice', 'slack', {configurations, ...account});
  await world.signIn();
  const portal = await mount(world, more);
  return {portal, credential};
}

const inputOf = (portal: ParagonPortal, id: string) =>
  until(
    () =>
      [...portal.shadowRoot!.querySelectorAll<ParagonInput>('paragon-input')].find(
        ({input}) => input?.id === id,
      ),
    `the input ${id}`,
  );

const untilValue = (portal: ParagonPortal, id: string, value: string) =>
  until(
    () =>
      [...portal.shadowRoot!.querySelectorAll<ParagonInput>('paragon-input')].some(
        (one) => one.input?.id === id && one.value === value,
      ),
    `${value} in ${id}`,
  );

/** Types into an input as a user would; with `done` the focus leaves it. */
async function type(portal: ParagonPortal, id: string, text: string, done = true): Promise<void> {
  const input = await inputOf(portal, id);
  await input.updateComplete;
  const field = await until(() => input.shadowRoot?.querySelector('input'), 'the field');
  field.value = text;
  field.dispatchEvent(new Event('input', {bubbles: true}));
  if (done) field.dispatchEvent(new Event('change', {bubbles: true}));
}

const switchOf = (portal: ParagonPortal, workflow = WORKFLOW_ID) =>
  until(
    () => portal.shadowRoot!.querySelector<HTMLInputElement>(`#workflow-${CSS.escape(workflow)}`),
    'the switch',
  );

const patches = ({service}: World) => service.requestsOf('PATCH', '/sdk/credentials');
const saved = (world: World) => patches(world).map(({body}) => (body as {config: unknown}).config);
const storedSettings = ({service}: World, account = 0, index = 0) =>
  service.accountsOf('alice', 'slack')[account]?.configurations[index]?.sharedSettings;

describe('<paragon-portal>', () => {
  it('keeps the look of a text that has loaded before the settings came', async () => {
    const world = createSlackWorld({overview: 'Posts to `#deals`.'});
    await world.signIn();
    const portal = await mount(world);
    const sheet = markdownTextStyles.styleSheet!;
    const isThere = () => portal.shadowRoot!.adoptedStyleSheets.includes(sheet);
    await until(isThere, 'the look of texts');
    world.service.install('alice', 'slack', {configurations: [configuration()]});
    await world.client.refresh();
    await inputOf(portal, 'channel');
    expect(isThere()).to.equal(true);
  });
});

describe('<paragon-portal> settings', () => {
  it('save themselves for the account and configuration that are shown, and say so once', async () => {
    const world = createSlackWorld();
    const {portal, credential} = await mountConnected(world);
    await type(portal, 'channel', 'deals', false);
    expect(patches(world).length).to.equal(0);
    await until(() => patches(world).length, 'the save');
    expect(saved(world)).to.deep.equal([{sharedSettings: {channel: 'deals'}}]);
    const {headers} = patches(world)[0]!;
    expect(headers.get('X-Paragon-Credential')).to.equal(credential.id);
    expect(headers.get('X-Paragon-Configuration-Id')).to.equal(credential.configurations[0]?.id);
    await until(() => textOf(part(portal, 'save-state')!) === 'Saved', 'the word');
    const states = [...portal.shadowRoot!.querySelectorAll('[role=status]')].map(
      ({textContent}) => textContent,
    );
    expect(states.filter((text) => text?.trim() === 'Saved').length).to.equal(1);
  });

  it('are saved although the portal goes away right after typing', async () => {
    const world = createSlackWorld();
    const {portal} = await mountConnected(world);
    await type(portal, 'channel', 'deals', false);
    portal.remove();
    await until(() => storedSettings(world)?.['channel'] === 'deals', 'the save');
  });

  it('say at their field why the service refuses them, and take a corrected value', async () => {
    const world = createSlackWorld();
    const {portal, credential} = await mountConnected(world);
    world.service.answer('PATCH', '/sdk/credentials', () =>
      json({...credential, errors: ['sender: Sender: this address is not verified.']}),
    );
    await type(portal, 'sender', 'me@example.com');
    await untilText(portal, 'This address is not verified.');
    const input = await inputOf(portal, 'sender');
    expect(input.error).to.equal('This address is not verified.');
    expect((await inputOf(portal, 'channel')).error).to.equal('');
    expect(input.value).to.equal('me@example.com');
    await expectAccessible(portal);
    await type(portal, 'sender', 'you@example.com');
    await until(() => storedSettings(world)?.['sender'] === 'you@example.com', 'the save');
    await until(() => !input.error, 'no error');
  });

  it('stay with what was typed when saving fails, also in the next portal, and try again', async () => {
    const world = createSlackWorld();
    const {portal} = await mountConnected(world);
    world.service.answer('PATCH', '/sdk/credentials', () => failure(400, 'Deals are closed.'));
    await type(portal, 'channel', 'deals');
    await untilText(portal, '“Channel” could not be saved. Deals are closed.');
    await expectAccessible(portal);
    portal.remove();
    const again = await mount(world);
    expect((await inputOf(again, 'channel')).value).to.equal('deals');
    await findPart(again, 'save-retry-button');
    await click(again, 'save-retry-button');
    await until(() => storedSettings(world)?.['channel'] === 'deals', 'the save');
    await until(() => !part(again, 'save-error'), 'no error');
  });

  it('that are required and missing are not saved, and keep workflows off', async () => {
    const world = createSlackWorld();
    const {portal} = await mountConnected(world);
    expect((await switchOf(portal)).disabled).to.equal(false);
    await type(portal, 'channel', '');
    await untilText(portal, 'Enter a value for “Channel”.');
    await untilText(portal, 'Fill in “Channel” to switch workflows on.');
    expect((await switchOf(portal)).disabled).to.equal(true);
    await expectAccessible(portal);
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(patches(world).length).to.equal(0);
    await type(portal, 'channel', 'deals');
    await until(() => storedSettings(world)?.['channel'] === 'deals', 'the save');
    expect((await switchOf(portal)).disabled).to.equal(false);
  });

  it('of another user are not shown to the next one', async () => {
    const world = createSlackWorld();
    const {portal} = await mountConnected(world);
    world.service.answer('PATCH', '/sdk/credentials', () => failure(500, 'no'), 9);
    await type(portal, 'channel', 'secret');
    await untilText(portal, 'could not be saved');
    expect((await inputOf(portal, 'channel')).value).to.equal('secret');
    const [account] = world.service.accountsOf('alice', 'slack');
    world.service.install('bob', 'slack', {...account});
    await world.signIn('bob');
    await untilValue(portal, 'channel', 'general');
    expect(textOf(portal)).not.to.contain('could not be saved');
  });
});

describe('<paragon-portal> workflows', () => {
  it('come in their order, and show their settings once they are on', async () => {
    const world = createSlackWorld();
    const {portal, credential} = await mountConnected(world);
    await findPart(portal, 'workflow');
    const titles = [...portal.shadowRoot!.querySelectorAll('[part=workflow-title]')].map(textOf);
    expect(titles).to.deep.equal(['Greet people', 'Announce deals']);
    (await switchOf(portal)).click();
    await type(portal, 'prefix', 'Hooray', false);
    const turned = await until(
      () => world.service.requestsOf('POST', `/sdk/workflows/${WORKFLOW_ID}`)[0],
      'the switch',
    );
    expect(turned.headers.get('X-Paragon-Credential')).to.equal(credential.id);
    await until(() => patches(world).length, 'the save');
    expect(saved(world)).to.deep.equal([
      {workflowSettings: {[WORKFLOW_ID]: {enabled: true, settings: {prefix: 'Hooray'}}}},
    ]);
    await expectAccessible(portal);
  });

  it('go back, with the reason, when the service refuses', async () => {
    const world = createSlackWorld();
    const {portal} = await mountConnected(world);
    world.service.answer('POST', '/sdk/workflows', () => failure(403, 'no', '7210'));
    const control = await switchOf(portal);
    control.click();
    expect(control.checked).to.equal(true);
    await untilText(
      portal,
      '“Announce deals” could not be switched on. Ask your administrator for permission.',
    );
    expect(control.checked).to.equal(false);
    expect(world.client.getUser().authenticated).to.equal(true);
    await expectAccessible(portal);
    control.click();
    await until(() => textOf(portal).includes('Prefix') && !part(portal, 'workflow-error'), 'the next try');
    expect(control.checked).to.equal(true);
  });

  it('end as they were turned last', async () => {
    const world = createSlackWorld();
    const {portal} = await mountConnected(world);
    const control = await switchOf(portal);
    for (let turn = 0; turn < 3; turn++) control.click();
    await until(() => textOf(portal).includes('Saved'), 'the end');
    expect(control.checked).to.equal(true);
    expect(world.service.requestsOf('DELETE', '/sdk/workflows').length).to.equal(0);
    expect(world.service.requestsOf('POST', '/sdk/workflows').length).to.equal(1);
  });
});

describe('<paragon-portal> accounts and configurations', () => {
  it('keep their own values; the selected one is shown and changed', async () => {
    const world = createSlackWorld();
    const team = configuration({isDefault: false, externalId: 'Team B', sharedSettings: {channel: 'b'}});
    world.service.install('alice', 'slack', {
      externalId: 'First',
      configurations: [configuration({sharedSettings: {channel: 'a'}}), team],
    });
    await mountConnected(world, {externalId: 'Second'});
    const portal = document.querySelector<ParagonPortal>('paragon-portal')!;
    await untilValue(portal, 'channel', 'a');
    await expectAccessible(portal);

    const select = await findPart<HTMLSelectElement>(portal, 'configuration-select');
    expect([...select.options].map(({text}) => text.trim())).to.deep.equal(['Default', 'Team B']);
    select.value = team.id;
    select.dispatchEvent(new Event('change'));
    await untilValue(portal, 'channel', 'b');
    await type(portal, 'channel', 'b2');
    await until(() => storedSettings(world, 0, 1)?.['channel'] === 'b2', 'the save');
    expect(storedSettings(world, 0, 0)?.['channel']).to.equal('a');

    await type(portal, 'channel', 'b3', false);
    portal.shadowRoot!.querySelectorAll<HTMLElement>('[part=account-radio]')[1]?.click();
    await untilValue(portal, 'channel', 'general');
    await until(() => storedSettings(world, 0, 1)?.['channel'] === 'b3', 'what was typed before');
    expect(storedSettings(world, 1)?.['channel']).to.equal('general');
  });

  it('that were asked for are shown alone', async () => {
    const world = createSlackWorld();
    const team = configuration({isDefault: false, externalId: 'Team B', sharedSettings: {channel: 'b'}});
    await mountConnected(
      world,
      {externalId: 'One', configurations: [configuration(), team]},
      {options: {selectedConfigurationId: 'Team B'}},
    );
    const portal = document.querySelector<ParagonPortal>('paragon-portal')!;
    expect((await inputOf(portal, 'channel')).value).to.equal('b');
    expect(part(portal, 'configuration-select')).to.equal(undefined);
  });

  it('that no longer work can be read, and say why nothing can be changed', async () => {
    const world = createSlackWorld();
    const {portal} = await mountConnected(world, {status: 'INVALID'});
    await untilText(portal, 'Reconnect this account to change what is set here.');
    expect((await inputOf(portal, 'channel')).value).to.equal('general');
    expect((await inputOf(portal, 'channel')).disabled).to.equal(true);
    expect((await switchOf(portal)).disabled).to.equal(true);
    await expectAccessible(portal);
  });

  it('are disconnected with a word on what stops, and another one is selected', async () => {
    const world = createSlackWorld();
    const on = {[WORKFLOW_ID]: {enabled: true, settings: {}}};
    await mountConnected(world, {
      externalId: 'First',
      configurations: [configuration({sharedSettings: {channel: 'a'}, workflowSettings: on})],
    });
    world.service.install('alice', 'slack', {
      externalId: 'Second',
      dateRefreshed: '2026-05-02T08:00:00.000Z',
      configurations: [configuration({sharedSettings: {channel: 'b'}})],
    });
    await world.client.refresh();
    const portal = document.querySelector<ParagonPortal>('paragon-portal')!;
    await click(portal, 'disconnect-button');
    await untilText(await findPart(portal, 'confirm'), 'These workflows stop: Announce deals');
    await expectAccessible(portal);
    await click(portal, 'confirm-button');
    await untilValue(portal, 'channel', 'b');
    expect(textOf(await findPart(portal, 'account-name'))).to.equal('Second');
    await untilText(portal, 'First was disconnected.');
    await untilText(portal, 'Last refreshed on May 2, 2026');
  });
});

describe('<paragon-portal> tabs', () => {
  it('are used with the keyboard alone', async () => {
    const world = createSlackWorld({overview: '#### What you get\n\nUpdates.'});
    const {portal} = await mountConnected(world);
    const first = await findPart(portal, 'tab-selected');
    expect(textOf(first)).to.equal('Configuration');
    first.focus();
    await sendKeys({press: 'ArrowRight'});
    expect(focused().id).to.equal('tab-overview');
    expect(part(portal, 'overview')).to.equal(undefined);
    await sendKeys({press: 'Enter'});
    await untilText(portal, 'What you get');
    expect(focused().id).to.equal('tab-overview');
    await expectAccessible(portal);
    await sendKeys({press: 'Home'});
    await sendKeys({press: ' '});
    await inputOf(portal, 'channel');
    document.documentElement.dir = 'rtl';
    await sendKeys({press: 'ArrowLeft'});
    document.documentElement.dir = '';
    expect(focused().id).to.equal('tab-overview');
    expect(portal.shadowRoot!.querySelectorAll('[role=tab][tabindex="0"]').length).to.equal(1);
  });

  it('are not there for a single panel', async () => {
    const world = createSlackWorld();
    const {portal} = await mountConnected(world);
    await inputOf(portal, 'channel');
    expect(part(portal, 'tabs')).to.equal(undefined);
  });
});

describe('<paragon-portal> where there is little room', () => {
  it('leaves it to what the user came for', async function () {
    if (!navigator.userAgent.includes('Chrome')) this.skip();
    const world = createSlackWorld({overview: 'Updates for everybody.'});
    const {portal} = await mountConnected(world, {}, {modal: true});
    await portal.show();
    const shown = () =>
      [...portal.shadowRoot!.querySelectorAll<HTMLElement>('.description')].map((one) =>
        one.checkVisibility(),
      );
    const header = await findPart(portal, 'header');
    try {
      await setViewport({width: 1000, height: 900});
      expect(shown().join()).to.equal('true');
      await setViewport({width: 320, height: 400});
      expect(header.getBoundingClientRect().height).to.be.below(72);
      expect(shown().join()).to.equal('false');
      portal.shadowRoot!.querySelector<HTMLElement>('#tab-overview')!.click();
      await untilText(portal, 'Updates for everybody.');
      expect(shown().join()).to.equal('false,true');
      await expectAccessible(portal);
      // The header goes away with the rest, so that the text has the whole screen.
      const dialog = await findPart(portal, 'dialog');
      expect(dialog.scrollHeight).to.be.greaterThan(dialog.clientHeight);
      dialog.scrollTop = 100;
      await until(
        () => header.getBoundingClientRect().top < dialog.getBoundingClientRect().top,
        'the scroll',
      );
    } finally {
      portal.hide();
      await setViewport({width: 800, height: 600});
    }
  });
});

describe('<paragon-portal> while settings load', () => {
  it('is as high as it will be: nothing jumps when they come', async () => {
    const help = {...prefix, id: 'help', subtitle: 'Before each message', tooltip: 'At most ten letters'};
    const sync = {id: 'sync', type: 'SWITCH', title: 'Sync'};
    const world = createSlackWorld({settings: [channel, sender, help, sync]});
    const on = {[WORKFLOW_ID]: {enabled: true, settings: {}}};
    const heights: number[] = [];
    const observer = new MutationObserver(() => {
      const outline = document.querySelector('paragon-portal')?.shadowRoot?.querySelector('.outline');
      if (outline) heights.push(outline.getBoundingClientRect().height);
    });
    const {portal} = await mountConnected(world, {
      configurations: [configuration({sharedSettings: {channel: 'general'}, workflowSettings: on})],
    });
    observer.observe(portal.shadowRoot!, {childList: true, subtree: true});
    const outline = portal.shadowRoot!.querySelector('.outline');
    if (outline) heights.push(outline.getBoundingClientRect().height);
    const settings = await findPart(portal, 'settings');
    await inputOf(portal, 'prefix');
    await Promise.all(
      [...portal.shadowRoot!.querySelectorAll('paragon-input')].map((one) => one.updateComplete),
    );
    observer.disconnect();
    const end = (await findPart(portal, 'workflows')).getBoundingClientRect().bottom;
    const height = end - settings.getBoundingClientRect().top;
    expect(heights.length).to.be.greaterThan(0);
    expect(Math.abs(heights[0]! - height), `${heights[0]} px, then ${height} px`).to.be.below(16);
  });
});

describe('<paragon-portal> triggers', () => {
  it('are shown if they are wanted, and what was chosen is told and kept', async () => {
    const world = createSlackWorld();
    const trigger = {type: 'MESSAGE_POSTED', title: 'Message posted', description: '', parameters: []};
    world.service.answer('GET', '/triggers', () => json({triggers: {slack: [trigger]}}), 9);
    const {portal, credential} = await mountConnected(world, {}, {triggers: true});
    const heard: unknown[] = [];
    portal.addEventListener('paragon-trigger-change', ({detail}) => heard.push(detail));
    (await until(() => portal.shadowRoot!.querySelector<HTMLElement>('#tab-triggers'), 'the tab')).click();
    const form = await until(() => portal.shadowRoot!.querySelector('paragon-trigger-form'), 'the form');
    expect(form.selectedCredentialId).to.equal(credential.id);
    const value = {type: 'MESSAGE_POSTED', parameters: {}};
    form.value = value;
    form.dispatchEvent(new Event('change', {bubbles: true}));
    expect(heard).to.deep.equal([{integration: 'slack', credentialId: credential.id, value}]);
    (await findPart(portal, 'tab')).click();
    await inputOf(portal, 'channel');
    portal.shadowRoot!.querySelector<HTMLElement>('#tab-triggers')!.click();
    const again = await until(
      () => portal.shadowRoot!.querySelector('paragon-trigger-form'),
      'the form again',
    );
    expect(again.value).to.deep.equal(value);
  });
});

describe('<paragon-portal> with nothing to show', () => {
  const cases = [
    {name: 'nothing connected', isConnected: false, shape: {}, text: 'No account yet'},
    {
      name: 'nothing to set up',
      isConnected: true,
      shape: {settings: [], workflows: false},
      text: 'Nothing to set up',
    },
    {
      name: 'workflows without permission',
      isConnected: true,
      shape: {settings: [], workflows: false, withheld: [WORKFLOW_ID]},
      text: 'There is nothing here for you yet',
    },
  ];
  for (const {name, isConnected, shape, text} of cases) {
    it(`says so: ${name}`, async () => {
      const world = createSlackWorld(shape);
      if (isConnected) await mountConnected(world);
      else {
        await world.signIn();
        await mount(world);
      }
      const portal = document.querySelector<ParagonPortal>('paragon-portal')!;
      await untilText(portal, text);
      await expectAccessible(portal);
    });
  }
});

describe('the page’s own lists', () => {
  const input = {id: 'TEAM', type: 'CUSTOM_DROPDOWN', title: 'Team', key: 'teams'};

  it('count as long as the portal stands in the page', async () => {
    const world = createWorld();
    await world.signIn();
    const element = document.createElement('paragon-connect');
    const dropdowns = {teams: [{label: 'Blue', value: 'blue'}]};
    Object.assign(element, {client: world.client, integration: 'slack', inline: true, dropdowns});
    document.body.append(element);
    await untilText(element, 'Slack');
    await until(() => world.client.getSourcesForInput('slack', input), 'the list');
    expect(world.client.getSourcesForInput('salesforce', input)).to.equal(null);
    element.remove();
    await until(() => !world.client.getSourcesForInput('slack', input), 'the list to be forgotten');
  });
});

describe('<paragon-portal> that is removed', () => {
  it('is drawn once more, and follows nothing any longer', async () => {
    const world = createSlackWorld();
    const {client} = world;
    const {portal} = await mountConnected(world);
    const followers = () =>
      [client.$session, client.$user, client.$integrations].map((store) => store.lc).join(' ');
    const parent = portal.parentElement!;
    await inputOf(portal, 'channel');
    const there = followers();
    portal.remove();
    const without = followers();
    expect(without).not.to.equal(there);

    for (let times = 0; times < 3; times++) {
      parent.append(portal);
      await inputOf(portal, 'channel');
      await portal.updateComplete;
      expect(followers()).to.equal(there);
      portal.requestUpdate();
      portal.remove();
      await portal.updateComplete;
      expect(followers(), `after ${times + 1}`).to.equal(without);
    }
  });
});
