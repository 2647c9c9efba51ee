/** Words from which the outside's data is made: the same in every sandbox, and different enough to be searched. */
const firstNames =
  'Ada Ben Cleo Dag Elif Finn Gita Hugo Ines Jon Kaya Leo Mira Nils Oda Paul Rosa Sven Tara Uwe'.split(' ');
const lastNames =
  'Abel Brandt Costa Dahl Eriksen Falk Grieg Hansen Ito Jansen Klein Lund Moreau Novak Okoye Petrov Quist Rossi Silva Toft'.split(
    ' ',
  );
const adjectives =
  'Amber Blue Calm Deep Eastern Fair Golden High Inner Jade Keen Light Misty Northern Open Proud Quiet Red Silver True Upper Vivid Western Young Zenith'.split(
    ' ',
  );
const nouns =
  'Anchor Bay Cargo Dock Estuary Ferry Gulf Harbor Island Jetty Keel Lagoon Mast Nautic Ocean Pier Quay Reef Sail Tide'.split(
    ' ',
  );
const kinds =
  'Group Trading Logistics Foods Energy Labs Media Partners Systems Works Travel Textiles Motors Health Studio Finance Capital Timber Optics Services'.split(
    ' ',
  );

const pick = (words: readonly string[], index: number): string => words[index % words.length] ?? '';

export interface InventedPerson {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}

/** 400 different people, then the same again. */
export function inventedPerson(index: number): InventedPerson {
  const firstName = pick(firstNames, index);
  const lastName = pick(lastNames, Math.floor(index / firstNames.length) + index);
  return {
    firstName,
    lastName,
    email: `${firstName}.${lastName}@${pick(nouns, index).toLowerCase()}.example`.toLowerCase(),
  };
}

/** 10,000 different companies, then the same again. */
export const inventedCompany = (index: number): string =>
  [
    pick(adjectives, index),
    pick(nouns, Math.floor(index / adjectives.length)),
    pick(kinds, Math.floor(index / (adjectives.length * nouns.length))),
  ].join(' ');

/** A day of the year before 2026-07-01, at noon. */
export const inventedDate = (index: number): string =>
  new Date(Date.UTC(2026, 5, 30, 12) - (index % 365) * 24 * 3600_000).toISOString();
