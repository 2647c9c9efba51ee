import type {Values} from '../../accounts/accounts.js';
import {badRequest} from '../../errors.js';

/** The members of what started a workflow. */
export function membersOf(payload: unknown): Readonly<Values> {
  if (payload === null || typeof payload !== 'object' || Array.isArray(payload))
    throw badRequest('The payload must be an object.');
  return payload as Values;
}

/** A text that was given, if there is one. */
export function possibleText(values: unknown, name: string): string | undefined {
  const value = isMembers(values) && Object.hasOwn(values, name) ? values[name] : undefined;
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** A text without which a workflow can do nothing. */
export function neededText(payload: unknown, name: string): string {
  const text = possibleText(membersOf(payload), name);
  if (text === undefined) throw badRequest(`The payload needs the member "${name}", a text.`);
  return text;
}

/** A number without which a workflow can do nothing. */
export function neededNumber(payload: unknown, name: string): number {
  const value = membersOf(payload)[name];
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw badRequest(`The payload needs the member "${name}", a number.`);
  return value;
}

/** A list in an answer of a provider; empty if there is none. */
export function listIn(answer: unknown, name: string): readonly Readonly<Values>[] {
  const list = isMembers(answer) ? answer[name] : undefined;
  return Array.isArray(list) ? list.filter(isMembers) : [];
}

const isMembers = (value: unknown): value is Values => value !== null && typeof value === 'object';
