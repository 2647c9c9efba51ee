/** What a person can connect at a provider: a workspace, an organisation, a drive. */
export interface OutsideAccount {
  readonly id: string;
  readonly name: string;
  /** Everything that differs between accounts follows from it. */
  readonly number: number;
}

/** A person who has accounts at every provider of the outside. */
export interface OutsidePerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly company: string;
  /** The first is the one that is offered. */
  readonly accounts: readonly [OutsideAccount, ...OutsideAccount[]];
  /** Basis of the ids that providers give to the person and the company. */
  readonly number: number;
}

const robin = {
  id: 'robin',
  name: 'Robin Vega',
  email: 'robin@vega.example',
  password: 'robin-demo',
  company: 'Vega Works',
  accounts: [
    {id: 'vega', name: 'Vega Works', number: 1},
    {id: 'vega-labs', name: 'Vega Labs', number: 3},
  ],
  number: 1,
} as const satisfies OutsidePerson;

const kim = {
  id: 'kim',
  name: 'Kim Marlow',
  email: 'kim@harbor.example',
  password: 'kim-demo',
  company: 'Harbor & Co.',
  accounts: [
    {id: 'harbor', name: 'Harbor & Co.', number: 2},
    {id: 'harbor-test', name: 'Harbor Test', number: 4},
  ],
  number: 2,
} as const satisfies OutsidePerson;

/** Shown on the sign-in page: these accounts exist only here. */
export const people: readonly OutsidePerson[] = [robin, kim];

const [vega, labs] = robin.accounts;
const [harbor] = kim.accounts;

/** Keys that the outside's key-protected APIs accept, by provider, and whose account each opens. */
export const demoKeys = {
  sendgrid: [
    {key: 'SG.demo-robin-8d1f', person: robin, account: vega},
    {key: 'SG.demo-kim-52c7', person: kim, account: harbor},
    {key: 'SG.demo-labs-c03a', person: robin, account: labs},
    {
      key: 'SG.demo-reader-77b0',
      person: robin,
      account: vega,
      scopes: ['user.account.read', 'templates.read', 'messages.read'],
    },
  ],
  lighthouse: [
    {key: 'lh-demo-robin', person: robin, account: vega},
    {key: 'lh-demo-kim', person: kim, account: harbor},
  ],
  /** User name and password of a database, joined by a colon. */
  ordersdb: [
    {key: 'robin_app:orders-demo-robin', person: robin, account: vega},
    {key: 'kim_app:orders-demo-kim', person: kim, account: harbor},
  ],
  /** API key and token, joined by a colon. */
  trello: [
    {key: 'trello-demo-key:trello-demo-robin', person: robin, account: vega},
    {key: 'trello-demo-key:trello-demo-kim', person: kim, account: harbor},
  ],
} as const;

/** The developer key that the outside's Google Picker takes. It opens nothing by itself: the files are the token's. */
export const demoDeveloperKey = 'google-demo-developer-key';

/** Clients that sign in for themselves, by provider: id, secret and whose account it is. */
export const demoClients = {
  'custom.tidemail': [
    {clientId: 'tide-robin', clientSecret: 'tide-secret-robin-4e2b', person: robin, account: vega},
    {clientId: 'tide-kim', clientSecret: 'tide-secret-kim-91d0', person: kim, account: harbor},
  ],
} as const;

export const findPerson = (id: string) => people.find((person) => person.id === id);

export const findByPassword = (email: string, password: string) =>
  people.find((person) => person.email === email.trim().toLowerCase() && person.password === password);

/** An account of a person by its id; without one, or with one of somebody else, the first. */
export const findAccount = ({accounts}: OutsidePerson, id: string | undefined): OutsideAccount =>
  accounts.find((account) => account.id === id) ?? accounts[0];
