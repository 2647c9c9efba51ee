import type {ConnectInputValue, SerializedConnectInput} from '../src/index.js';

/** An input as a service describes it, with a value of its shape. */
export interface InputSample {
  readonly input: SerializedConnectInput;
  readonly filled: ConnectInputValue;
}

const sample = (
  type: string,
  title: string,
  filled: ConnectInputValue,
  more: Partial<SerializedConnectInput> = {},
): InputSample => ({input: {id: more.id ?? type.toLowerCase(), type, title, ...more}, filled});

const regions = ['Africa', 'Americas', 'Asia', 'Europe', 'Oceania'];
const cities = {
  Europe: ['Bern', 'Ghent', 'Lisbon', 'Porto', 'Turku'],
  Asia: ['Busan', 'Da Nang', 'Kyoto'],
};

/** One of each kind. */
export const samples: readonly InputSample[] = [
  sample('TEXT_NO_VARS', 'Store name', 'harbour-tea', {
    suffixLabel: '.example.com',
    subtitle: 'The name in the address of your store (https://example.com/stores).',
    placeholder: 'my-store',
    tooltip: 'It stands in front of the first dot.',
  }),
  sample('NUMBER', 'Orders a day', 120, {prefixLabel: '≈', required: false}),
  sample('EMAIL', 'Contact', 'robin@example.com'),
  sample('URL', 'Website', 'https://example.com', {
    documentationLink: 'https://example.com/help',
    documentationLinkLabel: 'What is this for?',
  }),
  sample('PASSWORD', 'API key', 'sk-0123456789'),
  sample('TEXTAREA_NO_VARS', 'Greeting', 'Good to see you.\nHow can we help?', {lines: 3, required: false}),
  sample('SWITCH', 'Send a copy to me', true, {subtitle: 'You get every message, too.'}),
  sample('BOOLEAN_INPUT', 'Archive what is done', true),
  sample('ENUM', 'Region', 'Europe', {values: regions.map((name) => ({label: name, value: name}))}),
  sample('ENUM', 'City', 'Lisbon', {
    id: 'city',
    required: false,
    values: Object.entries(cities).map(([title, names]) => ({
      title,
      items: names.map((name) => ({label: name, value: name, subtitle: `A city in ${title}`})),
    })),
  }),
  sample('CUSTOM_DROPDOWN', 'Team', 'team-7', {key: 'teams'}),
  sample('CUSTOM_DROPDOWN', 'Customer (10,000 of them)', 'customer-4711', {id: 'customer', key: 'customers'}),
  sample('COPYABLE_BUTTON_INPUT', 'Callback address', undefined, {
    defaultValue: 'https://example.com/hooks/41a7',
  }),
  sample('PERMISSION', 'What may be read', 'orders:read customers:read', {
    requiredScopes: ['orders:read'],
    scopes: {
      values: [
        {name: 'orders:read', label: 'Orders', description: 'Always needed', required: true},
        {name: 'customers:read', label: 'Customers', description: 'Names and addresses'},
        {name: 'products:read', label: 'Products', description: 'Titles and prices'},
      ],
    },
  }),
  sample('FILE', 'Private key', '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2Vw\n-----END PRIVATE KEY-----'),
  sample('CODE', 'Query', 'select * from orders', {required: false}),
  sample('FUTURE_INPUT', 'Something that is not known yet', undefined, {required: false}),
  sample('DYNAMIC_ENUM', 'Jira site', undefined, {sourceType: 'getAvailableSites', required: false}),
  sample('DYNAMIC_COMBO_INPUT', 'Jira issue', undefined, {sourceType: 'issueFieldValues', required: false}),
  sample('FIELD_MAPPER', 'Jira fields', undefined, {
    sourceType: 'issueFieldMapping',
    savedFieldMappings: [{label: 'Title'}, {label: 'Owner'}],
    required: false,
  }),
];

const many = Array.from({length: 10_000}, (_, index) => ({
  label: `Customer ${(index + 1).toLocaleString('en')}`,
  value: `customer-${index + 1}`,
}));

/** What the page brings itself. The teams come a little late, page by page. */
export const dropdowns = {
  customers: many,
  teams: {
    async loadOptions(cursor?: string, search = '') {
      await new Promise((resolve) => setTimeout(resolve, 300));
      const start = Number(cursor ?? 0);
      const fitting = Array.from({length: 120}, (_, index) => ({
        label: `Team ${index + 1}`,
        value: `team-${index + 1}`,
      })).filter(({label}) => label.toLowerCase().includes(search.toLowerCase()));
      const next = start + 20;
      return {
        options: fitting.slice(start, next),
        nextPageCursor: next < fitting.length ? String(next) : null,
      };
    },
  },
};
