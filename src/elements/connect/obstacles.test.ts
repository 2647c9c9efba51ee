import {expect, fixture, html} from '@open-wc/testing';
import {
  click,
  createWorld,
  expectAccessible,
  findPart,
  focused,
  listenTo,
  part,
  textOf,
  until,
  untilText,
  type World,
} from '../../../test/helpers/elements.js';
import {failure, INTEGRATIONS, json} from '../../../test/helpers/fake-service.js';
import type {ParagonConnect} from './connect.js';
import './connect.define.js';
import './portal.define.js';
import '../../core/calls.js';
import '../install-flow/install-flow.define.js';
import '../trigger-form/trigger-form.define.js';

const mapObjectFields = {Contact: [{label: 'Name', value: 'name'}]};

const mount = (world: World, more: Partial<ParagonConnect> = {}) => {
  const element = document.createElement('paragon-connect');
  Object.assign(element, {client: world.client, integration: 'slack', ...more});
  return fixture<ParagonConnect>(html`${element}`);
};

/** While it is full, nobody else can be connected. */
function createFullWorld() {
  const world = createWorld();
  const answer = (connectedUserLimitReached: boolean, times: number) =>
    world.service.answer(
      'GET',
      '/sdk/integrations',
      () => json(INTEGRATIONS.map((record) => ({...record, connectedUserLimitReached}))),
      times,
    );
  return {...world, answer};
}

describe('a feature that the plan lacks', () => {
  it('takes nothing from the portal itself: its accounts can be disconnected', async () => {
    const world = createWorld();
    world.service.install('alice', 'slack');
    world.service.setFeatures([]);
    await world.signIn();
    const element = await mount(world, {inline: true});
    await click(element, 'disconnect-button');
    await click(element, 'confirm-button');
    await findPart(element, 'connect-button');
    expect(world.service.requestsOf('DELETE', '/sdk/integrations').length).to.equal(1);
  });

  for (const inline of [false, true]) {
    it(`is said in place of the ${inline ? 'portal' : 'button'} that could not work with it`, async () => {
      const world = createWorld();
      world.service.setFeatures(['headless-cp']);
      const element = await mount(world, {inline, mapObjectFields});
      const heard = listenTo(element);
      await world.signIn();
      await untilText(element, 'Not part of the plan');
      expect(textOf(element)).to.contain('mapping its own fields');
      expect(part(element, 'button')).to.equal(undefined);
      expect(part(element, 'retry-button')).to.equal(undefined);
      await expectAccessible(element);
      const errors = heard.filter(({type}) => type === 'error');
      expect(errors.map(({detail}) => (detail['error'] as {code: string}).code)).to.deep.equal([
        'feature_missing',
      ]);
      element.mapObjectFields = undefined;
      await findPart(element, inline ? 'connect-button' : 'button');
    });
  }
});

describe('the limit of connected users', () => {
  it('is said with what can be done, and looked at again', async () => {
    const world = createFullWorld();
    world.answer(true, 2);
    await world.signIn();
    const element = await mount(world, {inline: true});
    await untilText(element, 'All places are taken');
    expect(part(element, 'connect-button')).to.equal(undefined);
    await expectAccessible(element);
    const button = await findPart(element, 'retry-button');
    expect(textOf(button)).to.equal('Check again');
    button.focus();
    button.click();
    await untilText(element, 'All places are still taken.');
    expect(focused().part).to.equal('retry-button');
    await expectAccessible(element);
    world.answer(false, 1);
    button.click();
    await findPart(element, 'connect-button');
    await until(() => focused().part === 'connect-button', 'the focus');
    expect(textOf(element)).not.to.contain('All places');
  });

  it('says that it could not be looked at, and tells the page', async () => {
    const world = createFullWorld();
    world.answer(true, 1);
    await world.signIn();
    const element = await mount(world, {inline: true});
    const heard = listenTo(element);
    const button = await findPart(element, 'retry-button');
    world.service.answer('GET', '/sdk/integrations', () => failure(400, 'No.'));
    button.click();
    await untilText(element, 'That did not work');
    expect(heard.map(({type}) => type)).to.deep.equal(['error']);
    expect(part(element, 'retry-button')?.getAttribute('aria-busy')).to.equal('false');
  });
});

describe('what the user has no permission for', () => {
  it('is not offered to be tried again, whatever status it comes with', async () => {
    const world = createWorld();
    world.service.install('alice', 'slack');
    await world.signIn();
    const element = await mount(world, {inline: true, triggers: true});
    world.service.answer('GET', '/triggers', () => failure(400, 'No.', '7210'), 9);
    const tab = await until(
      () =>
        element
          .shadowRoot!.querySelector('paragon-portal')
          ?.shadowRoot?.querySelector<HTMLElement>('#tab-triggers'),
      'the tab',
    );
    tab.click();
    await untilText(element, 'Ask your administrator for permission.');
    await expectAccessible(element);
    expect(part(element, 'retry-button')).to.equal(undefined);
  });

  it('stays so after the question to disconnect', async () => {
    const world = createWorld();
    world.service.install('alice', 'slack');
    await world.signIn();
    const element = await mount(world, {inline: true});
    world.service.answer('DELETE', '/sdk/integrations', () => failure(401, 'No.', '7210'));
    await click(element, 'disconnect-button');
    await click(element, 'confirm-button');
    await untilText(element, 'You may not do this');
    expect(part(element, 'retry-button')).to.equal(undefined);
  });
});
