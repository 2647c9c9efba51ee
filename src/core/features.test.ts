import {expect} from '@open-wc/testing';
import {createFakeBrowser} from '../../test/helpers/fake-browser.js';
import {HOST, PROJECT_ID, createFakeService, token} from '../../test/helpers/fake-service.js';
import type {ParagonError} from './errors.js';
import {createParagon} from './paragon.js';
import type {PortalRequest} from './types/install.js';

const mapObjectFields = {Contact: [{label: 'Name', value: 'name'}]};

/** A user with a Slack account, whose project's plan includes these features. */
async function setup(features: readonly string[] | undefined) {
  const service = createFakeService();
  const browser = createFakeBrowser(service);
  const shown: PortalRequest[] = [];
  const view = {show: (request: PortalRequest) => void shown.push(request), hide: () => undefined};
  const client = createParagon({host: HOST, browser: browser.port, createView: () => view});
  service.install('alice', 'slack');
  service.setFeatures(features);
  await client.authenticate(PROJECT_ID, token('alice'));
  return {service, browser, client, shown};
}

const rejection = (promise: Promise<unknown>): Promise<Pick<ParagonError, 'code' | 'meta'>> =>
  promise.then(
    () => {
      throw new Error('It did not reject.');
    },
    ({code, meta}: ParagonError) => ({code, meta}),
  );

describe('what the plan of the project lacks', () => {
  it('is refused with its code before anything happens: headless installs', async () => {
    const {client, browser, service} = await setup(['dfm']);
    const told: unknown[] = [];
    const options = {allowMultipleCredentials: true, onError: ({code}: ParagonError) => told.push(code)};
    const missing = {code: 'feature_missing', meta: {feature: 'headless-cp'}};
    expect(await rejection(client.installIntegration('slack', options))).to.deep.equal(missing);
    expect(told).to.deep.equal(['feature_missing']);
    expect(browser.windows.length, 'windows').to.equal(0);
    expect(await rejection(client.uninstallIntegration('slack'))).to.deep.equal(missing);
    expect(service.requestsOf('DELETE', '/sdk/integrations').length).to.equal(0);
    expect(client.hasFeature('headless-cp')).to.equal(false);
    expect(client.hasFeature('dfm')).to.equal(true);
  });

  it('is refused with its code before anything happens: fields of the product', async () => {
    const {client, browser, shown} = await setup(['headless-cp']);
    const told: unknown[] = [];
    const options = {mapObjectFields, onError: ({code}: ParagonError) => told.push(code)};
    const missing = {code: 'feature_missing', meta: {feature: 'dfm'}};
    expect(await rejection(client.connect('slack', options))).to.deep.equal(missing);
    const install = client.installIntegration('slack', {...options, allowMultipleCredentials: true});
    expect(await rejection(install)).to.deep.equal(missing);
    expect(told).to.deep.equal(['feature_missing', 'feature_missing']);
    expect(shown.length).to.equal(0);
    expect(browser.windows.every(({closed}) => closed)).to.equal(true);
  });

  it('does not stop the portal without them', async () => {
    const {client, shown} = await setup([]);
    client.connect('slack').catch(() => undefined);
    for (let turns = 0; !shown.length && turns < 50; turns++) await new Promise((done) => setTimeout(done));
    expect(shown.map(({integration}) => integration)).to.deep.equal(['slack']);
  });

  it('is there as soon as the plan is another one', async () => {
    const {client, service} = await setup([]);
    service.setFeatures(['headless-cp']);
    await client.refresh();
    await client.uninstallIntegration('slack');
    expect(service.accountsOf('alice', 'slack').length).to.equal(0);
  });

  it('is the secret of the client: the user is the same as without it', async () => {
    const {client} = await setup([]);
    expect(Object.keys(client.getUser()).sort()).to.deep.equal([
      'authenticated',
      'integrations',
      'meta',
      'resources',
      'userId',
    ]);
    client.logout();
    expect(client.hasFeature('dfm')).to.equal(true);
  });

  it('is nothing where the service does not say', async () => {
    const {client, shown} = await setup(undefined);
    client.connect('slack', {mapObjectFields}).catch(() => undefined);
    for (let turns = 0; !shown.length && turns < 50; turns++) await new Promise((done) => setTimeout(done));
    expect(shown.length).to.equal(1);
    client.closePortal();
    await client.uninstallIntegration('slack');
  });
});
