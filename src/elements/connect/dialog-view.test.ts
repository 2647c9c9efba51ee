import {expect, fixture, html} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {
  click,
  createWorld,
  findPart,
  focused,
  part,
  until,
  untilText,
} from '../../../test/helpers/elements.js';
import type {InstallOptions} from '../../core/types/index.js';

const portal = () => document.querySelector('paragon-portal');

describe('paragon.connect() without an element', () => {
  it('shows the portal in a dialog, and resolves when it is connected', async () => {
    const {client, service, signIn} = createWorld();
    await signIn();
    const opener = await fixture<HTMLButtonElement>(html`<button>Open</button>`);
    opener.focus();
    const heard: string[] = [];
    const result = client.connect('sendgrid', {
      onOpen: () => heard.push('open'),
      onInstall: () => heard.push('install'),
      onClose: () => heard.push('close'),
      onError: ({code}) => heard.push(`error ${code}`),
    });
    const element = await until(portal, 'the portal');
    await click(element, 'connect-button');
    const input = await findPart<HTMLInputElement>(element, 'input');
    for (const value of ['wrong', 'right']) {
      input.value = value;
      input.dispatchEvent(new Event('input'));
      await click(element, 'next-button');
      await untilText(element, value === 'wrong' ? 'The API key is not valid.' : 'SendGrid is connected');
    }
    expect((await result).credentialId).to.equal(service.accountsOf('alice', 'sendgrid')[0]?.id);
    await sendKeys({press: 'Escape'});
    await until(() => !portal(), 'closing');
    expect(focused().text).to.equal('Open');
    expect(heard).to.deep.equal(['open', 'error rejected', 'install', 'close']);
  });

  it('rejects when the user closes it, and can be closed by the page', async () => {
    const {client, signIn} = createWorld();
    await signIn();
    const closed = client.connect('slack').catch(({code}: {code: string}) => code);
    await click(await until(portal), 'close-button');
    expect(await closed).to.equal('portal_closed');
    void client.connect('slack').catch(() => undefined);
    await findPart(await until(portal), 'connect-button');
    client.closePortal();
    expect(portal() === null).to.equal(true);
  });
});

describe('paragon.installIntegration() and what it has to ask', () => {
  async function install(type: string, options: InstallOptions = {}) {
    const world = createWorld();
    await world.signIn();
    const opener = await fixture<HTMLButtonElement>(html`<button>Connect</button>`);
    opener.focus();
    const heard: string[] = [];
    const result = world.client.installIntegration(type, {
      onOpen: () => heard.push('open'),
      onInstall: () => heard.push('install'),
      onClose: () => heard.push('close'),
      onError: ({code}) => heard.push(`error ${code}`),
      ...options,
    });
    return {...world, heard, result};
  }

  async function fill(element: Element, value: string): Promise<void> {
    const input = await findPart<HTMLInputElement>(element, 'input');
    input.value = value;
    input.dispatchEvent(new Event('input'));
    await click(element, 'next-button');
  }

  it('draws the install that is under way, and goes away when it is done', async () => {
    const {heard, result, service} = await install('sendgrid');
    const element = await until(portal, 'the portal');
    await fill(element, 'wrong');
    await untilText(element, 'The API key is not valid.');
    expect(part(element, 'connect-button') === undefined, 'nothing else is offered').to.equal(true);
    await fill(element, 'right');
    expect((await result).credentialId).to.equal(service.accountsOf('alice', 'sendgrid')[0]?.id);
    expect(portal() === null).to.equal(true);
    expect(heard).to.deep.equal(['open', 'error rejected', 'install', 'close']);
    expect(focused().text).to.equal('Connect');
  });

  it('stays open if that is wanted, and can connect once more', async () => {
    const {result, client} = await install('sendgrid', {
      showPortalAfterInstall: true,
      allowMultipleCredentials: true,
    });
    const element = await until(portal, 'the portal');
    await fill(element, 'right');
    await result;
    await untilText(element, 'SendGrid is connected');
    await click(element, 'connect-button');
    await fill(element, 'another');
    await until(() => {
      const user = client.getUser();
      return user.authenticated && user.integrations['sendgrid']?.allCredentials.length === 2;
    });
    client.closePortal();
  });

  for (const button of ['cancel-button', 'close-button']) {
    it(`rejects when the user gives up with the ${button}`, async () => {
      const {heard, result} = await install('sendgrid');
      const ending = result.catch(({code}: {code: string}) => code);
      const element = await until(portal, 'the portal');
      await findPart(element, 'input');
      await click(element, button);
      expect(await ending).to.equal('portal_closed');
      await until(() => !portal(), 'closing');
      expect(heard).to.deep.equal(['open', 'close']);
    });
  }
});
