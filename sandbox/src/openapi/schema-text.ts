import {html, raw} from 'hono/html';
import type {Markup} from '../http/pages.js';

/** As much of JSON Schema as our descriptions use. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
}

export const schemaAnchor = (name: string) => `schema-${name}`;

/** A schema as a type, as people who write TypeScript read it; names lead to their schemas. */
export function asType(schema: JsonSchema, indent = ''): Markup {
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return html`<a href="#${schemaAnchor(name)}">${name}</a>`;
  }
  if (schema.const !== undefined) return html`${JSON.stringify(schema.const)}`;
  if (schema.enum) return html`${schema.enum.map((value) => JSON.stringify(value)).join(' | ')}`;
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return join(choices, ' | ', indent);
  if (schema.allOf) return join(schema.allOf, ' & ', indent);
  if (Array.isArray(schema.type))
    return join(
      (schema.type as string[]).map((type) => ({...schema, type})),
      ' | ',
      indent,
    );
  if (schema.type === 'array') return html`Array&lt;${asType(schema.items ?? {}, indent)}&gt;`;
  if (schema.type === 'object') return objectType(schema, indent);
  if (schema.type === 'integer') return html`integer`;
  if (schema.format) return html`${String(schema.type)} (${schema.format})`;
  return html`${typeof schema.type === 'string' ? schema.type : 'any'}`;
}

function join(schemas: readonly JsonSchema[], separator: string, indent: string): Markup {
  return html`${schemas.map((schema, index) => html`${index ? separator : ''}${asType(schema, indent)}`)}`;
}

function objectType(
  {properties = {}, required = [], additionalProperties}: JsonSchema,
  indent: string,
): Markup {
  const inner = `${indent}  `;
  const rest =
    additionalProperties === true || (typeof additionalProperties === 'object' && additionalProperties);
  const members = Object.entries(properties).map(
    ([name, schema]) =>
      html`${inner}${name}${required.includes(name) ? '' : '?'}: ${asType(schema, inner)}${raw('\n')}`,
  );
  if (!members.length && !rest) return html`{}`;
  const others = rest
    ? html`${inner}[name]: ${asType(rest === true ? {} : rest, inner)}${raw('\n')}`
    : html``;
  return html`{${raw('\n')}${members}${others}${indent}}`;
}
