import {expect, fixture, html} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {click, createWorld, findPart, focused, until, untilText} from '../../../test/helpers/elements.js';

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
