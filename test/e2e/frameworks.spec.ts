import type {Locator, Page} from '@playwright/test';
import {DEMO_URL, SANDBOX_URL} from '../helpers/addresses.js';
import {choose} from '../helpers/choose.js';
import {expect, expectAccessible, test} from '../helpers/demo-test.js';
import {approve} from '../helpers/provider-pages.js';

// The same product page, drawn by each framework: what its user does, and what the custom elements need from a framework.

/** Names with capitals are lost on an element that does not know them. */
const LOST = {developerKey: undefined, appId: undefined};

/** `late`: what differs when the elements are defined later. What they do not know yet is an attribute, which is text. */
const frameworks = [
  {name: 'html', late: {}},
  {name: 'vue', late: {drive: LOST}},
  {name: 'svelte', late: {drive: LOST, disabled: true}},
  {name: 'react', late: {drive: LOST, fields: ''}},
  {name: 'angular', late: {}},
] as const;

/** The demo of one framework. */
class FrameworkPage {
  readonly page: Page;
  readonly name: string;
  readonly portal: Locator;
  readonly log: Locator;
  readonly mapping: Locator;

  constructor(page: Page, name: string) {
    this.page = page;
    this.name = name;
    this.portal = page.getByRole('dialog');
    this.log = page.locator('#log');
    this.mapping = page.locator('#mapping');
  }

  async open(): Promise<void> {
    await this.page.goto(`/${this.name}/`);
    await expect(this.log).toContainText('paragon-authenticate');
    // Automation gives every page the focus; here the provider's window has it, as on a desk.
    await this.page.evaluate(() => (document.hasFocus = () => false));
  }

  get objects(): Locator {
    return this.page.getByRole('combobox', {name: 'Object', exact: true});
  }

  /** Its label is a child that the framework draws. */
  slackButton(user: string): Locator {
    return this.page.locator('#slack').getByRole('button', {name: `Use Slack as ${user}`});
  }

  /** Connects what a click on the button offers. */
  async connect(button: Locator, name: string): Promise<void> {
    await button.click();
    const popup = this.page.waitForEvent('popup');
    await this.portal.getByRole('button', {name: `Connect ${name}`}).click();
    await approve(await popup);
    await expect(this.portal.getByText(`${name} is connected`).first()).toBeVisible();
    await this.portal.getByRole('button', {name: 'Close'}).click();
  }

  async heard(): Promise<string> {
    return (await this.log.getByRole('listitem').allTextContents()).join(', ');
  }
}

/** What the page says in its templates, as the elements must have it. */
const WHAT_IS_SET = {
  // Texts, by attributes.
  provider: {
    projectId: '5f4c9a1e-7d3b-4e62-9a08-3c1b6d2f7e90',
    host: SANDBOX_URL,
    tokenEndpoint: '/api/paragon-token',
  },
  mapper: {name: 'mapping', integration: 'hubspot', objectName: 'Contact'},
  disabled: false,
  // An attribute without a value.
  picker: {integration: 'googledrive', multiple: true},
  // Properties whose names have capitals: texts, and an object.
  drive: {developerKey: 'google-demo-developer-key', appId: '1234567890'},
  fields: 'first_name last_name email phone',
  files: 0,
};

function whatIsSet(page: Page) {
  return page.evaluate(() => {
    const provider = document.querySelector('paragon-provider');
    const mapper = document.querySelector('paragon-field-mapper');
    const picker = document.querySelector('paragon-file-picker');
    if (!provider || !mapper || !picker) throw new Error('An element is missing.');
    const {projectId, host, tokenEndpoint} = provider;
    const {name, integration, objectName, disabled, mapObjectFields} = mapper;
    const {multiple, developerKey, appId, files} = picker;
    const values = JSON.stringify(mapObjectFields ?? '').matchAll(/"value":"(\w+)"/g);
    return {
      provider: {projectId, host, tokenEndpoint},
      mapper: {name, integration, objectName},
      disabled,
      picker: {integration: picker.integration, multiple},
      drive: {developerKey, appId},
      fields: [...values].map(([, value]) => value).join(' '),
      files: files.length,
    };
  });
}

/** Runs in the page: elements are not defined before the event `define`. */
function holdDefinitions(): void {
  const define = customElements.define.bind(customElements);
  const held: Parameters<typeof define>[] = [];
  customElements.define = (...definition) => held.push(definition);
  addEventListener('define', () => {
    customElements.define = define;
    for (const definition of held) define(...definition);
  });
}

/** Milliseconds that a demo may take to build, if it was not built before. */
const BUILD_LIMIT = 300_000;

for (const {name, late} of frameworks) {
  test.describe(name, () => {
    test.beforeAll(async () => {
      test.setTimeout(BUILD_LIMIT);
      const response = await fetch(`${DEMO_URL}/${name}/`);
      expect(response.status, await response.text()).toBe(200);
    });

    test('connect, map fields, leave and come back', async ({page, user}) => {
      const demo = new FrameworkPage(page, name);
      await demo.open();
      const slack = demo.slackButton(user);
      await demo.connect(slack, 'Slack');
      await expect(slack).toBeFocused();
      expect(await demo.heard()).toBe(
        [
          'paragon-authenticate',
          'paragon-portal-open  slack',
          'paragon-integration-install  slack',
          'paragon-portal-close  slack',
        ].join(', '),
      );

      const catalogue = page.locator('#catalogue');
      await demo.connect(catalogue.getByRole('button', {name: /^HubSpot/}), 'HubSpot');
      await choose(demo.objects, 'Contact');
      await page.getByRole('button', {name: 'Use all'}).click();
      await expect(demo.mapping).toContainText('"objectMapping":"contacts"');
      const saved = await demo.mapping.textContent();
      await page.getByRole('button', {name: 'Save', exact: true}).click();
      await expect(demo.log).toContainText(`submit  ${saved?.trim()}`);
      await page.getByLabel('Locked').check();
      await expect(demo.objects).toBeDisabled();
      await page.getByLabel('Locked').uncheck();
      await expect(demo.objects).toBeEnabled();

      await page.getByRole('link', {name: 'Team'}).click();
      await expect(page.getByRole('heading', {name: 'Team'})).toBeVisible();
      await expect(page.locator('paragon-connect, paragon-field-mapper')).toHaveCount(0);
      await page.goBack();
      await expect(demo.objects).toHaveValue('Contact');
      await expect(page.getByRole('combobox', {name: 'HubSpot field for Email'})).toHaveValue('Email');
      await expect(catalogue.getByRole('button', {name: /^HubSpot.*Connected/})).toBeVisible();
      await expect(demo.mapping).toHaveText(saved ?? '');
      await page.getByRole('button', {name: 'Forget'}).click();
      await expect(demo.objects).toHaveValue('');
      await expect(demo.mapping).toHaveText('Nothing is mapped.');
      await expectAccessible(page);
      expect(await demo.heard()).not.toContain('paragon-error');
    });

    test('attributes, properties, children and events', async ({page, user}) => {
      const demo = new FrameworkPage(page, name);
      await demo.open();
      expect(await whatIsSet(page)).toEqual(WHAT_IS_SET);
      await expect(demo.slackButton(user)).toBeVisible();
      // As if two files had been chosen at the provider.
      await page.evaluate(() => {
        const picker = document.querySelector('paragon-file-picker');
        if (!picker) throw new Error('The picker is missing.');
        const file = {mimeType: 'text/plain', size: 1, url: undefined, isFolder: false, raw: null};
        const files = ['Plan', 'Notes'].map((fileName) => ({...file, id: fileName, name: fileName}));
        picker.files = files;
        picker.dispatchEvent(new Event('change', {bubbles: true}));
        const detail = {integration: 'googledrive', files, raw: null};
        picker.dispatchEvent(new CustomEvent('paragon-files-select', {detail, bubbles: true}));
      });
      await expect(page.locator('#files')).toHaveText('2 chosen');
      await expect(demo.log).toContainText('paragon-files-select  2');
      await expect(page.locator('paragon-file-picker').getByRole('listitem')).toHaveCount(2);
      await page.getByRole('button', {name: 'Remove Plan'}).click();
      await expect(page.locator('#files')).toHaveText('1 chosen');
    });

    test('elements that are defined after the page was drawn', async ({page, user}) => {
      await page.addInitScript(holdDefinitions);
      const demo = new FrameworkPage(page, name);
      await page.goto(`/${name}/`);
      await expect(page.locator('#slack')).toHaveText(`Use Slack as ${user}`);
      expect(await page.evaluate(() => customElements.get('paragon-provider') !== undefined)).toBe(false);
      await page.evaluate(() => dispatchEvent(new Event('define')));
      await expect(demo.log).toContainText('paragon-authenticate');
      expect(await whatIsSet(page)).toEqual({...WHAT_IS_SET, ...late});
      await expect(demo.slackButton(user)).toBeVisible();
    });
  });
}
