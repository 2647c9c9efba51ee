import {expect, fixture, html} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {
  click,
  createWorld,
  expectAccessible,
  findPart,
  focused,
  textOf,
  until,
  untilText,
} from '../../../test/helpers/elements.js';
import {failure, json} from '../../../test/helpers/fake-service.js';
import type {ParagonCombobox} from '../combobox/combobox.js';
import type {ParagonInput} from '../input/input.js';
import type {ParagonTriggerForm} from './trigger-form.js';
import './trigger-form.define.js';

const source = (sourceType: string, ...dependencies: string[]) => ({sourceType, dependencies});

const TRIGGERS = [
  {
    type: 'RECORD_CHANGED',
    triggerModel: 'POLLING',
    title: 'Record changed',
    description: 'A record has other values than before.',
    parameters: [
      {id: 'kind', type: 'ENUM', title: 'Kind', required: true, valuesSource: source('kinds')},
      {
        id: 'filter',
        type: 'CONDITIONAL',
        title: 'Filter',
        supportedKeysSource: source('fields', 'kind'),
        supportedOperators: ['$stringContains', '$exists'],
      },
      {id: 'names', type: 'EnumTextAreaPairInput', title: 'Names', valuesSource: source('fields', 'kind')},
      {id: 'code', type: 'CODE', title: 'Code', placeholder: 'return record'},
    ],
  },
  {
    type: 'QUIET',
    triggerModel: 'POLLING',
    title: 'Channel is quiet',
    description: 'Nobody has written for some time.',
    parameters: [
      {id: 'channel', type: 'EDITABLE_ENUM', title: 'Channel', required: true, valuesSource: source('kinds')},
      {
        id: 'silence',
        type: 'TIME_CONSTRAINT_INPUT',
        title: 'Quiet for',
        required: true,
        supportedUnits: ['MINUTES', 'HOURS'],
      },
      {
        id: 'then',
        type: 'ENUM',
        title: 'Then',
        defaultValue: 'report',
        values: [
          {value: 'report', label: 'Report it'},
          {
            value: 'remind',
            label: 'Remind',
            dependentInputs: [{id: 'text', type: 'TEXTAREA', title: 'Reminder', required: true}],
          },
        ],
      },
      {id: 'bots', type: 'BOOLEAN_INPUT', title: 'Bots, too'},
      {id: 'limit', type: 'NUMBER', title: 'At most'},
      {id: 'word', type: 'TEXT', title: 'Word'},
      {id: 'odd', type: 'HOLOGRAM', title: 'Hologram'},
      {
        id: 'static',
        type: 'CONDITIONAL',
        title: 'Only if',
        supportedKeys: ['text', 'user'],
        disableOrCondition: true,
      },
    ],
  },
];

async function mount(
  more: Partial<ParagonTriggerForm> = {},
  triggers: unknown = TRIGGERS,
  isConnected = true,
) {
  const world = createWorld();
  if (isConnected) world.service.install('alice', 'slack');
  world.service.answer('GET', '/triggers', () => json({triggers: {slack: triggers}}), 99);
  const asked: {sourceKey: string; parameters: readonly {key: string; source: {value: unknown}}[]}[] = [];
  const options = () => {
    const body = world.service.requestsOf('POST', '/sdk/actions').at(-1)?.body as (typeof asked)[number];
    asked.push(body);
    const kind = body.parameters[0]?.source.value as string | undefined;
    const labels =
      body.sourceKey === 'kinds' ? ['Contact', 'Deal'] : [`${kind ?? ''} name`, `${kind ?? ''} mail`];
    const records = labels.map((label) => ({label, value: label.toLowerCase()}));
    return json({output: {records, nextPageCursor: null}});
  };
  world.service.answer('POST', '/sdk/actions', options, 99);
  await world.signIn();
  const element = document.createElement('paragon-trigger-form');
  Object.assign(element, {client: world.client, integration: 'slack', ...more});
  const heard: string[] = [];
  for (const name of ['input', 'change']) element.addEventListener(name, ({type}) => void heard.push(type));
  await fixture(html`${element}`);
  return {...world, element, heard, asked};
}

/** Lists, through the shadow roots of the inputs. */
const lists = (element: Element): ParagonCombobox[] =>
  [element, ...element.shadowRoot!.querySelectorAll('paragon-input')].flatMap((host) => [
    ...host.shadowRoot!.querySelectorAll<ParagonCombobox>('paragon-combobox'),
  ]);
const list = (element: Element, label: string) =>
  until(() => lists(element).find((one) => one.label === label), `the list ${label}`);
const input = (element: Element, title: string) =>
  until(
    () =>
      [...element.shadowRoot!.querySelectorAll<ParagonInput>('paragon-input')].find(
        (one) => one.input?.title === title,
      ),
    `the input ${title}`,
  );
const inside = async <E extends HTMLElement>(
  element: Element,
  title: string,
  selector: string,
): Promise<E> => {
  const host = await input(element, title);
  return until(() => host.shadowRoot!.querySelector<E>(selector), `${selector} in ${title}`);
};

async function choose(element: Element, label: string, option: string): Promise<void> {
  const box = await list(element, label);
  await until(() => box.source, `options of ${label}`);
  await box.updateComplete;
  box.focus();
  box.shadowRoot!.querySelector('input')!.click();
  const row = await until(
    () =>
      [...box.shadowRoot!.querySelectorAll<HTMLElement>('[role=option]')].find((one) =>
        textOf(one).startsWith(option),
      ),
    `the option ${option}`,
  );
  row.click();
  await (element as ParagonTriggerForm).updateComplete;
}

function type(field: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement, value: string): void {
  field.value = value;
  if (!(field instanceof HTMLSelectElement))
    field.dispatchEvent(new Event('input', {bubbles: true, composed: true}));
  field.dispatchEvent(new Event('change', {bubbles: true}));
}

/** Waits for what stands below the trigger. */
const described = (element: HTMLElement, text: string) =>
  until(() => {
    const shown = element.shadowRoot?.querySelector('[part=trigger-description]')?.textContent ?? '';
    return text ? shown.includes(text) : !shown;
  }, `the description "${text}"`);

describe('<paragon-trigger-form>', () => {
  it('offers the triggers with what they do, and gives the value that a subscription takes', async () => {
    const {element, heard} = await mount();
    await list(element, 'Trigger');
    await expectAccessible(element);
    await choose(element, 'Trigger', 'Channel is quiet');
    await described(element, 'Nobody has written for some time.');
    expect(element.value).to.deep.equal({type: 'QUIET', parameters: {then: 'report'}});
    expect(heard).to.deep.equal(['input', 'change']);
    await input(element, 'Channel');
    await list(element, 'Channel');
    await inside(element, 'Quiet for', '.time');
    await inside(element, 'Only if', '.filter');
    await expectAccessible(element);
    expect(textOf(element)).to.contain('This setting cannot be changed here yet.');
  });

  it('draws every kind of parameter', async () => {
    const {element} = await mount({value: {type: 'QUIET', parameters: {then: 'report'}}});
    await choose(element, 'Channel', 'Deal');
    type(await inside<HTMLInputElement>(element, 'Quiet for', 'input'), '30');
    type(await inside<HTMLSelectElement>(element, 'Quiet for', 'select'), 'HOURS');
    await choose(element, 'Then', 'Remind');
    type(await inside<HTMLTextAreaElement>(element, 'Reminder', 'textarea'), 'Hello?');
    (await inside<HTMLInputElement>(element, 'Bots, too', 'input')).click();
    type(await inside<HTMLInputElement>(element, 'At most', 'input'), '5');
    type(await inside<HTMLInputElement>(element, 'Word', 'input'), 'urgent');
    expect(element.value?.parameters).to.deep.equal({
      channel: 'deal',
      silence: {value: 30, unit: 'HOURS'},
      then: 'remind',
      text: 'Hello?',
      bots: true,
      limit: '5',
      word: 'urgent',
    });
    expect(element.checkValidity()).to.equal(true);
    await expectAccessible(element);
  });

  it('takes a typed text where the list allows it, and not elsewhere', async () => {
    const {element} = await mount({value: {type: 'QUIET', parameters: {}}});
    expect((await list(element, 'Channel')).creatable).to.equal(true);
    expect((await list(element, 'Then')).creatable).to.equal(false);
    // What a page sets is complete: no default value comes back.
    expect((await input(element, 'Then')).value).to.equal(undefined);
  });

  it('asks for what is required', async () => {
    const {element} = await mount({value: {type: 'QUIET', parameters: {silence: {value: 0, unit: 'HOURS'}}}});
    await list(element, 'Channel');
    await inside(element, 'Quiet for', '.time');
    expect(element.checkValidity()).to.equal(false);
    expect(element.reportValidity()).to.equal(false);
    await untilText(element, 'Enter a value for “Channel”.');
    await untilText(element, 'Enter an amount greater than 0.');
    await until(() => focused().part === 'input', 'the focus');
    await expectAccessible(element);
    const {element: none} = await mount();
    await list(none, 'Trigger');
    expect(none.reportValidity()).to.equal(false);
  });

  it('loads lists by what they depend on, and resets them with it', async () => {
    const {element, asked} = await mount();
    await choose(element, 'Trigger', 'Record changed');
    expect((await list(element, 'Names: Add a field')).waiting).to.equal('Choose “Kind” first');
    await choose(element, 'Kind', 'Contact');
    await choose(element, 'Names: Add a field', 'contact name');
    type(await inside<HTMLTextAreaElement>(element, 'Names', 'textarea'), 'Customer');
    expect(element.value?.parameters).to.deep.equal({kind: 'contact', names: {'contact name': 'Customer'}});
    expect(asked.at(-1)?.parameters).to.deep.equal([
      {key: 'kind', source: {type: 'VALUE', value: 'contact'}},
    ]);
    await choose(element, 'Kind', 'Deal');
    expect(element.value?.parameters).to.deep.equal({kind: 'deal'});
    await choose(element, 'Names: Add a field', 'deal mail');
    await expectAccessible(element);
  });

  it('builds a filter of conditions and groups', async () => {
    const {element} = await mount({value: {type: 'RECORD_CHANGED', parameters: {kind: 'deal'}}});
    (await inside(element, 'Filter', '.add-condition')).click();
    await list(element, 'Filter, Condition 1: Field');
    await until(() => focused().part === 'input', 'the focus');
    expect(element.checkValidity()).to.equal(false);
    await choose(element, 'Filter, Condition 1: Field', 'deal name');
    const select = await inside<HTMLSelectElement>(element, 'Filter', 'select');
    expect([...select.options].map(({text}) => text.trim())).to.deep.equal([
      'Comparison',
      'contains',
      'is not null',
    ]);
    type(select, '$stringContains');
    type(await inside<HTMLInputElement>(element, 'Filter', '.condition input'), 'gold');
    const one = {field: 'deal name', operator: '$stringContains', value: 'gold'};
    const filterOf = () => element.value?.parameters['filter'];
    expect(filterOf()).to.deep.equal({operator: 'OR', conditions: [{operator: 'AND', conditions: [one]}]});

    (await inside(element, 'Filter', '.condition-group [part=add-button]')).click();
    await choose(element, 'Filter, Condition 2: Field', 'deal mail');
    type(await inside<HTMLSelectElement>(element, 'Filter', '[data-at="0-1"] select'), '$exists');
    // Comparing with nothing has no value field.
    expect(
      (await input(element, 'Filter')).shadowRoot!.querySelectorAll('.condition > .control input').length,
    ).to.equal(1);
    (await inside(element, 'Filter', '.add-condition')).click();
    await choose(element, 'Filter, Condition 3: Field', 'deal mail');
    type(await inside<HTMLSelectElement>(element, 'Filter', '[data-at="1-0"] select'), '$exists');
    const two = {field: 'deal mail', operator: '$exists'};
    expect(filterOf()).to.deep.equal({
      operator: 'OR',
      conditions: [
        {operator: 'AND', conditions: [one, two]},
        {operator: 'AND', conditions: [two]},
      ],
    });
    await expectAccessible(element);
    (await inside(element, 'Filter', '[data-at="0-0"] .remove-condition')).click();
    expect(filterOf()).to.deep.equal({
      operator: 'OR',
      conditions: [
        {operator: 'AND', conditions: [two]},
        {operator: 'AND', conditions: [two]},
      ],
    });
    await until(() => focused().part === 'remove-button', 'the focus');
    await choose(element, 'Kind', 'Contact');
    expect(filterOf()).to.equal(undefined);
    expect((await input(element, 'Filter')).shadowRoot!.querySelectorAll('.condition').length).to.equal(0);
  });

  it('leaves out groups where the service takes none, and marks what is unfinished', async () => {
    const {element} = await mount({
      value: {type: 'QUIET', parameters: {channel: 'a', silence: {value: 1, unit: 'HOURS'}}},
    });
    (await inside(element, 'Only if', '.add-condition')).click();
    await inside(element, 'Only if', '.condition');
    expect((await input(element, 'Only if')).shadowRoot!.querySelectorAll('.add-condition').length).to.equal(
      0,
    );
    element.reportValidity();
    await untilText(element, 'Finish each condition, or remove it.');
    await expectAccessible(element);
    (await inside(element, 'Only if', '.remove-condition')).click();
    await until(() => element.checkValidity(), 'the mistake to go');
  });

  it('keeps what a page sets, and what is typed', async () => {
    const filter = {
      operator: 'OR',
      conditions: [{operator: 'AND', conditions: [{field: 'text', operator: '$exists'}]}],
    };
    const value = {type: 'QUIET', parameters: {channel: 'general', static: filter}};
    const {element} = await mount({value});
    await inside(element, 'Only if', '.condition');
    expect(element.value).to.deep.equal(value);
    type(await inside<HTMLInputElement>(element, 'Word', 'input'), 'x');
    expect(element.value).to.deep.equal({type: 'QUIET', parameters: {...value.parameters, word: 'x'}});
    element.value = JSON.parse(JSON.stringify(element.value)) as typeof value;
    await element.updateComplete;
    expect((await inside<HTMLInputElement>(element, 'Word', 'input')).value).to.equal('x');
    element.value = {type: 'GONE', parameters: {}};
    await described(element, 'This trigger is not offered any more.');
    element.value = undefined;
    await described(element, '');
  });

  it('says that there are none', async () => {
    const {element} = await mount({}, 'no list');
    await untilText(element, 'No triggers');
    await expectAccessible(element);
  });

  it('says that triggers did not load, and loads them again', async () => {
    const world = createWorld();
    world.service.install('alice', 'slack');
    world.service.answer('GET', '/triggers', () => failure(404, 'no'));
    world.service.answer('GET', '/triggers', () => json({triggers: {slack: TRIGGERS}}), 9);
    await world.signIn();
    const element = document.createElement('paragon-trigger-form');
    Object.assign(element, {client: world.client, integration: 'slack'});
    await fixture(html`${element}`);
    await untilText(element, 'The triggers could not be loaded');
    await expectAccessible(element);
    await click(element, 'retry-button');
    await list(element, 'Trigger');
  });

  it('needs an account', async () => {
    const {element} = await mount({}, TRIGGERS, false);
    await untilText(element, 'Connect Slack first');
    await expectAccessible(element);
  });

  it('drops the triggers of an integration that was left meanwhile', async () => {
    const world = createWorld();
    world.service.install('alice', 'slack');
    world.service.install('alice', 'sendgrid');
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    world.service.answer('GET', '/triggers', (async () => {
      await held;
      return json({triggers: {slack: TRIGGERS}});
    }) as never);
    world.service.answer('GET', '/triggers', () => json({triggers: {sendgrid: TRIGGERS.slice(0, 1)}}), 9);
    await world.signIn();
    const element = document.createElement('paragon-trigger-form');
    Object.assign(element, {client: world.client, integration: 'slack'});
    await fixture(html`${element}`);
    await until(() => world.service.requestsOf('GET', '/triggers').length, 'the first request');
    await expectAccessible(element);
    element.integration = 'sendgrid';
    await choose(element, 'Trigger', 'Record changed');
    release();
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
    expect(element.value?.type).to.equal('RECORD_CHANGED');
  });

  it('works from right to left, disabled, and with the keyboard', async () => {
    const {element} = await mount({value: {type: 'QUIET', parameters: {}}});
    element.dir = 'rtl';
    await inside(element, 'Quiet for', '.time');
    await expectAccessible(element);
    element.focus();
    await until(() => focused().part === 'input', 'the focus');
    await sendKeys({press: 'Tab'});
    // The clear button of the chosen trigger, then the first parameter.
    await sendKeys({press: 'Tab'});
    await until(
      () => document.activeElement?.shadowRoot?.activeElement?.localName === 'paragon-input',
      'the next field',
    );
    element.disabled = true;
    await element.updateComplete;
    await until(() => lists(element).every(({disabled}) => disabled), 'all to be disabled');
    await expectAccessible(element);
  });

  it('shows hostile texts as texts', async () => {
    const evil = '<img src=x onerror="window.hit=1">';
    const {element} = await mount({value: {type: evil, parameters: {}}}, [
      {
        type: evil,
        title: evil,
        description: evil,
        parameters: [{id: '__proto__', type: 'TEXT', title: evil}],
      },
    ]);
    await untilText(element, evil);
    type(await inside<HTMLInputElement>(element, evil, 'input'), 'x');
    expect(JSON.stringify(element.value?.parameters)).to.equal('{"__proto__":"x"}');
    expect((await findPart(element, 'parameters')).querySelectorAll('img').length).to.equal(0);
  });
});
