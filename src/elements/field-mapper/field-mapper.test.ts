import {expect, fixture, html} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {
  click,
  createWorld,
  expectAccessible,
  findPart,
  focused,
  part,
  textOf,
  until,
  untilText,
} from '../../../test/helpers/elements.js';
import {INTEGRATIONS, failure, json} from '../../../test/helpers/fake-service.js';
import type {DynamicMappingOptions} from '../../core/types/index.js';
import type {ParagonCombobox} from '../combobox/combobox.js';
import type {ParagonFieldMapper} from './field-mapper.js';
import './field-mapper.define.js';

const dynamic = (cacheKey: string, title: string, more = {}) => ({
  type: 'DYNAMIC_DATA_SOURCE',
  cacheKey,
  title,
  ...more,
});

/** Integrations with a field mapping: of labels, with a level between, paged, and of the page's fields. */
const described = INTEGRATIONS.map((entry) => {
  const settings: Record<string, object> = {
    salesforce: {
      id: 'contacts',
      type: 'FIELD_MAPPER',
      title: 'Contact fields',
      sourceType: 'mapping',
      savedFieldMappings: [{label: 'Full name'}, {label: 'E-mail'}, {label: 'Fax'}],
    },
    jira: {
      id: 'issues',
      type: 'FIELD_MAPPER',
      title: 'Issue fields',
      sourceType: 'mapping',
      savedFieldMappings: [{label: 'Title'}],
    },
    slack: {
      id: 'people',
      type: 'FIELD_MAPPER',
      title: 'People',
      sourceType: 'mapping',
      savedFieldMappings: [],
      useDynamicMapper: true,
      dynamicObjectName: 'Person',
    },
  };
  const input = settings[entry.type];
  if (!input) return entry;
  const source = {
    id: 'mapping',
    type: 'FIELD_MAPPER_DATA_SOURCE',
    recordSource: dynamic('records', entry.type === 'jira' ? 'Project' : 'Object'),
    fieldSource: dynamic('fields', 'Field', {supportPagination: entry.type === 'slack'}),
    ...(entry.type === 'jira' && {dependentInputSource: dynamic('types', 'Issue type')}),
  };
  return {
    ...entry,
    configs: [{values: {description: '', overview: '', sharedMeta: {inputs: [input]}, workflowMeta: {}}}],
    sdkIntegrationConfig: {accountTypes: [], dataSources: {mapping: source}},
  };
});

const RECORDS = [
  {label: 'Contact', value: 'Contact'},
  {label: 'Lead', value: 'Lead'},
];
const FIELDS: Record<string, object[]> = {
  Contact: [
    {label: 'Full Name', value: 'Name'},
    {label: 'Email', value: 'Email'},
    {label: 'Mobile', value: 'MobilePhone'},
  ],
  Lead: [{label: 'Company', value: 'Company'}],
};

interface Asked {
  readonly sourceKey: string;
  readonly parameters: readonly {key: string; source: {value: string}}[];
  readonly paginationParameters: {pageCursor: unknown; search?: string};
}

/** Answers as the service would. `hold` keeps answers of a list back. */
async function mount(type: string, more: Partial<ParagonFieldMapper> = {}, isConnected = true) {
  const world = createWorld();
  world.service.answer('GET', '/sdk/integrations', () => json(described), 99);
  if (isConnected) world.service.install('alice', type);
  const asked: Asked[] = [];
  const held = new Map<string, Promise<void>>();
  const answer = async () => {
    const request = world.service.requestsOf('POST', '/sdk/actions').at(-1)?.body as Asked;
    asked.push(request);
    await held.get(`${request.sourceKey} ${request.parameters[0]?.source.value ?? ''}`.trim());
    const chosen = request.parameters.map(({source}) => source.value);
    const records =
      request.sourceKey === 'records'
        ? RECORDS
        : request.sourceKey === 'types'
          ? [{label: 'Bug', value: 'bug'}]
          : (FIELDS[chosen[0] ?? ''] ?? []);
    const {search = ''} = request.paginationParameters;
    return json({
      output: {
        records: records.filter(({label}: {label?: string}) =>
          label?.toLowerCase().includes(search.toLowerCase()),
        ),
        nextPageCursor: null,
      },
    });
  };
  world.service.answer('POST', '/sdk/actions', answer as never, 99);
  await world.signIn();
  const element = document.createElement('paragon-field-mapper');
  Object.assign(element, {client: world.client, integration: type, ...more});
  const heard: string[] = [];
  for (const name of ['input', 'change']) element.addEventListener(name, ({type}) => void heard.push(type));
  await fixture(html`${element}`);
  await until(() => part(element, 'level') ?? part(element, 'notice'), 'the editor');
  await Promise.all(comboboxes(element).map(({updateComplete}) => updateComplete));
  return {...world, element, heard, asked, held};
}

const comboboxes = (element: Element): ParagonCombobox[] => [
  ...element.shadowRoot!.querySelectorAll<ParagonCombobox>('paragon-combobox'),
];
const combobox = (element: Element, label: string): ParagonCombobox => {
  const found = comboboxes(element).find((one) => one.label === label);
  if (!found) throw new Error(`no list "${label}" among ${comboboxes(element).map((one) => one.label)}`);
  return found;
};
const until2 = (element: Element, label: string) =>
  until(() => comboboxes(element).find((one) => one.label === label), `the list ${label}`);

/** Chooses an option of a list by its label, as a user does: opens it and clicks. */
async function choose(element: Element, label: string, option: string): Promise<void> {
  const box = await until2(element, label);
  await box.updateComplete;
  box.focus();
  (box.shadowRoot!.querySelector('input') as HTMLInputElement).click();
  const row = await until(
    () =>
      [...box.shadowRoot!.querySelectorAll<HTMLElement>('[role=option]')].find((one) =>
        textOf(one).startsWith(option),
      ),
    `the option ${option}`,
  );
  row.dispatchEvent(new MouseEvent('mousedown', {bubbles: true}));
  row.click();
  await (element as ParagonFieldMapper).updateComplete;
}

const shown = (element: Element, label: string) =>
  combobox(element, label).shadowRoot!.querySelector('input')!.value;

const removeButton = (element: Element, label: string): HTMLElement =>
  element.shadowRoot!.querySelector<HTMLElement>(`[aria-label="Remove ${label}"]`)!;

const PERSON: DynamicMappingOptions = {
  fields: [
    {label: 'Name', value: 'name'},
    {label: 'Mail', value: 'mail'},
    {label: 'Mobile', value: 'mobile'},
  ],
  defaultFields: ['name', 'mail'],
  userCanRemoveMappings: true,
  userCanCreateFields: true,
};

describe('<paragon-field-mapper>', () => {
  it('maps fields: the kind of record first, then a row for each label', async () => {
    const {element, heard} = await mount('salesforce');
    expect(combobox(element, 'Salesforce field for Fax').source).to.equal(undefined);
    expect(combobox(element, 'Salesforce field for Fax').waiting).to.equal('Choose “Object” first');
    await expectAccessible(element);
    await choose(element, 'Object', 'Contact');
    expect(element.value).to.deep.equal({objectMapping: 'Contact', fieldMappings: {}, mappingType: 'STATIC'});
    await choose(element, 'Salesforce field for Fax', 'Mobile');
    expect(element.value).to.deep.equal({
      objectMapping: 'Contact',
      fieldMappings: {Fax: 'MobilePhone'},
      mappingType: 'STATIC',
    });
    expect(heard).to.deep.equal(['input', 'change', 'input', 'change']);
    await expectAccessible(element);
  });

  it('tells the page of choices only, not of what is typed into a list', async () => {
    const {element, heard} = await mount('salesforce');
    combobox(element, 'Object').focus();
    await sendKeys({type: 'Co'});
    await until(() => textOf(element).includes('Contact'), 'the list');
    expect(heard).to.deep.equal([]);
  });

  it('suggests what looks the same; the user takes all, one, or none', async () => {
    const value = {objectMapping: 'Contact', fieldMappings: {}};
    const {element} = await mount('salesforce', {value});
    await untilText(element, '2 fields look the same on both sides.');
    await expectAccessible(element);
    await click(element, 'leave-button');
    await until(() => !textOf(element).includes('look the same'), 'the question to go');
    expect(textOf(element)).to.contain('Use “Email”');
    expect(textOf(element)).not.to.contain('Use “Full Name”');
    expect(focused().part).to.equal('input');
    await click(element, 'take-button');
    await untilText(element, 'E-mail is mapped to Email.');
    expect(element.value).to.deep.include({fieldMappings: {'E-mail': 'Email'}});

    const {element: other} = await mount('salesforce', {value});
    await click(other, 'take-all-button');
    await untilText(other, '2 fields were mapped.');
    expect(other.value).to.deep.include({fieldMappings: {'Full name': 'Name', 'E-mail': 'Email'}});
    expect(part(other, 'suggestions') === undefined).to.equal(true);
  });

  it('asks before another kind of record drops mappings', async () => {
    const value = {mainInput: 'Contact', fieldMappings: {'E-mail': 'Email'}};
    const {element, heard} = await mount('salesforce', {value});
    await choose(element, 'Object', 'Lead');
    await untilText(element, 'Change to “Lead”?');
    expect(textOf(element)).to.contain('One field is mapped. Its mapping will be lost.');
    await until(() => focused().part === 'keep-button', 'the focus');
    await expectAccessible(element);
    expect(heard).to.deep.equal([]);
    await sendKeys({press: 'Escape'});
    await until(() => !textOf(element).includes('Change to'), 'the question to go');
    await until(() => shown(element, 'Object') === 'Contact', 'the former choice');
    await until(() => focused().part === 'input', 'the focus to return');
    expect(element.value).to.deep.equal(value);

    await choose(element, 'Object', 'Lead');
    await click(element, 'confirm-button');
    expect(element.value).to.deep.equal({objectMapping: 'Lead', fieldMappings: {}, mappingType: 'STATIC'});
    await until(() => focused().part === 'input', 'the focus');
    expect(shown(element, 'Object')).to.equal('Lead');
  });

  it('can be cleared: a row at once, the kind of record after the question', async () => {
    const value = {objectMapping: 'Contact', fieldMappings: {'E-mail': 'Email'}};
    const {element} = await mount('salesforce', {value});
    await until(() => shown(element, 'Salesforce field for E-mail') === 'Email', 'the label of the value');
    const clear = (label: string) =>
      combobox(element, label).shadowRoot!.querySelector<HTMLElement>('[part~=clear-button]')!.click();
    clear('Object');
    await untilText(element, 'Clear this choice?');
    await click(element, 'confirm-button');
    expect(element.value).to.equal(undefined);
    await choose(element, 'Object', 'Contact');
    await choose(element, 'Salesforce field for Fax', 'Mobile');
    clear('Salesforce field for Fax');
    expect(element.value).to.deep.include({fieldMappings: {}});
  });

  it('points out what is mapped twice, and says it at the field', async () => {
    const value = {objectMapping: 'Contact', fieldMappings: {'E-mail': 'Email', Fax: 'Email'}};
    const {element} = await mount('salesforce', {value});
    await untilText(element, 'Is used for “Fax”, too.');
    expect(combobox(element, 'Salesforce field for Fax').description).to.equal('Is used for “E-mail”, too.');
    await expectAccessible(element);
  });

  it('has a level between, which the fields depend on', async () => {
    const {element, asked} = await mount('jira');
    await choose(element, 'Project', 'Contact');
    expect(combobox(element, 'Jira field for Title').waiting).to.equal('Choose “Issue type” first');
    expect(asked.some(({sourceKey}) => sourceKey === 'fields')).to.equal(false);
    await choose(element, 'Issue type', 'Bug');
    await until(() => asked.some(({sourceKey}) => sourceKey === 'fields'), 'the fields');
    expect(asked.at(-1)?.parameters.map(({key, source}) => [key, source.value])).to.deep.equal([
      ['records', 'Contact'],
      ['types', 'bug'],
    ]);
    await choose(element, 'Jira field for Title', 'Email');
    expect(element.value).to.deep.equal({
      objectMapping: 'Contact',
      dependentInput: 'bug',
      fieldMappings: {Title: 'Email'},
      mappingType: 'STATIC',
    });
    await choose(element, 'Project', 'Lead');
    await click(element, 'confirm-button');
    expect(element.value).to.deep.equal({objectMapping: 'Lead', fieldMappings: {}, mappingType: 'STATIC'});
  });

  it('writes the compound shape if it is asked to', async () => {
    const {element} = await mount('jira', {
      valueShape: 'compound',
      value: {objectMapping: 'Contact', dependentInput: 'bug'},
    });
    await choose(element, 'Jira field for Title', 'Email');
    expect(element.value).to.deep.equal({
      mainInput: 'Contact',
      dependentInput: 'bug',
      fieldMappings: {Title: 'Email'},
    });
  });

  it('adds, removes and creates rows, as the page allows', async () => {
    const {element} = await mount('slack', {
      mapObjectFields: {Person: PERSON},
      value: {objectMapping: 'Contact'},
    });
    await until2(element, 'Slack field for Mail');
    expect(comboboxes(element).some(({label}) => label.endsWith('Mobile'))).to.equal(false);
    await choose(element, 'Add a field', 'Mobile');
    await untilText(element, 'Mobile was added.');
    await until(() => focused().part === 'input', 'the focus');
    await choose(element, 'Slack field for Mobile', 'Mobile');
    removeButton(element, 'Mail').click();
    await untilText(element, 'Mail was removed.');
    expect(element.value).to.deep.equal({
      objectMapping: 'Contact',
      dynamicMappings: {
        name: {applicationField: 'name'},
        mobile: {applicationField: 'mobile', integrationField: 'MobilePhone'},
      },
      mappingType: 'DYNAMIC',
    });
    combobox(element, 'Add a field').focus();
    await sendKeys({type: 'Shoe size'});
    await untilText(element, 'Shoe size');
    await sendKeys({press: 'ArrowDown'});
    await sendKeys({press: 'Enter'});
    await untilText(element, 'Shoe size was added.');
    expect(element.value).to.deep.include({userCreatedFields: ['Shoe size']});
    await expectAccessible(element);

    // What was stored tells which rows there are.
    const stored = element.value;
    const {element: again} = await mount('slack', {mapObjectFields: PERSON, value: stored});
    await until2(again, 'Slack field for Shoe size');
    expect(comboboxes(again).some(({label}) => label.endsWith('Mail'))).to.equal(false);
    await until(() => shown(again, 'Slack field for Mobile') === 'Mobile', 'the label');
  });

  it('does not add a field twice', async () => {
    const {element} = await mount('slack', {
      mapObjectFields: {Person: PERSON},
      value: {objectMapping: 'Contact'},
    });
    (await until2(element, 'Add a field')).focus();
    await sendKeys({type: 'MAIL'});
    await until(() => textOf(combobox(element, 'Add a field')).includes('MAIL'), 'the offer');
    await sendKeys({press: 'ArrowDown'});
    await sendKeys({press: 'Enter'});
    await untilText(element, '“MAIL” is in the list already.');
    expect(combobox(element, 'Add a field').invalid).to.equal(true);
  });

  it('shows no row at first if the page wants none', async () => {
    const {element} = await mount('slack', {
      mapObjectFields: {...PERSON, defaultFields: []},
      value: {objectMapping: 'Contact'},
    });
    await untilText(element, 'No fields are mapped yet.');
    await expectAccessible(element);
  });

  it('says why there is no row: the kind of record comes first, or there is nothing to map', async () => {
    const {element} = await mount('slack', {mapObjectFields: {...PERSON, defaultFields: []}});
    await untilText(element, 'Choose “Object” first');
    element.mapObjectFields = {fields: []};
    await untilText(element, 'There are no fields to map yet.');
    expect(textOf(element)).not.to.contain('below');
  });

  it('finds suggestions in a list that is searched at its origin', async () => {
    const {element, asked} = await mount('slack', {
      mapObjectFields: [{label: 'Mobile', value: 'mobile'}],
      value: {objectMapping: 'Contact'},
    });
    await untilText(element, 'Use “Mobile”');
    expect(asked.some(({paginationParameters}) => paginationParameters.search === 'Mobile')).to.equal(true);
  });

  it('takes kinds of records and fields from loaders of the page, page by page, without an account', async () => {
    const asked: unknown[] = [];
    const loaders = {
      objectTypes: {get: () => ({options: [{label: 'Deal', value: 'deal'}], nextPageCursor: null})},
      integrationFields: {
        get: async (params: {objectType: string}, cursor?: string) => {
          asked.push([params.objectType, cursor]);
          return cursor
            ? {options: [{label: 'Second', value: 2 as never}], nextPageCursor: null}
            : {options: [{label: 'First', value: 'first'}], nextPageCursor: 'next'};
        },
      },
      applicationFields: {fields: [{label: 'Amount', value: 'amount'}]},
    };
    const {element} = await mount('bare', {mapObjectFields: loaders}, false);
    await choose(element, 'Kind of record', 'Deal');
    await choose(element, 'Bare field for Amount', 'Second');
    expect(element.value).to.deep.equal({
      objectMapping: 'deal',
      dynamicMappings: {amount: {applicationField: 'amount', integrationField: '2'}},
      mappingType: 'DYNAMIC',
    });
    expect(asked).to.deep.include(['deal', 'next']);
  });

  it('drops the fields of a kind of record that was left meanwhile', async () => {
    const {element, held} = await mount('salesforce');
    let release = () => {};
    held.set('fields Contact', new Promise((resolve) => (release = resolve)));
    await choose(element, 'Object', 'Contact');
    await choose(element, 'Object', 'Lead');
    await choose(element, 'Salesforce field for Fax', 'Company');
    release();
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
    expect(textOf(element)).not.to.contain('Use “Email”');
    expect(element.value).to.deep.include({objectMapping: 'Lead', fieldMappings: {Fax: 'Company'}});
  });

  it('says that fields did not load, and loads them again', async () => {
    const world = await mount('salesforce');
    // Ahead of the answers above.
    world.held.set('fields Contact', Promise.reject(new TypeError('network')));
    world.held.get('fields Contact')?.catch(() => undefined);
    await choose(world.element, 'Object', 'Contact');
    await untilText(world.element, 'The fields could not be loaded.');
    await expectAccessible(world.element);
    world.held.clear();
    await click(world.element, 'retry-button');
    await untilText(world.element, 'Use “Email”');
    expect(world.element.shadowRoot!.activeElement?.id).to.equal('object');
  }).timeout(20_000);

  it('says what is missing: an account, a mapping, a session', async () => {
    const {element} = await mount('salesforce', {}, false);
    expect(combobox(element, 'Object').waiting).to.equal('Connect Salesforce first');
    await expectAccessible(element);
    const {element: none} = await mount('sendgrid');
    await untilText(none, 'Fields cannot be mapped here');
    await expectAccessible(none);
    const world = createWorld();
    world.service.answer('GET', '/sdk/me', () => failure(403, 'no', '7210'));
    const signedIn = world.signIn().catch(() => undefined);
    const failed = document.createElement('paragon-field-mapper');
    Object.assign(failed, {client: world.client, integration: 'salesforce'});
    await fixture(html`${failed}`);
    await signedIn;
    await untilText(failed, 'You may not do this');
    await expectAccessible(failed);
  });

  it('takes part in a form: JSON, required, reset, disabled, restored', async () => {
    const {element} = await mount('salesforce', {name: 'map', required: true});
    const form = document.createElement('form');
    const fieldset = document.createElement('fieldset');
    element.before(form);
    form.append(fieldset);
    fieldset.append(element);
    await element.updateComplete;
    expect(form.checkValidity()).to.equal(false);
    expect(element.reportValidity()).to.equal(false);
    await untilText(element, 'Choose a value for “Object”.');
    await until(() => focused().part === 'input', 'the focus');
    await expectAccessible(element);
    await choose(element, 'Object', 'Contact');
    expect(element.validationMessage).to.equal('Map at least one field.');
    await choose(element, 'Salesforce field for Fax', 'Mobile');
    expect(element.validity.valid).to.equal(true);
    expect(JSON.parse(String(new FormData(form).get('map')))).to.deep.equal(element.value);
    const stored = String(new FormData(form).get('map'));
    fieldset.disabled = true;
    await element.updateComplete;
    expect(new FormData(form).get('map')).to.equal(null);
    expect(combobox(element, 'Object').disabled).to.equal(true);
    fieldset.disabled = false;
    form.reset();
    await element.updateComplete;
    expect(element.value).to.equal(undefined);
    expect(new FormData(form).get('map')).to.equal(null);
    element.formStateRestoreCallback(stored);
    await element.updateComplete;
    expect(element.value).to.deep.equal(JSON.parse(stored));
    form.remove();
  });

  it('can be used again when the page sets disabled back', async () => {
    const {element} = await mount('salesforce', {disabled: true});
    expect(combobox(element, 'Object').disabled).to.equal(true);
    element.disabled = false;
    await until(() => !combobox(element, 'Object').disabled, 'the list to be usable');
    expect(element.matches(':disabled')).to.equal(false);
  });

  it('sends nothing for what a two-way binding has for nothing', async () => {
    const {element} = await mount('salesforce', {name: 'map', required: true});
    const form = document.createElement('form');
    element.before(form);
    form.append(element);
    for (const nothing of ['', null, undefined]) {
      Object.assign(element, {value: nothing});
      await element.updateComplete;
      expect([...new FormData(form).keys()]).to.deep.equal([]);
      expect(element.isEmpty).to.equal(true);
      expect(element.checkValidity()).to.equal(false);
    }
    form.remove();
  });

  it('keeps rows that are not stored yet when the page hands back what it has heard', async () => {
    const {element} = await mount('slack', {mapObjectFields: PERSON, value: {objectMapping: 'Contact'}});
    await choose(element, 'Add a field', 'Mobile');
    element.value = JSON.parse(JSON.stringify(element.value)) as object as {[key: string]: unknown};
    await element.updateComplete;
    await until2(element, 'Slack field for Mobile');
    element.value = {objectMapping: 'Lead'};
    await element.updateComplete;
    await until(() => shown(element, 'Object') === 'Lead', 'the new value');
    expect(comboboxes(element).some(({label}) => label.endsWith('Mobile'))).to.equal(false);
  });

  it('shows what the page has set as text, and never as markup', async () => {
    const label = '<img src=x onerror="window.hit=1">';
    const {element} = await mount('slack', {
      mapObjectFields: [
        {label, value: '__proto__'},
        {label: 'b', value: 'constructor'},
      ],
      value: {objectMapping: 'Contact'},
    });
    await until2(element, `Slack field for ${label}`);
    expect(element.shadowRoot!.querySelectorAll('img').length).to.equal(0);
    await choose(element, `Slack field for ${label}`, 'Email');
    expect(JSON.stringify(element.value)).to.contain(
      '"__proto__":{"applicationField":"__proto__","integrationField":"Email"}',
    );
    expect(({} as {applicationField?: string}).applicationField).to.equal(undefined);
  });

  it('can be read and not changed, also from right to left', async () => {
    const value = {objectMapping: 'Contact', dynamicMappings: {name: {integrationField: 'Name'}}};
    const {element} = await mount('slack', {mapObjectFields: PERSON, readOnly: true, value});
    element.dir = 'rtl';
    await until(() => shown(element, 'Slack field for Name') === 'Full Name', 'the label');
    expect(part(element, 'remove-button') === undefined).to.equal(true);
    expect(part(element, 'add') === undefined).to.equal(true);
    expect(part(element, 'take-button') === undefined).to.equal(true);
    await expectAccessible(element);
  });

  it('works with the keyboard alone', async () => {
    const {element} = await mount('salesforce');
    element.focus();
    await sendKeys({type: 'Cont'});
    await until(() => textOf(combobox(element, 'Object')).includes('Contact'), 'the list');
    await sendKeys({press: 'ArrowDown'});
    await sendKeys({press: 'Enter'});
    await untilText(element, 'look the same');
    await until(() => element.value, 'the choice');
    for (let presses = 0; presses < 6 && focused().part !== 'take-all-button'; presses++)
      await sendKeys({press: 'Tab'});
    // The main button is `button` with the part of its own.
    expect(focused().part).to.equal('take-all-button');
    await sendKeys({press: 'Enter'});
    await untilText(element, '2 fields were mapped.');
  });

  it('draws of a long mapping what is in sight, and the rest can be reached by key', async () => {
    const fields = Array.from({length: 200}, (_none, at) => ({label: `Field ${at}`, value: `field${at}`}));
    const {element} = await mount('slack', {mapObjectFields: {fields}, value: {objectMapping: 'Contact'}});
    const rows = [...(await findPart(element, 'rows')).querySelectorAll('li')];
    expect(rows.length).to.equal(200);
    const height = rows[0]!.getBoundingClientRect().height;
    const isDrawn = (at: number) =>
      rows[at]!.querySelector('.name')!.checkVisibility({contentVisibilityAuto: true});
    await until(() => isDrawn(0) && !isDrawn(150), 'a part of the rows');
    expect(rows[150]!.getBoundingClientRect().height).to.equal(height);
    combobox(element, 'Slack field for Field 149').focus();
    await sendKeys({press: 'Tab'});
    expect(combobox(element, 'Slack field for Field 150').matches(':focus')).to.equal(true);
    await until(() => isDrawn(150), 'the row with the focus');
  });

  it('stays in step when it is moved, and stops when it is removed', async () => {
    const {element} = await mount('salesforce', {
      value: {objectMapping: 'Contact', fieldMappings: {Fax: 'Email'}},
    });
    await until(() => shown(element, 'Salesforce field for Fax') === 'Email', 'the label');
    const place = document.createElement('div');
    document.body.append(place);
    place.append(element);
    await element.updateComplete;
    expect(shown(element, 'Salesforce field for Fax')).to.equal('Email');
    expect((await findPart(element, 'rows')).querySelectorAll('li').length).to.equal(3);
    place.remove();
  });
});
