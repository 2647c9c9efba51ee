/** A person who has accounts at every provider of the outside. */
export interface OutsidePerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly company: string;
  /** Basis of the ids that providers give to the person and the company. */
  readonly number: number;
}

/** Shown on the sign-in page: these accounts exist only here. */
export const people: readonly OutsidePerson[] = [
  {
    id: 'robin',
    name: 'Robin Vega',
    email: 'robin@vega.example',
    password: 'robin-demo',
    company: 'Vega Works',
    number: 1,
  },
  {
    id: 'kim',
    name: 'Kim Marlow',
    email: 'kim@harbor.example',
    password: 'kim-demo',
    company: 'Harbor & Co.',
    number: 2,
  },
];

/** Keys that the outside's key-protected APIs accept, by provider. */
export const demoKeys = {
  sendgrid: [
    {key: 'SG.demo-robin-8d1f', person: people[0]!},
    {key: 'SG.demo-kim-52c7', person: people[1]!},
  ],
  lighthouse: [
    {key: 'lh-demo-robin', person: people[0]!},
    {key: 'lh-demo-kim', person: people[1]!},
  ],
} as const;

export const findPerson = (id: string) => people.find((person) => person.id === id);

export const findByPassword = (email: string, password: string) =>
  people.find((person) => person.email === email.trim().toLowerCase() && person.password === password);
