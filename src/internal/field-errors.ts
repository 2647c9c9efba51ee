import {isRecord} from '../core/data.js';
import type {ParagonError} from '../core/errors.js';
import type {SerializedConnectInput} from '../core/types/index.js';
import {isHidden, labelOf, plainText} from './inputs.js';

/** What the service says of single inputs, by the input's id; only of those that a user can see. */
export function fieldErrors(
  error: ParagonError,
  inputs: readonly SerializedConnectInput[],
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [id, text] of named(error)) {
    const input = inputs.find((candidate) => candidate.id === id && !isHidden(candidate));
    if (input && text)
      found.set(id, [found.get(id), withoutTitle(text, labelOf(input))].filter(Boolean).join(' '));
  }
  return found;
}

/** Whether all that the service complains about stands at an input. */
export const areAllAtFields = (error: ParagonError, errors: ReadonlyMap<string, string>): boolean =>
  errors.size > 0 && named(error).every(([id]) => errors.has(id));

/** The inputs that an answer names: as an object by id, or as a list of validation results. */
function named({meta}: ParagonError): readonly (readonly [id: string, text: string])[] {
  const byId = isRecord(meta?.['inputs']) ? Object.entries(meta['inputs']) : [];
  const list: readonly unknown[] = Array.isArray(meta?.['validation']) ? meta['validation'] : [];
  const results = list.filter(isRecord).map(({property, constraints}) => {
    // The name may be a path, such as `payload.SHOP`.
    const id = plainText(property).split('.').pop() ?? '';
    return [id, isRecord(constraints) ? Object.values(constraints) : ''] as const;
  });
  return [...byId, ...results].map(([id, text]) => [id, [text].flat().map(plainText).join(' ')] as const);
}

/** The title stands above the message already. */
function withoutTitle(text: string, title: string): string {
  if (!text.startsWith(`${title}: `)) return text;
  const rest = text.slice(title.length + 2);
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}
