import {expect, fixture, html} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {
  chooseOption,
  click,
  createWorld,
  expectAccessible,
  findField,
  findPart,
  focused,
  hasState,
  input,
  listenTo,
  textOf,
  typeInto,
  until,
  untilText,
  warningsOf,
} from '../../../test/helpers/elements.js';
import {INTEGRATIONS, failure, json} from '../../../test/helpers/fake-service.js';
import type {ParagonInstallFlow} from './install-flow.js';
import './install-flow.define.js';

/** Every kind of input that the form draws, and one that it does not know. */
const INPUTS = [
  {id: 'shop', type: 'TEXT_NO_VARS', title: 'Shop', suffixLabel: '.example.com', placeholder: 'my-shop'},
  {id: 'key', type: 'PASSWORD', title: 'Key', documentationLink: 'https://example.com/help'},
  {id: 'mail', type: 'EMAIL', title: 'Mail', required: false},
  {
    id: 'site',
    type: 'URL',
    title: 'Site',
    required: false,
    subtitle: 'Its address (https://example.com/where)',
  },
  {id: 'size', type: 'NUMBER', title: 'Size', required: false},
  {id: 'note', type: 'TEXTAREA_NO_VARS', title: 'Note', required: false, lines: 3, tooltip: 'For your team'},
  {id: 'sync', type: 'SWITCH', title: 'Sync'},
  {
    id: 'region',
    type: 'ENUM',
    title: 'Region',
    values: ['eu', {label: 'America', value: 'us'}],
    defaultValue: 'us',
  },
  {id: 'odd', type: 'HOLOGRAM', title: 'Hologram', defaultValue: 'blue'},
  {id: 'secret', type: 'TEXT_NO_VARS', title: 'Hidden', hidden: true, defaultValue: 'from the service'},
  {
    id: 'link',
    type: 'TEXT_NO_VARS',
    title: 'Link',
    required: false,
    documentationLink: 'javascript:alert(1)',
  },
];

async function mount(
  integration: string,
  more: Partial<ParagonInstallFlow> = {},
  inputs?: readonly object[],
) {
  const world = createWorld();
  if (inputs) {
    const integrations = INTEGRATIONS.map((entry) =>
      entry.type === integration
        ? {...entry, sdkIntegrationConfig: {...entry.sdkIntegrationConfig, authConfigInputs: inputs}}
        : entry,
    );
    world.service.answer('GET', '/sdk/integrations', () => json(integrations), 99);
  }
  await world.signIn();
  const element = document.createElement('paragon-install-flow');
  Object.assign(element, {client: world.client, integration, ...more});
  await fixture(html`${element}`);
  return {...world, element, heard: listenTo(element)};
}

/** What stands in the page, through the shadow roots. */
function markupOf(element: Element): string {
  const inner = [...(element.shadowRoot?.querySelectorAll('*') ?? [])].map(markupOf);
  return element.outerHTML + (element.shadowRoot?.innerHTML ?? '') + inner.join('');
}

describe('<paragon-install-flow>', () => {
  it('goes through account type, instruction and provider window', async () => {
    const {element, heard, browser, service} = await mount('salesforce');
    await click(element, 'start-button');
    await untilText(element, 'Choose your account');
    await until(() => focused().part === 'heading', 'the focus');
    await expectAccessible(element);
    await click(element, 'option');
    await untilText(element, 'Before you connect');
    await until(() => element.shadowRoot?.querySelector('.markdown strong'), 'the Markdown');
    await expectAccessible(element);
    const link = await findPart<HTMLAnchorElement>(element, 'link-button');
    expect(link.rel).to.equal('noopener noreferrer');
    await click(element, 'next-button');
    await untilText(element, 'Continue at Salesforce');
    expect(browser.windows.length).to.equal(1);
    await expectAccessible(element);
    await until(() => service.requestsOf('GET', '/v2/sdk/actions/build-oauth').length, 'the attempt');
    service.finishOAuth();
    await untilText(element, 'Salesforce is connected');
    await expectAccessible(element);
    expect(hasState(element, 'complete')).to.equal(true);
    const stages = heard.filter((event) => event.type === 'stage-change').map(({detail}) => detail['stage']);
    expect(stages).to.deep.equal(['accountType', 'instruction', 'oauth']);
    const ends = heard.filter((event) => event.type !== 'stage-change').map((event) => event.type);
    expect(ends).to.deep.equal(['integration-install', 'complete']);
  });

  it('draws every kind of input, asks for what is missing, and sends the values', async () => {
    const {element, service} = await mount('sendgrid', {}, INPUTS);
    await click(element, 'start-button');
    await findPart(element, 'form');
    await expectAccessible(element);
    expect(textOf(element)).not.to.contain('Hidden');
    expect(textOf(element)).to.contain('This setting cannot be changed here yet.');
    const links = [...element.shadowRoot!.querySelectorAll('paragon-input')].flatMap((found) => [
      ...found.shadowRoot!.querySelectorAll('a'),
    ]);
    expect(links.map(({href}) => href)).to.deep.equal([
      'https://example.com/help',
      'https://example.com/where',
    ]);

    await click(element, 'next-button');
    await untilText(element, 'Enter a value for “Shop”.');
    const shop = await findField(element, 'Shop');
    await until(() => focused().id === shop.id && input(element, 'Shop')?.matches(':focus'), 'the focus');
    expect(shop.getAttribute('aria-invalid')).to.equal('true');
    expect(shop.getAttribute('aria-describedby')).to.contain('-error');
    await expectAccessible(element);

    await sendKeys({type: 'north'});
    typeInto(await findField(element, 'Key'), 'sentinel-secret');
    typeInto(await findField(element, 'Mail'), 'nobody');
    await click(element, 'next-button');
    await untilText(element, 'Enter an e-mail address');
    typeInto(await findField(element, 'Mail'), 'a@b.example');
    typeInto(await findField(element, 'Size'), '3');
    (await findField(element, 'Sync')).click();
    service.answer('POST', '/sdk/credentials', () => failure(400, 'Your shop is closed.'));
    await click(element, 'next-button');
    await untilText(element, 'Your shop is closed.');
    expect((await findField(element, 'Shop')).value).to.equal('north');
    expect((await findField(element, 'Key')).value).to.equal('sentinel-secret');

    const key = await findField(element, 'Key');
    await click(element, 'next-button');
    await untilText(element, 'SendGrid is connected');
    expect(key.value).to.equal('');
    const body = service.requestsOf('POST', '/sdk/credentials')[1]?.body as {payload: object};
    expect(body.payload).to.deep.equal({
      shop: 'north',
      key: 'sentinel-secret',
      mail: 'a@b.example',
      size: '3',
      sync: true,
      region: 'us',
      odd: 'blue',
      secret: 'from the service',
      skipPostOAuthInputs: false,
    });
  });

  it('draws the rest if the service sends inputs that cannot be read', async () => {
    const strange = [
      null,
      'TEXT',
      {type: 'TEXT_NO_VARS', title: 'No id'},
      {id: 'values', type: 'ENUM', title: 'Strange values', values: {eu: 1}},
      {id: 'untyped', title: 'Untyped'},
      {id: 'key', type: 'PASSWORD', title: 'Key'},
    ];
    const {element} = await mount('sendgrid', {}, strange as object[]);
    await click(element, 'start-button');
    await findPart(element, 'form');
    expect(textOf(element)).to.contain('Strange values');
    expect(textOf(element)).to.contain('This setting cannot be changed here yet.');
    expect(textOf(element)).not.to.contain('No id');
    typeInto(await findField(element, 'Key'), 'right');
    await click(element, 'next-button');
    await untilText(element, 'Enter a value for “Strange values”.');
  });

  it('keeps secrets out of events and attributes', async () => {
    const {element, heard, service} = await mount('sendgrid');
    await click(element, 'start-button');
    await findPart(element, 'input');
    typeInto(await findField(element, 'API key'), 'sentinel-secret');
    await click(element, 'reveal-button');
    const key = await findField(element, 'API key');
    await until(() => key.type === 'text', 'showing it');
    service.answer('POST', '/sdk/credentials', () => failure(400, 'No.'));
    await click(element, 'next-button');
    await untilText(element, 'No.');
    expect(markupOf(element)).not.to.contain('sentinel-secret');
    expect(JSON.stringify(heard.map(({detail}) => [detail, String(detail['error'])]))).not.to.contain(
      'sentinel-secret',
    );
  });

  it('loads the options of a new account, and tries again if that fails', async () => {
    const {element, service} = await mount('keyed');
    await click(element, 'start-button');
    await findPart(element, 'input');
    typeInto(await findField(element, 'API key'), 'right');
    service.answer('POST', '/sdk/actions', () => failure(500, 'no'));
    await click(element, 'next-button');
    await untilText(element, 'Finish setting up Keyed');
    const field = await findField(element, 'Site');
    field.focus();
    field.click();
    await untilText(element, 'The options could not be loaded.');
    await expectAccessible(element);
    await click(element, 'retry-button');
    const credentialId = service.accountsOf('alice', 'keyed')[0]?.id;
    await chooseOption(element, 'Site', 'Vega');
    expect(service.requestsOf('POST', '/sdk/actions')[1]?.headers.get('X-Paragon-Credential')).to.equal(
      credentialId,
    );
    await click(element, 'next-button');
    await untilText(element, 'Keyed is connected');
  });

  it('tells of a closed window and opens it again', async () => {
    const {element, heard, browser} = await mount('slack');
    await click(element, 'start-button');
    await untilText(element, 'Sign in to Slack');
    await new Promise((resolve) => setTimeout(resolve, 600));
    browser.latest().closeByUser();
    await until(() => textOf(element).includes('The sign-in window was closed'), 'the message', 6000);
    expect(heard.map(({type: name, detail}) => `${name} ${String(detail['stage'])}`)).to.deep.equal([
      'stage-change oauth',
      'error oauth',
    ]);
    await expectAccessible(element);
    await click(element, 'open-button');
    await untilText(element, 'Sign in to Slack');
    expect(browser.windows.length).to.equal(2);
  });

  it('goes on in this tab if the window was blocked', async () => {
    const {element, browser} = await mount('slack');
    browser.state.isBlocked = true;
    await click(element, 'start-button');
    await untilText(element, 'The sign-in window was blocked');
    const button = await findPart(element, 'redirect-button');
    const description = button.getAttribute('aria-describedby') ?? '';
    expect(element.shadowRoot?.getElementById(description)?.textContent).to.contain('You leave this page');
    await expectAccessible(element);
    button.click();
    await until(() => browser.tab.url.includes('authorize'), 'the provider in this tab');
    expect(browser.windows.length).to.equal(0);
  });

  it('shows what the service says of single inputs there, and counts what is wrong', async () => {
    const {element, service, heard} = await mount('sendgrid', {}, [
      {id: 'shop', type: 'TEXT_NO_VARS', title: 'Shop'},
      {id: 'mail', type: 'EMAIL', title: 'Mail'},
      {id: 'note', type: 'TEXT_NO_VARS', title: 'Note', required: false},
    ]);
    await click(element, 'start-button');
    await findPart(element, 'form');
    await click(element, 'next-button');
    await untilText(element, '2 fields need your attention.');
    await expectAccessible(element);
    typeInto(await findField(element, 'Shop'), 'north');
    typeInto(await findField(element, 'Mail'), 'a@b.example');
    await until(() => !textOf(element).includes('attention'), 'the count to go');

    const answers = [
      () =>
        json(
          {
            message: 'Mail: taken. Note: too short.',
            meta: {inputs: {mail: 'Mail: taken.', note: 'Too short.'}},
          },
          400,
        ),
      () => json({message: [{property: 'payload.note', constraints: {length: 'Still too short.'}}]}, 400),
      () =>
        json(
          {message: 'Shop: closed. No seats left.', meta: {inputs: {shop: 'Shop: closed.', seats: 'None'}}},
          400,
        ),
    ];
    service.answer('POST', '/sdk/credentials', () => answers[0]!());
    await click(element, 'next-button');
    await untilText(element, 'Too short.');
    expect(textOf(input(element, 'Mail')!)).to.contain('Taken.');
    await until(() => input(element, 'Mail')?.matches(':focus'), 'the focus on the first wrong field');
    expect(textOf(element)).not.to.contain('That did not work');
    expect(hasState(element, 'failed')).to.equal(true);
    await expectAccessible(element);
    expect((await findField(element, 'Shop')).value).to.equal('north');

    service.answer('POST', '/sdk/credentials', () => answers[1]!());
    await click(element, 'next-button');
    await until(() => textOf(input(element, 'Note')!).includes('Still too short.'), 'the validation result');
    expect(textOf(input(element, 'Mail')!)).not.to.contain('Taken.');

    // What names no field of the form stands above it.
    service.answer('POST', '/sdk/credentials', () => answers[2]!());
    await click(element, 'next-button');
    await untilText(element, 'No seats left.');
    expect(textOf(input(element, 'Shop')!)).to.contain('Closed.');
    expect(heard.filter(({type}) => type === 'error').length).to.equal(3);
  });

  it('several clicks before it can be drawn anew open one window', async () => {
    const {element, heard, browser} = await mount('slack');
    const start = await findPart(element, 'start-button');
    for (let count = 0; count < 10; count++) start.click();
    await untilText(element, 'Continue at Slack');
    expect(browser.windows.length).to.equal(1);
    expect(browser.latest().closed).to.equal(false);
    expect(heard.map((event) => event.type)).to.deep.equal(['stage-change']);
  });

  it('cancels, says so once, and can start again', async () => {
    const {element, heard, browser} = await mount('slack');
    await click(element, 'start-button');
    await untilText(element, 'Continue at Slack');
    await click(element, 'cancel-button');
    await until(() => focused().part === 'start-button', 'the focus');
    expect(browser.latest().closed).to.equal(true);
    expect(heard.map((event) => event.type)).to.deep.equal(['stage-change', 'cancel']);
    expect(heard[1]?.detail).to.deep.equal({integration: 'slack'});
  });

  it('opens no window once it was cancelled, or asked for another integration, before it could start', async () => {
    for (const giveUp of [
      (element: ParagonInstallFlow) => element.cancel(),
      (element: ParagonInstallFlow) => void (element.integration = 'sendgrid'),
    ]) {
      const world = createWorld();
      await world.signIn();
      const element = document.createElement('paragon-install-flow');
      Object.assign(element, {client: world.client, integration: 'slack'});
      await fixture(html`${element}`);
      element.start();
      giveUp(element);
      await element.updateComplete;
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(world.browser.windows.length).to.equal(0);
      expect(element.state.status).to.equal('idle');
    }
  });

  it('goes on at its stage, with what was typed, once the user has signed in again', async () => {
    const world = createWorld();
    await world.signIn();
    const element = document.createElement('paragon-install-flow');
    Object.assign(element, {client: world.client, integration: 'sendgrid'});
    await fixture(html`${element}`);
    await click(element, 'start-button');
    const field = await findPart<HTMLInputElement>(element, 'input');
    typeInto(field, 'right');
    world.service.answer('POST', '/sdk/credentials', () => failure(401, 'expired'));
    await click(element, 'next-button');
    await untilText(element, 'Your session has expired');
    await click(element, 'retry-button');
    await until(() => !textOf(element).includes('Your session has expired'), 'the notice to go');
    expect((await findPart<HTMLInputElement>(element, 'input')).value).to.equal('right');
    await click(element, 'next-button');
    await until(() => element.state.status === 'complete', 'completion');
  });

  it('goes on when moved and stops when removed', async () => {
    const {element, browser, heard} = await mount('slack');
    await click(element, 'start-button');
    await untilText(element, 'Continue at Slack');
    const other = await fixture<HTMLElement>(html`<div></div>`);
    other.append(element);
    await element.updateComplete;
    expect(browser.latest().closed).to.equal(false);
    expect(textOf(element)).to.contain('Continue at Slack');
    element.remove();
    await until(() => browser.latest().closed, 'closing');
    expect(heard.map((event) => event.type)).to.deep.equal(['stage-change']);
  });

  it('starts by itself once the user is signed in, and takes no focus then', async () => {
    const before = await fixture<HTMLInputElement>(html`<input aria-label="Page" />`);
    before.focus();
    const {element} = await mount('sendgrid', {autostart: true});
    await findPart(element, 'form');
    expect(document.activeElement === before).to.equal(true);
  });

  it('goes on after signing in again, with what was typed', async () => {
    const {element, service} = await mount('sendgrid');
    await click(element, 'start-button');
    await findPart(element, 'input');
    typeInto(await findField(element, 'API key'), 'right');
    service.answer('POST', '/sdk/credentials', () => failure(401, 'expired'));
    await click(element, 'next-button');
    await untilText(element, 'Your session has expired');
    await click(element, 'retry-button');
    expect((await findField(element, 'API key')).value).to.equal('right');
    await until(() => service.requestsOf('GET', '/sdk/me').length === 2, 'signing in again');
    await new Promise((resolve) => setTimeout(resolve, 50));
    await click(element, 'next-button');
    await untilText(element, 'SendGrid is connected');
  });

  it('shows that it is signing in again, and gives the focus to the stage', async () => {
    const {element, service} = await mount('sendgrid');
    await click(element, 'start-button');
    await findPart(element, 'input');
    typeInto(await findField(element, 'API key'), 'right');
    service.answer('POST', '/sdk/credentials', () => failure(401, 'expired'));
    await click(element, 'next-button');
    const retry = await findPart(element, 'retry-button');
    retry.click();
    await until(() => retry.getAttribute('aria-busy') === 'true', 'being busy');
    await until(() => focused().part === 'heading', 'the focus on the heading');
    expect(hasState(element, 'failed')).to.equal(false);
  });

  it('takes a time limit that cannot be kept for none', async () => {
    const {element} = await mount('slack', {oauthTimeout: Infinity});
    await click(element, 'start-button');
    await untilText(element, 'Continue at Slack');
    expect(textOf(element)).to.contain('You have until');
  });

  it('says what is wrong without an integration, and throws nothing', async () => {
    const warnings = await warningsOf(async () => {
      const {element} = await mount('');
      await untilText(element, 'This is not set up correctly');
    });
    expect(warnings.join()).to.contain('<paragon-install-flow>');
  });
});
