import {expect} from '@open-wc/testing';
import {createFakeBrowser} from '../../test/helpers/fake-browser.js';
import {textOf, until} from '../../test/helpers/elements.js';
import {createFakeService, HOST, json, PROJECT_ID, token} from '../../test/helpers/fake-service.js';
import {COLOURS, DANGEROUS} from '../../test/helpers/hostile-texts.js';
import {createParagon} from '../paragon.js';
import {parseColor} from '../internal/color.js';
import type {ParagonConnect} from './connect/connect.js';
import './connect/connect.define.js';
import './connect/portal.define.js';
import './install-flow/install-flow.define.js';

// Everything that a service, a provider or a customer's account sends is somebody else's. Here all of it is hostile at
// once: published texts go through every field that is drawn.

const published = async (): Promise<readonly string[]> => {
  const response = await fetch('/node_modules/big-list-of-naughty-strings/blns.json');
  return (await response.json()) as string[];
};

const DROPDOWNS = ['ENUM', 'DYNAMIC_ENUM', 'CUSTOM_DROPDOWN'];
const TYPES = [
  ...['TEXT_NO_VARS', 'NUMBER', 'EMAIL', 'URL', 'PASSWORD', 'TEXTAREA_NO_VARS', 'BOOLEAN_INPUT', 'SWITCH'],
  ...DROPDOWNS,
  ...['COMBO_INPUT', 'DYNAMIC_COMBO_INPUT', 'FIELD_MAPPER', 'COPYABLE_BUTTON_INPUT', 'PERMISSION', 'FILE'],
];

/** Hands out texts one after the other. */
const dealer = (texts: readonly string[], start: number) => {
  let at = start;
  return () => texts[at++ % texts.length] ?? '';
};

/** An input with every property that a service may send. */
const hostileInput = (type: string, id: string, text: () => string) => ({
  id,
  type,
  title: text(),
  subtitle: text(),
  placeholder: text(),
  tooltip: text(),
  toolTipText: text(),
  titleText: text(),
  documentationLink: text(),
  documentationLinkLabel: text(),
  prefixLabel: text(),
  suffixLabel: text(),
  fallbackText: text(),
  defaultValue: type === 'SWITCH' || type === 'BOOLEAN_INPUT' ? undefined : text(),
  lines: 3,
  required: false,
  key: text(),
  dynamicObjectName: text(),
  savedFieldMappings: [{label: text()}, {label: text()}],
  sourceType: 'hostile',
  values: [
    {label: text(), value: text(), subtitle: text()},
    {title: text(), items: [{label: text(), value: text()}]},
  ],
  customDropdownOptions: [{label: text(), value: text()}],
  requiredScopes: ['first'],
  scopes: {values: [{name: 'first', label: text(), description: text(), required: true}, {name: text()}]},
});

/** An integration whose every text comes from `text`. */
function hostileRecord(index: number, text: () => string) {
  const inputs = TYPES.map((type, place) => hostileInput(type, `input-${place}`, text));
  const workflowId = `907e91d4-2d61-49fe-8047-0a049d4b11b${index}`;
  return {
    id: `0b8f5f0e-5c6a-4b7e-8a51-6f2f6b0d9a0${index}`,
    projectId: PROJECT_ID,
    customIntegration: {slug: `custom.hostile${index}`, name: text(), icon: text(), inputFields: inputs},
    type: 'custom',
    name: text(),
    brandColor: text(),
    isActive: true,
    authenticationType: 'basic',
    needPreOauthInputs: true,
    configs: [
      {
        values: {
          description: text(),
          overview: text(),
          accentColor: text(),
          sharedMeta: {inputs},
          workflowMeta: {[workflowId]: {id: workflowId, order: 0, infoText: text(), inputs}},
        },
      },
    ],
    workflows: [{id: workflowId, description: text()}],
    sdkIntegrationConfig: {
      accountTypes: [],
      authConfigInputs: [],
      postOauthInputs: [],
      dataSources: {hostile: {type: 'STATIC_ENUM_DATA_SOURCE', id: 'hostile', values: inputs[0]?.values}},
    },
  };
}

async function hostileWorld(text: () => string) {
  const service = createFakeService();
  const browser = createFakeBrowser(service);
  const records = [1, 2].map((index) => hostileRecord(index, text));
  const workflowId = records[0]?.workflows[0]?.id ?? '';
  const account = service.install('alice', 'slack', {
    externalId: text(),
    integrationId: records[0]?.id,
    providerId: text(),
    providerData: {email: text(), name: text()},
    dateCreated: text(),
  });
  const configurations = account.configurations.map((one) => ({
    ...one,
    externalId: text(),
    sharedSettings: {'input-0': text(), 'input-8': text()},
    workflowSettings: {[workflowId]: {enabled: true, settings: {'input-1': text()}}},
  }));
  const state = {enabled: true, allCredentials: [{...account, configurations}], ...account};
  service.answer('GET', '/sdk/integrations', () => json(records), 100);
  service.answer(
    'GET',
    '/sdk/me',
    () =>
      json({
        authenticated: true,
        userId: text(),
        project: {id: PROJECT_ID, accessibleFeatures: ['headless-cp']},
        meta: {},
        resources: [],
        integrations: {
          'custom.hostile1': state,
          'custom.hostile2': {enabled: false, allCredentials: []},
        },
      }),
    100,
  );
  const refused = {message: text(), code: '7003', status: 400, meta: {isIntegrationError: true}};
  service.answer('POST', '/sdk/credentials', () => json(refused, 400), 100);
  const client = createParagon({host: HOST, browser: browser.port});
  await client.authenticate(PROJECT_ID, token('alice'));
  return client;
}

const FORBIDDEN = 'script, iframe, frame, object, embed, base, link, meta, template, form[action], math';

/** What must not be there, in a tree and all shadow roots in it. */
function findings(root: ParentNode): string[] {
  const found = [...root.querySelectorAll(FORBIDDEN)].map((element) => element.outerHTML.slice(0, 200));
  for (const element of root.querySelectorAll('*')) {
    for (const {name, value} of element.attributes) {
      if (name.startsWith('on') || name === 'style' || name === 'srcdoc') found.push(`${name}=${value}`);
      if (name === 'href' && !/^(https?|mailto):/.test((element as HTMLAnchorElement).protocol))
        found.push(`href=${value}`);
      if (name === 'src' && !/^https:|^http:\/\/localhost[:/]/.test((element as HTMLImageElement).src))
        found.push(`src=${value}`);
    }
    if (element.shadowRoot) found.push(...findings(element.shadowRoot));
  }
  return found;
}

/** Presses what opens, shows or asks something. */
function pressThrough(root: ParentNode): void {
  for (const element of root.querySelectorAll<HTMLElement>('[role=tab], summary, [part=disconnect-button]')) {
    element.click();
  }
  for (const element of root.querySelectorAll('*')) if (element.shadowRoot) pressThrough(element.shadowRoot);
}

describe('a hostile service', () => {
  const originals = {alert: window.alert, confirm: window.confirm, prompt: window.prompt};
  const warn = console.warn;
  let ran: string[] = [];

  beforeEach(() => {
    ran = [];
    const noticed = (name: string) => () => void ran.push(name);
    Object.assign(window, {
      alert: noticed('alert'),
      confirm: noticed('confirm'),
      prompt: noticed('prompt'),
    });
    console.warn = () => undefined;
  });
  afterEach(() => {
    Object.assign(window, originals);
    console.warn = warn;
  });

  /** Draws everything with texts from `text`, and returns what is wrong with it. */
  async function draw(text: () => string): Promise<string[]> {
    const client = await hostileWorld(text);
    const page = document.createElement('div');
    const catalogue = document.createElement('paragon-connect');
    const portal: ParagonConnect = document.createElement('paragon-connect');
    const flow = document.createElement('paragon-install-flow');
    Object.assign(catalogue, {client});
    Object.assign(portal, {client, integration: 'custom.hostile1', inline: true});
    Object.assign(flow, {client, integration: 'custom.hostile2', autostart: true});
    page.append(catalogue, portal, flow);
    document.body.append(page);
    const inner = () => portal.shadowRoot?.querySelector('paragon-portal');
    await until(() => catalogue.shadowRoot?.querySelector('[part=card]'), 'the cards');
    await until(() => inner()?.shadowRoot?.querySelector('[part=account]'), 'the account');
    await until(() => flow.shadowRoot?.querySelector('[part~=form]'), 'the form');
    pressThrough(page);
    flow.shadowRoot?.querySelector<HTMLElement>('[part=next-button]')?.click();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(textOf(page).length, 'something is drawn').to.be.greaterThan(100);
    const found = findings(page);
    page.remove();
    client.destroy();
    return found;
  }

  it('runs, loads and links nothing: dangerous texts in every field', async function () {
    this.timeout(120_000);
    const found = new Set<string>();
    for (let start = 0; start < DANGEROUS.length; start++) {
      for (const one of await draw(dealer(DANGEROUS, start))) found.add(one);
    }
    expect([...found]).to.deep.equal([]);
    expect(ran).to.deep.equal([]);
  });

  it('survives the published list of naughty strings', async function () {
    this.timeout(120_000);
    const texts = await published();
    expect(texts.length).to.be.greaterThan(400);
    const found = new Set<string>();
    for (let start = 0; start < texts.length; start += 100) {
      for (const one of await draw(dealer(texts, start))) found.add(one);
    }
    expect([...found]).to.deep.equal([]);
    expect(ran).to.deep.equal([]);
  });

  it('takes nothing for a colour that is more than one', () => {
    for (const text of [...COLOURS, ...DANGEROUS]) {
      expect(parseColor(text) ?? 'rgb(0, 0, 0)', text).to.match(/^rgb\((\d{1,3}, ){2}\d{1,3}\)$/);
    }
  });
});
