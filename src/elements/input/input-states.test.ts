import {expect, fixture, html} from '@open-wc/testing';
import {setViewport} from '@web/test-runner-commands';
import {
  createWorld,
  expectAccessible,
  hasState,
  isShown,
  partsOf,
  textOf,
  until,
  untilText,
} from '../../../test/helpers/elements.js';
import {failure, type Answer} from '../../../test/helpers/fake-service.js';
import type {ConnectInputValue, SerializedConnectInput} from '../../core/types/index.js';
import type {ParagonInput} from './input.js';
import './input.define.js';

/** A type of input, as it is checked in every state. A new type is a new row. */
interface Row {
  readonly input: SerializedConnectInput;
  readonly value: ConnectInputValue;
  /** What of the value can be seen. */
  readonly shows: string;
  /** It always has a value. */
  readonly isNeverMissing?: boolean;
  /** What else is set, such as a client. */
  readonly more?: () => Promise<Partial<ParagonInput>>;
  /** What is set for a list that does not come, and for one that fails. */
  readonly loading?: () => Promise<Partial<ParagonInput>>;
  readonly failed?: () => Promise<Partial<ParagonInput>>;
}

/** A signed-in client, whose service gives options, or another answer. */
async function withService(answer?: Answer): Promise<Partial<ParagonInput>> {
  const {service, client, signIn} = createWorld();
  service.install('alice', 'jira');
  if (answer) service.answer('POST', '/sdk/actions', answer, 99);
  await signIn();
  return {client, integration: 'jira'};
}

const ROWS: readonly Row[] = [
  {
    input: {
      id: 'text',
      type: 'TEXT_NO_VARS',
      title: 'Shop',
      subtitle: 'As in its address (https://example.com/where)',
      tooltip: 'Small letters only',
      documentationLink: 'https://example.com/help',
      placeholder: 'north',
      prefixLabel: 'https://',
      suffixLabel: '.example.com',
    },
    value: 'harbour',
    shows: 'harbour',
  },
  {input: {id: 'number', type: 'NUMBER', title: 'Tickets per day'}, value: '20', shows: '20'},
  {input: {id: 'email', type: 'EMAIL', title: 'Owner'}, value: 'a@b.example', shows: 'a@b.example'},
  {
    input: {id: 'url', type: 'URL', title: 'Status page', subtitle: 'Public'},
    value: 'https://a.example',
    shows: 'https://a.example',
  },
  {input: {id: 'password', type: 'PASSWORD', title: 'API key'}, value: 'secret', shows: 'secret'},
  {
    input: {id: 'hinted', type: 'TEXT_NO_VARS', inputType: 'password', title: 'Token'},
    value: 'secret',
    shows: 'secret',
  },
  {
    input: {id: 'area', type: 'TEXTAREA_NO_VARS', title: 'Greeting', lines: 3, placeholder: 'Hello'},
    value: 'Hello,\nthere',
    shows: 'Hello,\nthere',
  },
  {input: {id: 'line', type: 'TEXTAREA_NO_VARS', title: 'Signature'}, value: 'Robin', shows: 'Robin'},
  {
    input: {id: 'boolean', type: 'BOOLEAN_INPUT', title: 'Check the name', tooltip: 'Safer'},
    value: true,
    shows: 'on',
    isNeverMissing: true,
  },
  {
    input: {
      id: 'switch',
      type: 'SWITCH',
      title: 'Sync',
      titleText: 'Sync contacts',
      toolTipText: 'Each hour',
    },
    value: true,
    shows: 'on',
    isNeverMissing: true,
  },
  {
    input: {id: 'copy', type: 'COPYABLE_BUTTON_INPUT', title: 'Address', defaultValue: '203.0.113.7'},
    value: '203.0.113.8',
    shows: '203.0.113.8',
    isNeverMissing: true,
  },
  {
    input: {
      id: 'permission',
      type: 'PERMISSION',
      title: 'What the app may do',
      requiredScopes: [],
      scopes: {
        values: [
          {name: 'insert', label: 'Add', description: 'Add orders'},
          {name: 'update', description: 'Change orders'},
        ],
      },
    },
    value: 'update',
    shows: 'update',
  },
  {
    input: {
      id: 'fixed',
      type: 'PERMISSION',
      title: 'What the app may do',
      requiredScopes: ['select'],
      scopes: {
        values: [
          {name: 'select', label: 'Read'},
          {name: 'insert', label: 'Add'},
        ],
      },
    },
    value: 'select insert',
    shows: 'Add',
    isNeverMissing: true,
  },
  {
    input: {id: 'file', type: 'FILE', title: 'Certificate', subtitle: 'In PEM format'},
    value: '-----BEGIN CERTIFICATE-----\n',
    shows: 'Stored file',
  },
  {
    input: {
      id: 'enum',
      type: 'ENUM',
      title: 'Region',
      placeholder: 'Choose a region',
      values: ['eu', {label: 'America', value: 'us'}],
    },
    value: 'us',
    shows: 'America',
  },
  {
    input: {id: 'dynamic', type: 'DYNAMIC_ENUM', title: 'Site', sourceType: 'getAvailableSites'},
    value: 'site-1',
    shows: 'Vega',
    more: () => withService(),
    loading: () => withService(() => new Promise<Response>(() => undefined)),
    failed: () => withService(() => failure(500, 'no')),
  },
  {
    input: {id: 'unknown', type: 'HOLOGRAM', title: 'Hologram'},
    value: {depth: 3},
    shows: 'This setting cannot be changed here yet.',
    isNeverMissing: true,
  },
];

async function mount(
  {input, more}: Row,
  extra: Partial<ParagonInput> = {},
  dir = 'ltr',
): Promise<ParagonInput> {
  const element = document.createElement('paragon-input');
  Object.assign(element, {input, ...(await more?.()), ...extra});
  await fixture(html`<div dir=${dir}>${element}</div>`);
  await until(() => element.hasUpdated && !hasState(element, 'busy'), 'the control');
  return element;
}

/** What can be operated, through the shadow roots. */
const operable = (element: Element): HTMLInputElement[] =>
  [...(element.shadowRoot?.querySelectorAll<HTMLInputElement>('*') ?? [])].flatMap((inner) => [
    ...(inner.matches('input, button, select, textarea') && isShown(inner) ? [inner] : []),
    ...operable(inner),
  ]);

/** What a reader sees: texts, what stands in fields, and what is on. */
const seen = (element: ParagonInput): string =>
  [
    textOf(element),
    ...operable(element).map((field) =>
      field.type === 'checkbox'
        ? field.checked
          ? `on ${textOf(field.closest('label') ?? field)}`
          : ''
        : field.value,
    ),
  ].join(' | ');

for (const row of ROWS) {
  const {input, value, shows} = row;
  describe(`<paragon-input> ${input.type} (${input.id})`, () => {
    it('empty', async () => {
      const element = await mount(row);
      expect(textOf(element)).to.contain(String(input['titleText'] ?? input.title));
      expect(hasState(element, 'invalid')).to.equal(false);
      await expectAccessible(element);
    });

    it('filled', async () => {
      const element = await mount(row, {value});
      await until(() => seen(element).includes(shows), `${shows} in ${seen(element)}`);
      expect(element.checkValidity()).to.equal(true);
      expect(element.value).to.deep.equal(value);
      await expectAccessible(element);
    });

    it('required and missing', async () => {
      const element = await mount(row, {required: true});
      expect(element.reportValidity()).to.equal(!!row.isNeverMissing);
      await element.updateComplete;
      expect(hasState(element, 'invalid')).to.equal(!row.isNeverMissing);
      const message = `Enter a value for “${input.title}”.`;
      expect(textOf(element).includes(message)).to.equal(!row.isNeverMissing);
      await expectAccessible(element);
    });

    it('with an error of the service', async () => {
      const element = await mount(row, {value, error: 'This is taken.'});
      expect(textOf(element)).to.contain('This is taken.');
      expect(hasState(element, 'invalid')).to.equal(true);
      await expectAccessible(element);
    });

    it('disabled', async () => {
      const element = await mount(row, {value, disabled: true});
      const usable = operable(element).filter((field) => !field.disabled);
      expect(usable.map(({type}) => type).join()).to.equal(
        input.type === 'COPYABLE_BUTTON_INPUT' ? 'button' : '',
      );
      await until(() => seen(element).includes(shows), `${shows} in ${seen(element)}`);
      await expectAccessible(element);
    });

    it('read-only', async () => {
      for (const readOnly of [{readonly: true}, {input: {...input, readOnly: true}}]) {
        const element = await mount(row, {value, ...readOnly});
        let changes = 0;
        element.addEventListener('input', () => changes++);
        for (const field of operable(element)) {
          if (field.type === 'checkbox') field.click();
          else if (!field.disabled && field.type !== 'button') expect(field.readOnly).to.equal(true);
        }
        await until(() => seen(element).includes(shows), `${shows} in ${seen(element)}`);
        expect(changes).to.equal(0);
        await expectAccessible(element);
      }
    });

    it('right-to-left, on a small screen', async function () {
      if (!navigator.userAgent.includes('Chrome')) this.skip();
      await setViewport({width: 320, height: 600});
      const long = {...input, title: `${input.title} ${'خ'.repeat(80)}`, subtitle: 'x'.repeat(120)};
      const element = await mount(row, {value, input: long, error: 'y'.repeat(120)}, 'rtl');
      const {scrollWidth, clientWidth} = document.documentElement;
      expect(scrollWidth).to.be.at.most(clientWidth);
      await expectAccessible(element);
      await setViewport({width: 800, height: 600});
    });

    const {loading, failed} = row;
    if (loading) {
      it('loading', async () => {
        const element = await mount(row, await loading());
        for (const field of partsOf(element, 'input')) field.click();
        await untilText(element, 'Loading options…');
        expect(hasState(element, 'invalid')).to.equal(false);
        await expectAccessible(element);
      });
    }
    if (failed) {
      it('failed', async () => {
        const element = await mount(row, await failed());
        for (const field of partsOf(element, 'input')) field.click();
        await untilText(element, 'could not be loaded');
        expect(partsOf(element, 'retry-button').length).to.be.greaterThan(0);
        await expectAccessible(element);
      });
    }
  });
}
