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

const robin: OutsidePerson = {
  id: 'robin',
  name: 'Robin Vega',
  email: 'robin@vega.example',
  password: 'robin-demo',
  company: 'Vega Works',
  number: 1,
};

const kim: OutsidePerson = {
  id: 'kim',
  name: 'Kim Marlow',
  email: 'kim@harbor.example',
  password: 'kim-demo',
  company: 'Harbor & Co.',
  number: 2,
};

/** Shown on the sign-in page: these accounts exist only here. */
export const people: readonly OutsidePerson[] = [robin, kim];

/** Keys that the outside's key-protected APIs accept, by provider. */
export const demoKeys = {
  sendgrid: [
    {key: 'SG.demo-robin-8d1f', person: robin},
    {key: 'SG.demo-kim-52c7', person: kim},
  ],
  lighthouse: [
    {key: 'lh-demo-robin', person: robin},
    {key: 'lh-demo-kim', person: kim},
  ],
} as const;

export const findPerson = (id: string) => people.find((person) => person.id === id);

export const findByPassword = (email: string, password: string) =>
  people.find((person) => person.email === email.trim().toLowerCase() && person.password === password);
