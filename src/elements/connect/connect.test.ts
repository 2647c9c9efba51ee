import {expect, fixture, html} from '@open-wc/testing';
import {emulateMedia, sendKeys} from '@web/test-runner-commands';
import {
  chooseOption,
  click,
  createWorld,
  expectAccessible,
  findPart,
  focused,
  hasState,
  listenTo,
  part,
  textOf,
  until,
  untilText,
  warningsOf,
  type World,
} from '../../../test/helpers/elements.js';
import {failure} from '../../../test/helpers/fake-service.js';
import type {ParagonConnect} from './connect.js';
import './connect.define.js';
import './portal.define.js';

const mount = (world: World, integration = '', more: Partial<ParagonConnect> = {}) => {
  const element = document.createElement('paragon-connect');
  Object.assign(element, {client: world.client, integration, ...more});
  return fixture<ParagonConnect>(html`${element}`);
};

async function mountSignedIn(integration = '', more: Partial<ParagonConnect> = {}, world = createWorld()) {
  await world.signIn();
  const element = await mount(world, integration, more);
  if (integration && !more.inline) await findPart(element, 'button');
  return {...world, element};
}

/** From the button to the provider window. */
async function connectSlack(element: ParagonConnect): Promise<void> {
  await click(element, 'button');
  await click(element, 'connect-button');
}

const isOpen = (element: ParagonConnect) => element.matches('[open]');

describe('<paragon-connect> as a button', () => {
  it('opens the portal, connects, disconnects, and tells each once', async () => {
    const {element, service, client} = await mountSignedIn('slack');
    const heard = listenTo(element);
    expect(textOf(element)).to.equal('Connect Slack');

    await connectSlack(element);
    await untilText(element, 'Continue at Slack');
    expect(hasState(element, 'connecting')).to.equal(true);
    await until(() => service.requestsOf('GET', '/v2/sdk/actions/build-oauth').length, 'the attempt');
    const credential = service.finishOAuth();
    await untilText(element, 'Slack is connected');
    await until(() => focused().part === 'title', 'the focus in the portal, after the end of the flow');
    expect(hasState(element, 'connected')).to.equal(true);
    expect(hasState(element, 'connecting')).to.equal(false);

    await click(element, 'disconnect-button');
    await untilText(element, 'Disconnect Slack?');
    expect(focused().part).to.equal('keep-button');
    await click(element, 'confirm-button');
    await findPart(element, 'connect-button');
    expect(focused().part).to.equal('connect-button');
    await click(element, 'close-button');
    await until(() => !isOpen(element), 'closing');

    expect(heard.map(({type, target}) => `${type} ${target}`)).to.deep.equal(
      [
        'portal-open',
        'integration-install',
        'disconnect-request',
        'integration-uninstall',
        'portal-close',
      ].map((type) => `${type} paragon-connect`),
    );
    const install = heard[1]?.detail;
    expect(install?.['credentialId']).to.equal(credential.id);
    expect(install?.['integrationType']).to.equal('slack');
    expect((install?.['user'] as {userId: string}).userId).to.equal('alice');
    expect(JSON.stringify(heard)).not.to.contain('.signature');
    expect(client.getUser().authenticated).to.equal(true);
  });

  it('opens the provider window inside the click', async () => {
    const {element, browser} = await mountSignedIn('slack');
    await click(element, 'button');
    const button = await findPart(element, 'connect-button');
    // The machinery loads when the portal opens.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    button.click();
    expect(browser.windows.length).to.equal(1);
  });

  it('is used with the keyboard alone, and gives the focus back', async () => {
    const {element} = await mountSignedIn('slack');
    element.focus();
    expect(focused().part).to.equal('button');
    await sendKeys({press: 'Enter'});
    await until(() => focused().part === 'connect-button', 'the focus in the dialog');
    await sendKeys({press: 'Escape'});
    await until(() => focused().part === 'button', 'the focus on the button');
    expect(isOpen(element)).to.equal(false);
  });

  it('says what went wrong with the provider window, and a way on', async () => {
    const {element, browser} = await mountSignedIn('slack');
    const heard = listenTo(element);
    browser.state.isBlocked = true;
    await connectSlack(element);
    await untilText(element, 'The sign-in window was blocked');
    expect(heard.filter(({type}) => type === 'error').map(({detail}) => detail['stage'])).to.deep.equal([
      'oauth',
    ]);
    browser.state.isBlocked = false;
    await click(element, 'open-button');
    await untilText(element, 'Sign in to Slack in the window');
    expect(browser.windows.length).to.equal(1);
    await click(element, 'cancel-button');
    await findPart(element, 'connect-button');
    expect(browser.latest().closed).to.equal(true);
    expect(focused().part).to.equal('connect-button');
  });

  it('shows an account that no longer works, and reconnects that one', async () => {
    const world = createWorld();
    const old = world.service.install('alice', 'slack', {status: 'INVALID', externalId: 'Sales team'});
    const {element, browser, service} = await mountSignedIn('slack', {}, world);
    expect(textOf(element)).to.equal('Manage Slack');
    expect(hasState(element, 'attention')).to.equal(true);
    await click(element, 'button');
    await untilText(element, 'Sales team');
    await untilText(element, 'Needs attention');
    await click(element, 'reconnect-button');
    await until(() => browser.windows.length, 'the window');
    await until(() => service.requestsOf('GET', '/v2/sdk/actions/build-oauth').length, 'the attempt');
    const options =
      service.requestsOf('GET', '/v2/sdk/actions/build-oauth')[0]?.query.get('installOptions') ?? '';
    expect((JSON.parse(options) as {selectedCredentialId: string}).selectedCredentialId).to.equal(old.id);
  });

  it('goes on with an account whose set-up was not finished', async () => {
    const world = createWorld();
    world.service.install('alice', 'jira', {status: 'PENDING'});
    const {element} = await mountSignedIn('jira', {}, world);
    await click(element, 'button');
    await untilText(element, 'One more step');
    await click(element, 'resume-button');
    await untilText(element, 'Finish setting up Jira');
    await chooseOption(element, 'Site', 'Vega');
    await click(element, 'next-button');
    await untilText(element, 'Jira is connected');
  });

  it('leaves it to the page whether to disconnect', async () => {
    const world = createWorld();
    world.service.install('alice', 'slack');
    const {element} = await mountSignedIn('slack', {}, world);
    element.addEventListener('paragon-disconnect-request', (event) => event.preventDefault(), {once: true});
    await click(element, 'button');
    await click(element, 'disconnect-button');
    await element.updateComplete;
    expect(textOf(element)).not.to.contain('Disconnect Slack?');
    await click(element, 'disconnect-button');
    await untilText(element, 'Disconnect Slack?');
    await click(element, 'keep-button');
    await until(() => focused().part === 'disconnect-button', 'the focus');
  });

  it('asks before a form is lost that was begun', async () => {
    const {element, service} = await mountSignedIn('sendgrid');
    await click(element, 'button');
    await click(element, 'connect-button');
    const input = await findPart<HTMLInputElement>(element, 'input');
    input.focus();
    await sendKeys({type: 'key'});
    await sendKeys({press: 'Escape'});
    await untilText(element, 'Discard what you entered?');
    await until(() => focused().part === 'continue-button', 'the focus on the question');
    await expectAccessible(element);
    await click(element, 'continue-button');
    await until(() => focused().part === 'input', 'the focus in the field');
    expect(input.value).to.equal('key');
    expect(isOpen(element)).to.equal(true);
    await click(element, 'close-button');
    await click(element, 'discard-button');
    await until(() => !isOpen(element), 'closing');
    expect(hasState(element, 'connecting')).to.equal(false);
    expect(service.accountsOf('alice', 'sendgrid').length).to.equal(0);
  });

  it('closes a form without asking if nothing was entered', async () => {
    const {element} = await mountSignedIn('sendgrid');
    await click(element, 'button');
    await click(element, 'connect-button');
    await findPart(element, 'input');
    await click(element, 'close-button');
    await until(() => !isOpen(element), 'closing');
  });

  it('is no longer connecting once another client is set', async () => {
    const {element} = await mountSignedIn('sendgrid', {
      inline: true,
      selectedCredentialId: 'ext:nowhere',
    });
    await click(element, 'connect-button');
    await untilText(element, 'This no longer exists');
    expect(hasState(element, 'connecting')).to.equal(true);
    const other = createWorld();
    await other.signIn();
    element.client = other.client;
    await until(() => !hasState(element, 'connecting'), 'the end of the flow');
    await findPart(element, 'connect-button');
  });

  it('says so if disconnecting fails', async () => {
    const world = createWorld();
    world.service.install('alice', 'slack');
    const {element, service} = await mountSignedIn('slack', {}, world);
    const heard = listenTo(element);
    service.answer('DELETE', '/sdk/integrations', () => failure(500, 'no'));
    await click(element, 'button');
    await click(element, 'disconnect-button');
    await click(element, 'confirm-button');
    await untilText(element, 'The service is not available right now');
    expect(heard.filter(({type}) => type === 'error').map(({detail}) => detail['stage'])).to.deep.equal([
      'disconnect',
    ]);
  });

  it('waits with opening until the user is signed in', async () => {
    const world = createWorld();
    const element = await mount(world, 'slack', {open: true});
    expect(hasState(element, 'loading')).to.equal(true);
    await world.signIn();
    await findPart(element, 'connect-button');
  });

  it('keeps its portal when moved, and closes it when removed', async () => {
    const {element, browser} = await mountSignedIn('slack');
    const heard = listenTo(element);
    await connectSlack(element);
    await until(() => browser.windows.length, 'the window');
    const other = await fixture<HTMLElement>(html`<div></div>`);
    other.append(element);
    await element.updateComplete;
    await untilText(element, 'Continue at Slack');
    expect(browser.latest().closed).to.equal(false);
    expect(heard.map(({type}) => type)).to.deep.equal(['portal-open']);
    element.remove();
    await until(() => browser.latest().closed, 'the end of the flow');
    expect(isOpen(element)).to.equal(false);
  });

  it('uses an account of the given external id once it is there', async () => {
    const world = createWorld();
    world.service.install('alice', 'slack', {externalId: 'team-7'});
    world.service.install('alice', 'slack', {externalId: 'team-8'});
    const {element} = await mountSignedIn('slack', {externalId: 'team-7'}, world);
    const heard = listenTo(element);
    await click(element, 'button');
    await untilText(element, 'team-7');
    expect(textOf(element)).not.to.contain('team-8');
    expect(heard.map(({type}) => type)).to.deep.equal(['portal-open']);
  });

  it('connects a further account beside the one that it names', async () => {
    const world = createWorld();
    world.service.install('alice', 'slack', {externalId: 'acct-1'});
    const more = {externalId: 'acct-1', allowMultipleCredentials: true};
    const {element, service} = await mountSignedIn('slack', more, world);
    await click(element, 'button');
    await click(element, 'connect-button');
    const [build] = await until(() => {
      const requests = service.requestsOf('GET', '/v2/sdk/actions/build-oauth');
      return requests.length > 0 && requests;
    }, 'the attempt');
    const options = JSON.parse(build?.query.get('installOptions') ?? '{}') as Record<string, unknown>;
    expect(options['selectedCredentialId']).to.equal(undefined);
    expect(options['externalId']).to.equal(undefined);
    expect(options['allowMultipleCredentials']).to.equal(true);
  });

  it('understands an external id with its prefix', async () => {
    const world = createWorld();
    const account = world.service.install('alice', 'slack', {status: 'INVALID', externalId: 'acct-1'});
    const {element, service} = await mountSignedIn('slack', {selectedCredentialId: 'ext:acct-1'}, world);
    expect(textOf(element)).to.equal('Manage Slack');
    await click(element, 'button');
    await click(element, 'reconnect-button');
    await until(() => service.requestsOf('GET', '/v2/sdk/actions/build-oauth').length, 'the attempt');
    expect(service.finishOAuth().id).to.equal(account.id);
  });

  it('says so when the chosen account is not there, and connects nothing', async () => {
    const {element, browser} = await mountSignedIn('slack', {selectedCredentialId: 'ext:nowhere'});
    await click(element, 'button');
    await untilText(element, 'This no longer exists');
    expect(browser.windows.length).to.equal(0);
  });

  it('gives the focus back to the account whose disconnecting was thought better of', async () => {
    const world = createWorld();
    world.service.install('alice', 'slack', {externalId: 'one'});
    const two = world.service.install('alice', 'slack', {externalId: 'two'});
    const {element} = await mountSignedIn('slack', {}, world);
    await click(element, 'button');
    await findPart(element, 'disconnect-button');
    const portal = element.shadowRoot?.querySelector('paragon-portal');
    portal?.shadowRoot?.querySelector<HTMLElement>(`[data-account="${two.id}"]`)?.click();
    const button = await until(
      () => portal?.shadowRoot?.querySelector<HTMLElement>(`[data-credential="${two.id}"]`),
      'the button of the second',
    );
    button.click();
    await click(element, 'keep-button');
    await until(() => focused().part === 'disconnect-button', 'the focus');
    expect(focused().text).to.contain('two');
  });

  it('takes properties set before it is upgraded', async () => {
    const world = createWorld();
    await world.signIn();
    const holder = document.createElement('div');
    holder.innerHTML = '<x-late-connect integration="slack"></x-late-connect>';
    document.body.append(holder);
    Object.assign(holder.firstElementChild!, {
      client: world.client,
      messages: {connect: (name: string) => `Join ${name}`},
    });
    const {ParagonConnect: Base} = await import('./connect.js');
    customElements.define('x-late-connect', class extends Base {});
    await untilText(holder, 'Join Slack');
    holder.remove();
  });

  it('takes a label of the page and other texts', async () => {
    const world = createWorld();
    await world.signIn();
    const element = await fixture<ParagonConnect>(
      html`<paragon-connect integration="slack" .client=${world.client}>Chat with us</paragon-connect>`,
    );
    await untilText(element, 'Chat with us');
  });
});

describe('<paragon-connect> inline', () => {
  it('draws the portal in place and connects', async () => {
    const {element, service} = await mountSignedIn('sendgrid', {inline: true});
    const heard = listenTo(element);
    await click(element, 'connect-button');
    const input = await findPart<HTMLInputElement>(element, 'input');
    input.value = 'wrong';
    input.dispatchEvent(new Event('input'));
    await click(element, 'next-button');
    await untilText(element, 'The API key is not valid.');
    expect(part<HTMLInputElement>(element, 'input')?.value).to.equal('wrong');
    input.value = 'right';
    input.dispatchEvent(new Event('input'));
    await click(element, 'next-button');
    await untilText(element, 'SendGrid is connected');
    expect(input.value).to.equal('');
    expect(service.accountsOf('alice', 'sendgrid').length).to.equal(1);
    expect(heard.map(({type}) => type)).to.deep.equal(['error', 'integration-install']);
    await expectAccessible(element);
  });
});

describe('<paragon-connect> as a catalogue', () => {
  it('lists all active integrations, connected ones first, and finds them', async () => {
    const world = createWorld();
    world.service.install('alice', 'jira');
    const {element} = await mountSignedIn('', {}, world);
    await findPart(element, 'card');
    const names = () =>
      [...element.shadowRoot!.querySelectorAll('[part=card-name]')].map((name) => name.textContent);
    expect(names()).to.deep.equal([
      'Jira',
      'Slack',
      'Salesforce',
      'Shopify',
      'SendGrid',
      'Keyed',
      'Harbor CRM',
      'Bare',
    ]);
    const search = part<HTMLInputElement>(element, 'search-input')!;
    search.value = 's s';
    search.dispatchEvent(new Event('input'));
    await element.updateComplete;
    search.value = 'harb';
    search.dispatchEvent(new Event('input'));
    await element.updateComplete;
    expect(names()).to.deep.equal(['Harbor CRM']);
    await until(() => part(element, 'status')?.textContent === '1 integration', 'the count');
    search.value = 'nonsense';
    search.dispatchEvent(new Event('input'));
    await untilText(element, 'Nothing found for “nonsense”');
    await click(element, 'clear-button');
    await until(() => names().length === 8, 'all');
    expect(focused().part).to.equal('search-input');
  });

  it('opens a portal from a card, follows the install, and gives the focus back', async () => {
    const {element, service} = await mountSignedIn();
    const heard = listenTo(element);
    const card = await until(
      () => element.shadowRoot!.querySelector<HTMLElement>('[data-type=shopify]'),
      'the card',
    );
    card.focus();
    await sendKeys({press: 'Enter'});
    await click(element, 'connect-button');
    const input = await findPart<HTMLInputElement>(element, 'input');
    await until(() => focused().part === 'heading', 'the focus on the heading');
    expect(focused().text).to.equal('Connect your Shopify account');
    input.focus();
    await sendKeys({type: 'north'});
    await sendKeys({press: 'Enter'});
    await until(() => service.requestsOf('GET', '/v2/sdk/actions/build-oauth').length, 'the attempt');
    service.finishOAuth();
    await untilText(element, 'Shopify is connected');
    await sendKeys({press: 'Escape'});
    await until(() => !isOpen(element), 'closing');
    const first = element.shadowRoot!.querySelector('[part=card-name]')?.textContent;
    expect(first).to.equal('Shopify');
    await until(() => focused().text.startsWith('Shopify'), 'the focus on the card');
    expect(heard.map(({type}) => type)).to.deep.equal(['portal-open', 'integration-install', 'portal-close']);
  });

  it('says what each is good for, and keeps the focus when another one is connected', async () => {
    const {element, service, client} = await mountSignedIn();
    const card = await until(
      () => element.shadowRoot!.querySelector<HTMLElement>('[data-type=slack]'),
      'the card',
    );
    expect(textOf(card)).to.contain('About Slack');
    card.focus();
    service.install('alice', 'sendgrid');
    await client.refresh();
    await until(() => textOf(part(element, 'card')!).startsWith('SendGrid'), 'the new order');
    expect(focused().text).to.contain('About Slack');
  });

  it('shows its shape while signing in', async () => {
    const element = await mount(createWorld());
    const skeleton = element.shadowRoot?.querySelector('[role=img]')?.getAttribute('aria-label');
    expect(skeleton).to.equal('Loading…');
  });
});

describe('<paragon-connect> in trouble', () => {
  const cases = [
    {
      name: 'a refused token',
      code: 'unauthorized',
      text: 'Your session has expired',
      retry: 'Sign in again',
      answer: () => failure(401, 'no'),
    },
    {
      name: 'a failing service',
      code: 'service_error',
      text: 'not available right now',
      retry: 'Try again',
      answer: () => failure(500, 'no'),
    },
    {
      name: 'an HTML answer',
      code: 'protocol_error',
      text: 'not available right now',
      retry: 'Try again',
      answer: () => new Response('<p>hi</p>'),
    },
    {
      name: 'a forbidden project',
      code: 'forbidden',
      text: 'You may not do this',
      retry: '',
      answer: () => failure(403, 'no'),
    },
  ];
  for (const {name, code, text, retry, answer} of cases) {
    it(`tells of ${name} and offers a way on`, async () => {
      const world = createWorld();
      world.service.answer('GET', '/sdk/me', answer, 1);
      const element = await mount(world, 'slack');
      const heard = listenTo(element);
      await world.signIn().catch(() => undefined);
      await untilText(element, text);
      expect(
        heard.map(({type, detail}) => `${type} ${String((detail['error'] as {code: string}).code)}`),
      ).to.deep.equal([`error ${code}`]);
      expect(hasState(element, 'failed')).to.equal(true);
      await expectAccessible(element);
      expect(part(element, 'retry-button')?.textContent.trim() ?? '').to.equal(retry);
      if (!retry) return;
      await click(element, 'retry-button');
      await untilText(element, 'Connect Slack');
      await until(() => focused().part === 'button', 'the focus');
    });
  }

  it('knows an unknown integration, and warns once', async () => {
    const world = createWorld();
    await world.signIn();
    const heard: ReturnType<typeof listenTo>[] = [];
    const warnings = await warningsOf(async () => {
      for (const element of [await mount(world, 'nonsense'), await mount(world, 'nonsense')]) {
        heard.push(listenTo(element));
        await untilText(element, 'This integration is not available');
      }
    });
    expect(warnings.length).to.equal(1);
    expect(warnings[0]).to.contain('<paragon-connect>');
    expect(warnings[0]).to.contain('getIntegrationMetadata()');
  });

  it('says after a time of grace that nobody is signed in', async () => {
    const world = createWorld();
    const element = await mount(world, 'slack');
    const heard = listenTo(element);
    const warnings = await warningsOf(() => untilText(element, 'You are not signed in'));
    expect(heard.map(({type}) => type)).to.deep.equal(['error']);
    expect(warnings.join()).to.contain('paragon-provider');
    await world.signIn();
    await untilText(element, 'Connect Slack');
  });
});

describe('<paragon-connect> for everybody', () => {
  it('passes axe in each state, light and dark', async () => {
    const world = createWorld();
    world.service.install('alice', 'jira', {status: 'INVALID'});
    world.service.install('alice', 'slack');
    const {element} = await mountSignedIn('slack', {}, world);
    await expectAccessible(element);
    await click(element, 'button');
    await findPart(element, 'account');
    await expectAccessible(element);
    await click(element, 'disconnect-button');
    await findPart(element, 'confirm');
    await expectAccessible(element);
    element.hide();

    const catalogue = await mount(world);
    await findPart(catalogue, 'card');
    await expectAccessible(catalogue);
    const inline = await mount(world, 'jira', {inline: true});
    await findPart(inline, 'reconnect-button');
    await expectAccessible(inline);
  });

  it('has no motion for those who want none', async function () {
    if (!navigator.userAgent.includes('Chrome')) this.skip();
    await emulateMedia({reducedMotion: 'reduce'});
    const {element} = await mountSignedIn('slack');
    await click(element, 'button');
    const dialog = await findPart(element, 'dialog');
    expect(parseFloat(getComputedStyle(dialog).animationDuration)).to.be.lessThan(0.01);
    await emulateMedia({reducedMotion: 'no-preference'});
  });
});
