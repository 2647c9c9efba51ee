import type {Integration} from '../catalog/schema.js';
import {fill, memberOf} from './template.js';

/** An input that the provider describes, as default value mapping shows it. */
export interface DescribedInput {
  readonly id: string;
  readonly title: string;
  readonly required: boolean;
  readonly type: 'string' | 'number' | 'dropdown' | 'multi';
  readonly items: {readonly label: string; readonly value: string}[];
  readonly identifierKey: string;
  readonly supportDifferentTextFormat: boolean;
  readonly textFormat: string;
}

type Description = NonNullable<Integration['options'][string]['inputs']>;

export function describedInput(description: Description, record: unknown): DescribedInput {
  const {list, label, value} = description.items;
  const choices = memberOf(record, list);
  const items = (Array.isArray(choices) ? choices : []).map((choice) => ({
    label: fill(label, choice),
    value: fill(value, choice),
  }));
  return {
    id: fill(description.id, record),
    title: fill(description.title, record),
    required: memberOf(record, description.required) === true,
    type: controlFor(memberOf(record, description.type), items.length > 0),
    items,
    identifierKey: 'id',
    supportDifferentTextFormat: false,
    textFormat: '',
  };
}

function controlFor(type: unknown, hasItems: boolean): DescribedInput['type'] {
  if (hasItems) return type === 'array' ? 'multi' : 'dropdown';
  return type === 'number' || type === 'integer' ? 'number' : 'string';
}
