import {expect, fixture, html} from '@open-wc/testing';
import {LitElement} from 'lit';
import {waitFor} from '../../test/helpers/wait-for.js';
import {enShell} from '../i18n/en-shell.js';
import type {PartialMessages} from '../i18n/messages.js';
import {MessagesController} from './messages-controller.js';

class MessagesProbe extends LitElement {
  static override properties = {messages: {attribute: false}};

  messages: PartialMessages | undefined;
  readonly texts = new MessagesController(this, enShell);

  protected override render() {
    return this.texts.value.connect('Slack');
  }
}
customElements.define('messages-probe', MessagesProbe);

const shown = (element: Element) => element.shadowRoot?.textContent.trim();

describe('MessagesController', () => {
  it('takes the texts of the language that the page gives, and English otherwise', async () => {
    const page = await fixture<HTMLElement>(html`
      <div>
        <messages-probe></messages-probe>
        <div lang="de-AT"><messages-probe></messages-probe></div>
        <div lang="xx"><messages-probe></messages-probe></div>
      </div>
    `);
    const [english, german, other] = [...page.querySelectorAll('messages-probe')];
    await waitFor(() => shown(german!) === 'Slack verbinden');
    expect(shown(english!)).to.equal('Connect Slack');
    expect(shown(other!)).to.equal('Connect Slack');
  });

  it('puts the page’s own texts above those of the language, and follows a move to another language', async () => {
    const page = await fixture<HTMLElement>(html`
      <div>
        <div lang="de"><messages-probe></messages-probe></div>
        <div lang="en"></div>
      </div>
    `);
    const probe = page.querySelector<MessagesProbe>('messages-probe')!;
    await waitFor(() => shown(probe) === 'Slack verbinden');
    page.querySelector('[lang=en]')!.append(probe);
    await waitFor(() => shown(probe) === 'Connect Slack');
    page.querySelector('[lang=de]')!.append(probe);
    probe.messages = {connect: (name) => `${name}!`};
    await probe.updateComplete;
    expect(shown(probe)).to.equal('Slack!');
    expect(probe.texts.value.cancel).to.be.oneOf(['Cancel', 'Abbrechen']);
    await waitFor(() => probe.texts.value.cancel === 'Abbrechen');
  });
});
