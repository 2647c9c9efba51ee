import {inventedCompany, inventedDate} from './words.js';

export interface Board {
  readonly id: string;
  readonly name: string;
  readonly closed: boolean;
  readonly shortLink: string;
  readonly url: string;
}

export interface List {
  readonly id: string;
  readonly name: string;
  readonly idBoard: string;
  readonly closed: boolean;
  readonly pos: number;
}

export interface Card {
  readonly id: string;
  readonly name: string;
  readonly desc: string;
  readonly due: string | null;
  readonly dueComplete: boolean;
  readonly closed: boolean;
  readonly idList: string;
  readonly idBoard: string;
  readonly shortLink: string;
  readonly url: string;
  readonly dateLastActivity: string;
}

const boardNames = ['Product', 'Marketing', 'Hiring', 'Customer requests', 'Office move', 'Archive of 2024'];
const listNames = ['Ideas', 'To do', 'Doing', 'Done'];
/** Of the first board, which has enough for several pages, and of each other. */
const CARDS = {first: 260, other: 15};

/** 24 digits, as ids are there; they ascend with time. */
const idOf = (kind: number, account: number, board: number, index: number) =>
  `5${kind}${[account, board].map((one) => String(one).padStart(2, '0')).join('')}${String(index).padStart(18, '0')}`;

export const boardsOf = (account: number): Board[] =>
  boardNames.map((name, index) => {
    const shortLink = `b${account}x${String(index).padStart(5, '0')}`;
    return {
      id: idOf(1, account, index, 0),
      name,
      closed: name.startsWith('Archive'),
      shortLink,
      url: `https://trello.example/b/${shortLink}`,
    };
  });

export const listsOf = (board: Board): List[] =>
  listNames.map((name, index) => ({
    id: `52${board.id.slice(2, 6)}${String(index).padStart(18, '0')}`,
    name,
    idBoard: board.id,
    closed: false,
    pos: 16_384 * (index + 1),
  }));

const tasks = ['Call', 'Write to', 'Visit', 'Prepare an offer for', 'Collect the wishes of'];

/** Cards that are there from the beginning. */
export const seededCards = (account: number): Card[] =>
  boardsOf(account).flatMap((board, place) => {
    const lists = listsOf(board);
    return Array.from({length: place ? CARDS.other : CARDS.first}, (_, index) => {
      const id = idOf(3, account, place, index);
      const shortLink = `c${account}${place}${String(index).padStart(5, '0')}`;
      return {
        id,
        name: `${tasks[index % tasks.length]} ${inventedCompany(index * 3 + place * 41 + account)}`,
        desc: '',
        due: index % 5 ? null : inventedDate(index),
        dueComplete: false,
        closed: index % 13 === 12,
        idList: lists[index % lists.length]?.id ?? '',
        idBoard: board.id,
        shortLink,
        url: `https://trello.example/c/${shortLink}`,
        dateLastActivity: inventedDate(index),
      };
    });
  });
