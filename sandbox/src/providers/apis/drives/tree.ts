import {inventedCompany} from '../words.js';
import type {ContentKind} from './contents.js';

/** A folder with what lies in it, or a file. Documents have no bytes; their vendor exports them. */
export type Entry =
  | {readonly name: string; readonly folder: readonly Entry[]}
  | {readonly name: string; readonly kind: ContentKind | 'document' | 'sheet'};

const file = (name: string, kind: ContentKind | 'document' | 'sheet'): Entry => ({name, kind});
const folder = (name: string, ...entries: readonly Entry[]): Entry => ({name, folder: entries});

/** More than any vendor lists on one page. */
export const ARCHIVE_SIZE = 1200;

const archive = () =>
  folder(
    'Archive',
    ...Array.from({length: ARCHIVE_SIZE}, (_, index) =>
      file(`Invoice ${String(index + 1).padStart(4, '0')}.txt`, 'text'),
    ),
  );

/** More folders than a list of options shows at once. */
const clients = () =>
  folder(
    'Clients',
    ...Array.from({length: 120}, (_, index) =>
      index % 10 === 0
        ? folder(inventedCompany(index * 7), file('Brief.docx', 'docx'), file('Offer.pdf', 'pdf'))
        : folder(inventedCompany(index * 7)),
    ),
  );

/** One folder in the other, and a file at the bottom. */
const nested = (names: readonly string[], bottom: Entry): Entry =>
  names.reduceRight((inner, name) => folder(name, inner), bottom);

/**
 * What somebody's own drive holds.
 *
 * @param hasDocuments Does the vendor keep documents in a form of its own, which cannot be downloaded?
 */
export function homeTree(hasDocuments: boolean): Entry[] {
  return [
    file('Getting started.md', 'markdown'),
    hasDocuments ? file('Team handbook', 'document') : file('Team handbook.docx', 'docx'),
    hasDocuments ? file('Budget 2026', 'sheet') : file('Budget 2026.csv', 'csv'),
    file('Empty notes.txt', 'empty'),
    file('Grüße aus Köln 🌊.txt', 'text'),
    file('תוכנית שנתית.txt', 'text'),
    file('settings.json', 'json'),
    file('backup.bin', 'bytes'),
    file('Assets.zip', 'zip'),
    folder(
      'Reports',
      ...['Q1', 'Q2', 'Q3', 'Q4'].map((quarter) => file(`${quarter} 2026.pdf`, 'pdf')),
      file('Figures.csv', 'csv'),
      folder('Drafts', file('Outline.md', 'markdown')),
    ),
    folder('Pictures', file('Logo.svg', 'svg'), file('Harbor.png', 'png'), file('Ferry at dawn.png', 'png')),
    folder(
      'Contracts',
      file('Contract (signed).pdf', 'pdf'),
      file('Terms & conditions.docx', 'docx'),
      file("Harbor's offer.txt", 'text'),
    ),
    nested(
      ['Projects', 'Atlas', 'Phase 1', 'Design', 'Reviews', 'June', 'Round 2', 'Comments'],
      file('Deep note.md', 'markdown'),
    ),
    folder('Empty folder'),
    clients(),
    archive(),
  ];
}

/** What a team shares. */
export function teamTree(topic: string): Entry[] {
  return [
    file(`${topic} plan.md`, 'markdown'),
    file(`${topic} budget.csv`, 'csv'),
    file('Brand guide.pdf', 'pdf'),
    folder('Campaigns', file('Summer.docx', 'docx'), file('Poster.png', 'png'), file('Poster.svg', 'svg')),
    folder('Minutes', ...['April', 'May', 'June'].map((month) => file(`${month}.txt`, 'text'))),
  ];
}

/** What the whole company shares, with a folder of more than a thousand files. */
export const companyTree = (): Entry[] => [
  ...teamTree('Company'),
  file('Grüße aus Köln 🌊.txt', 'text'),
  file('Empty notes.txt', 'empty'),
  nested(['Policies', 'Travel', 'Europe', 'North'], file('Rules.pdf', 'pdf')),
  folder('Empty folder'),
  archive(),
];
