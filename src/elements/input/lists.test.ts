import {expect, fixture, html} from '@open-wc/testing';
import {
  createWorld,
  expectAccessible,
  findPart,
  part,
  textOf,
  until,
  untilText,
  warningsOf,
  type World,
} from '../../../test/helpers/elements.js';
import {INTEGRATIONS, json} from '../../../test/helpers/fake-service.js';
import type {ConnectInputValue, SerializedConnectInput} from '../../core/types/index.js';
import type {ParagonCombobox} from '../combobox/combobox.js';
import type {ParagonInput} from './input.js';
import './input.define.js';

const dynamic = (cacheKey: string, title: string, more: object = {}) => ({
  type: 'DYNAMIC_DATA_SOURCE',
  cacheKey,
  title,
  ...more,
});
const pair = {
  mainInputSource: dynamic('projects', 'Project'),
  dependentInputSource: dynamic('issueTypes', 'Issue type'),
};
const dataSources = {
  sites: dynamic('sites', 'Site'),
  regions: {
    type: 'STATIC_ENUM_DATA_SOURCE',
    id: 'regions',
    values: [{title: 'Europe', items: [{label: 'North', value: 'n', subtitle: 'Oslo'}]}],
  },
  combo: {type: 'COMBO_INPUT_DATA_SOURCE', id: 'combo', ...pair},
  fields: {
    type: 'DYNAMIC_COMBO_INPUT_DATA_SOURCE',
    id: 'fields',
    ...pair,
    variableInputSource: dynamic('issueFields', 'Fields'),
  },
};

interface Asked {
  readonly sourceKey: string;
  readonly parameters: readonly {key: string; source: {type: string; value: unknown}}[];
  readonly paginationParameters: {pageCursor: unknown; search?: string};
}

const item = (label: string) => ({label, value: label.toLowerCase()});
const variable = (id: string, type: string, more: object = {}) => ({
  id,
  title: id,
  type,
  required: false,
  items: [],
  identifierKey: 'id',
  supportDifferentTextFormat: false,
  textFormat: '',
  ...more,
});
const VARIABLES = [
  variable('Summary', 'string', {required: true}),
  variable('Points', 'number'),
  variable('Priority', 'dropdown', {items: [item('High'), item('Low')]}),
  variable('Labels', 'multi', {
    items: [item('Red'), item('Blue')],
    supportAddItem: true,
    returnsArrayStrings: true,
  }),
  variable('Parts', 'multiCheckbox', {items: [item('Wheel'), item('Bell')]}),
  variable('Notes', 'string', {supportDifferentTextFormat: true, textFormat: 'markdown'}),
  variable('__proto__', 'string'),
];

/** A service with lists that depend on each other, and what they were asked for. */
async function world() {
  const made = createWorld();
  const {service} = made;
  const records = INTEGRATIONS.map((record) =>
    record.type === 'jira' ? {...record, sdkIntegrationConfig: {dataSources}} : record,
  );
  service.answer('GET', '/sdk/integrations', () => json(records), 99);
  service.answer(
    'POST',
    '/sdk/actions',
    () => {
      const asked = service.requestsOf('POST', '/sdk/actions').at(-1)?.body as Asked;
      const lists: Record<string, unknown[]> = {
        sites: [item('Vega'), item('Rigel')],
        projects: [item('Alpha'), item('Beta')],
        issueTypes: [item('Bug'), item('Task')],
        issueFields: VARIABLES,
      };
      return json({output: {records: lists[asked.sourceKey] ?? [], nextPageCursor: null}});
    },
    999,
  );
  await made.signIn();
  return made;
}

const askedFor = ({service}: Pick<World, 'service'>, key: string) =>
  service
    .requestsOf('POST', '/sdk/actions')
    .filter(({body}) => (body as Asked).sourceKey === key)
    .map(({body}) =>
      (body as Asked).parameters.map((one) => `${one.key}=${String(one.source.value)}`).join(),
    );

async function mount(
  {client}: Pick<World, 'client'>,
  input: Partial<SerializedConnectInput>,
  more: Partial<ParagonInput> = {},
) {
  const element = document.createElement('paragon-input');
  Object.assign(element, {input: {id: 'x', title: 'Field', ...input}, client, integration: 'jira', ...more});
  await fixture(html`<div>${element}</div>`);
  await element.updateComplete;
  const changes: ConnectInputValue[] = [];
  element.addEventListener('change', () => changes.push(element.value));
  return {element, changes};
}

const comboboxes = (element: Element) => [
  ...element.shadowRoot!.querySelectorAll<ParagonCombobox>('paragon-combobox'),
];
const named = (element: Element, label: string) =>
  until(() => comboboxes(element).find((one) => one.label === label), `the combobox ${label}`);

/** Opens a combobox and takes an option of it. */
async function choose(combobox: ParagonCombobox, label: string): Promise<void> {
  const root = combobox.shadowRoot!;
  await until(() => root.querySelector<HTMLElement>('.toggle'), 'the button of the list');
  root.querySelector<HTMLElement>('.toggle')!.click();
  const find = () =>
    [...root.querySelectorAll<HTMLElement>('[role=option]')].find((option) =>
      textOf(option).startsWith(label),
    );
  (await until(find, `the option ${label}`)).click();
  await combobox.updateComplete;
}

const shown = (combobox: ParagonCombobox) => combobox.shadowRoot!.querySelector('input')!.value;

describe('<paragon-input> with one list', () => {
  it('draws ENUM from what comes with it, or from the static list of the integration', async () => {
    const service = await world();
    const {element, changes} = await mount(service, {
      type: 'ENUM',
      values: ['Small', {label: 'Large', value: 'l'}],
    });
    await choose(await named(element, 'Field'), 'Large');
    expect(changes.join()).to.equal('l');
    await expectAccessible(element);
    const region = await mount(service, {type: 'ENUM', sourceType: 'regions'});
    await choose(await named(region.element, 'Field'), 'North');
    expect(region.element.value).to.equal('n');
    expect(service.service.requestsOf('POST', '/sdk/actions').length).to.equal(0);
  });

  it('loads DYNAMIC_ENUM for the account that is chosen, and shows the label of a stored value', async () => {
    const service = await world();
    const credential = service.service.install('alice', 'jira', {externalId: 'second'});
    await service.signIn();
    const {element} = await mount(
      service,
      {type: 'DYNAMIC_ENUM', sourceType: 'sites', fallbackText: 'Some site'},
      {value: 'rigel', selectedCredentialId: 'second'},
    );
    const combobox = await named(element, 'Field');
    await until(() => shown(combobox) === 'Rigel', 'the label');
    const request = service.service.requestsOf('POST', '/sdk/actions')[0]!;
    expect(request.headers.get('X-Paragon-Credential')).to.equal(credential.id);
    element.value = 'gone';
    await until(() => shown(combobox) === 'Some site', 'the fallback');
  });

  it('draws CUSTOM_DROPDOWN from a list and from a loader of the page', async () => {
    const service = await world();
    const {client} = service;
    let loads = 0;
    const loadOptions = async (_cursor?: string, search = '') => {
      loads++;
      return {options: [{label: `Found ${search}`, value: `v${loads}`}], nextPageCursor: null};
    };
    client.setDataSources({
      dropdowns: {
        fixed: [{label: 'One', value: '1'}],
        loaded: {refreshOnOpen: true, loadOptions},
      },
    });
    const fixed = await mount(service, {type: 'CUSTOM_DROPDOWN', key: 'fixed'});
    await choose(await named(fixed.element, 'Field'), 'One');
    expect(fixed.element.value).to.equal('1');
    const loaded = await mount(service, {type: 'CUSTOM_DROPDOWN', key: 'loaded'});
    const combobox = await named(loaded.element, 'Field');
    await choose(combobox, 'Found');
    await choose(combobox, 'Found');
    expect(loads).to.be.above(1);
  });

  it('says so where the page has registered nothing, and tells the developer', async () => {
    const service = await world();
    const warnings = await warningsOf(async () => {
      const {element} = await mount(service, {type: 'CUSTOM_DROPDOWN', key: 'unheard'});
      await untilText(element, 'There are no options for this field yet.');
      await expectAccessible(element);
    });
    expect(warnings.join()).to.include('no options are registered for the dropdown "unheard"');
  });

  it('is accessible in each state, and says at the field what is missing', async () => {
    const service = await world();
    const input = {type: 'DYNAMIC_ENUM', sourceType: 'sites', title: 'Site', subtitle: 'Where you work'};
    const {element} = await mount(service, input);
    const combobox = await named(element, 'Site');
    await expectAccessible(element);
    element.reportValidity();
    await untilText(element, 'Enter a value for “Site”.');
    await until(() => combobox.invalid, 'the field to be marked');
    await expectAccessible(element);
    await choose(combobox, 'Vega');
    expect(element.checkValidity()).to.equal(true);
    for (const more of [{error: 'Not allowed'}, {readonly: true}, {disabled: true}]) {
      Object.assign(element, {readonly: false, disabled: false, ...more});
      await element.updateComplete;
      await combobox.updateComplete;
      await expectAccessible(element);
    }
  });
});

describe('<paragon-input> with lists, right-to-left', () => {
  it('is accessible', async () => {
    const service = await world();
    document.documentElement.dir = 'rtl';
    try {
      for (const [type, sourceType] of [
        ['DYNAMIC_ENUM', 'sites'],
        ['COMBO_INPUT', 'combo'],
        ['DYNAMIC_COMBO_INPUT', 'fields'],
      ]) {
        const value =
          type === 'DYNAMIC_ENUM'
            ? 'vega'
            : {mainInput: 'alpha', dependentInput: 'bug', variableInput: {Labels: ['red']}};
        const {element} = await mount(service, {type, sourceType}, {value});
        await named(element, type === 'DYNAMIC_ENUM' ? 'Field' : 'Project');
        await until(() => shown(comboboxes(element)[0]!) !== '', 'the label');
        await expectAccessible(element);
      }
    } finally {
      document.documentElement.dir = '';
    }
  });
});

describe('<paragon-input> with two lists', () => {
  it('lets the second wait for the first, asks for it with the choice, and clears it with another one', async () => {
    const service = await world();
    const {element, changes} = await mount(service, {type: 'COMBO_INPUT', sourceType: 'combo'});
    const main = await named(element, 'Project');
    const dependent = await named(element, 'Issue type');
    await until(() => dependent.waiting === 'Choose “Project” first', 'the reason to wait');
    expect(dependent.source).to.equal(undefined);
    await expectAccessible(element);
    await choose(main, 'Alpha');
    expect(JSON.stringify(element.value)).to.equal('{"mainInput":"alpha"}');
    expect(changes.length, 'half a choice').to.equal(0);
    await choose(dependent, 'Bug');
    expect(JSON.stringify(changes)).to.equal('[{"mainInput":"alpha","dependentInput":"bug"}]');
    expect(askedFor(service, 'issueTypes').join()).to.equal('projects=alpha');
    expect(element.checkValidity()).to.equal(true);
    await choose(main, 'Beta');
    expect(JSON.stringify(element.value)).to.equal('{"mainInput":"beta"}');
    expect(element.validationMessage).to.equal('Enter a value for “Issue type”.');
    await choose(dependent, 'Task');
    expect(askedFor(service, 'issueTypes').join(' ')).to.equal('projects=alpha projects=beta');
    const ids = comboboxes(element).map(({id}) => id);
    expect(new Set(ids).size).to.equal(2);
    await expectAccessible(element);
  });
});

describe('<paragon-input> with fields that depend on two choices', () => {
  const input = {type: 'DYNAMIC_COMBO_INPUT', sourceType: 'fields'};
  const chosen = {mainInput: 'alpha', dependentInput: 'bug'};
  const find = (element: Element, label: string) =>
    until(() => {
      const root = element.shadowRoot!;
      const labels = [...root.querySelectorAll<HTMLLabelElement>('label[for]')];
      const found = labels.find((one) => textOf(one).startsWith(label));
      return found && root.querySelector<HTMLInputElement>(`#${found.htmlFor}`);
    }, `the field ${label}`);
  const write = async (field: HTMLInputElement, text: string) => {
    field.value = text;
    field.dispatchEvent(new InputEvent('input', {bubbles: true, composed: true}));
    field.dispatchEvent(new Event('change', {bubbles: true}));
  };

  it('shows required fields, adds and removes optional ones, and writes each in its shape', async () => {
    const service = await world();
    const {element} = await mount(service, input);
    await choose(await named(element, 'Project'), 'Alpha');
    await choose(await named(element, 'Issue type'), 'Bug');
    const summary = await find(element, 'Summary');
    expect(askedFor(service, 'issueFields').join()).to.equal('projects=alpha,issueTypes=bug');
    expect(element.validationMessage).to.equal('Enter a value for “Summary”.');
    await write(summary, 'It broke');
    expect(element.checkValidity()).to.equal(true);
    const add = async (title: string) => choose(await named(element, 'Add field'), title);
    await add('Points');
    await write(await find(element, 'Points'), '3');
    await add('Priority');
    await choose(await named(element, 'Priority'), 'Low');
    await add('Labels');
    await choose(await named(element, 'Add: Labels'), 'Red');
    await choose(await named(element, 'Add: Labels'), 'Blue');
    await add('Parts');
    const bell = await until(
      () =>
        [...element.shadowRoot!.querySelectorAll<HTMLElement>('.check')].find(
          (one) => textOf(one) === 'Bell',
        ),
      'the checkbox',
    );
    bell.click();
    await add('Notes');
    await write(await find(element, 'Notes'), '# Hi');
    await add('__proto__');
    await write(await find(element, '__proto__'), 'odd');
    await expectAccessible(element);
    expect(JSON.stringify(element.value)).to.equal(
      '{"mainInput":"alpha","dependentInput":"bug","variableInput":{"Summary":"It broke","Points":"3",' +
        '"Priority":"low","Labels":["red","blue"],"Parts":["bell"],"Notes":"# Hi","__proto__":"odd"}}',
    );
    expect(({} as {odd?: string}).odd).to.equal(undefined);
    (await findPart(element, 'remove-field-button')).click();
    await until(() => !JSON.stringify(element.value).includes('Points'), 'the field to go');
  });

  it('drops what was entered for other choices', async () => {
    const service = await world();
    const value = {...chosen, variableInput: {Summary: 'old', Points: '2'}};
    const {element} = await mount(service, input, {value});
    expect((await find(element, 'Points')).value).to.equal('2');
    await choose(await named(element, 'Issue type'), 'Task');
    expect(JSON.stringify(element.value)).to.equal('{"mainInput":"alpha","dependentInput":"task"}');
    expect((await find(element, 'Summary')).value).to.equal('');
    expect(part(element, 'remove-field-button')).to.equal(undefined);
    await choose(await named(element, 'Project'), 'Beta');
    expect(JSON.stringify(element.value)).to.equal('{"mainInput":"beta"}');
  });

  it('offers to load the fields again after a failure', async () => {
    const service = await world();
    let isDown = true;
    const ask = service.client.getFieldOptions;
    const client = {
      ...service.client,
      getFieldOptions: (async (params, options) => {
        if (
          isDown &&
          params.source &&
          'cacheKey' in params.source &&
          params.source.cacheKey === 'issueFields'
        )
          throw new Error('down');
        return ask(params, options);
      }) as typeof ask,
    };
    const {element} = await mount({client}, input, {value: chosen});
    await untilText(element, 'The fields could not be loaded.');
    await expectAccessible(element);
    isDown = false;
    const retry = await findPart(element, 'retry-button');
    retry.focus();
    retry.click();
    await find(element, 'Summary');
    expect(element.shadowRoot!.activeElement?.localName).to.equal('paragon-combobox');
  });
});
