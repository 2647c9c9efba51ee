import assert from 'node:assert/strict';
import {Ajv2020, type ValidateFunction} from 'ajv/dist/2020.js';

interface Schema {
  [member: string]: unknown;
}
interface Described {
  readonly content?: Record<string, {schema?: Schema}>;
  readonly $ref?: string;
}
interface Document {
  readonly paths: Record<string, Record<string, {responses: Record<string, Described>}>>;
  readonly components: {responses: Record<string, Described>; schemas: Record<string, Schema>};
}

export interface CheckedAnswer {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Judges answers by `/openapi.json`: what is not described there may not be answered. */
export type ApiCheck = (answer: CheckedAnswer) => void;

const known = new Map<string, Promise<ApiCheck>>();

/** The check for whatever serves this address. */
export function apiCheckFor(origin: string): Promise<ApiCheck> {
  const check =
    known.get(origin) ??
    fetch(`${origin}/openapi.json`).then(async (response) =>
      createApiCheck((await response.json()) as Document),
    );
  known.set(origin, check);
  // A server that is not up yet is asked again.
  check.catch(() => known.delete(origin));
  return check;
}

export function createApiCheck(document: Document): ApiCheck {
  const ajv = new Ajv2020({strict: false, validateFormats: false, allErrors: true});
  ajv.addSchema({$id: 'api', components: {schemas: closed(document.components.schemas)}} as object);
  const validators = new Map<string, ValidateFunction>();
  const routes = Object.keys(document.paths)
    .map((template) => ({template, pattern: patternOf(template), freedom: template.split('{').length}))
    .sort((one, other) => one.freedom - other.freedom);

  return ({method, path, status, headers, text}) => {
    // A failure that a test has asked for is not the sandbox's own answer.
    if (headers.has('X-Sandbox-Fault')) return;
    const {pathname} = new URL(path, 'http://localhost');
    const what = `${method} ${pathname}: ${status}`;
    const found = routes.find(
      ({template, pattern}) => pattern.test(pathname) && document.paths[template]?.[method.toLowerCase()],
    );
    if (!found) {
      assert.ok([401, 403, 404, 405].includes(status), `${what}, but /openapi.json has no such route`);
      validate(`${what} of no route`, 'Error', {$ref: 'api#/components/schemas/Error'}, text);
      return;
    }
    const {responses} = document.paths[found.template]![method.toLowerCase()]!;
    const response = responses[status] ?? responses[`${String(status)[0]}XX`] ?? responses['default'];
    assert.ok(response, `${what} is not described in /openapi.json`);
    const {content} = response.$ref
      ? document.components.responses[response.$ref.split('/').at(-1)!]!
      : response;
    if (status === 204 || method === 'HEAD' || (!content && text === '')) return;
    const type = (headers.get('Content-Type') ?? '').split(';')[0]!.trim().toLowerCase();
    const types = content ?? {};
    const described = types[type] ?? types[type.replace(/\/.*/, '/*')] ?? types['*/*'];
    assert.ok(described, `${what} with content type "${type}" is not described in /openapi.json`);
    if (type === 'application/json' && described.schema)
      validate(what, `${found.template} ${method} ${status} ${type}`, described.schema, text);
  };

  function validate(what: string, name: string, schema: Schema, text: string): void {
    const check =
      validators.get(name) ??
      ajv.compile(
        JSON.parse(JSON.stringify(closed(schema)).replaceAll('"#/components/', '"api#/components/')),
      );
    validators.set(name, check);
    if (check(JSON.parse(text))) return;
    const problems = check.errors!.map(
      ({instancePath, message, params}) => `${instancePath || 'body'} ${message} ${JSON.stringify(params)}`,
    );
    assert.fail(
      `${what} is not as described in /openapi.json:\n${[...new Set(problems)].slice(0, 8).join('\n')}`,
    );
  }
}

/** An object that lists its members has no others, unless it says so. */
function closed<T>(schema: T): T {
  if (Array.isArray(schema)) return schema.map((one: unknown) => closed(one)) as T;
  if (schema === null || typeof schema !== 'object') return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, closed(value)]));
  if (copy['type'] === 'object' && copy['properties'] && copy['additionalProperties'] === undefined)
    copy['additionalProperties'] = false;
  return copy as T;
}

function patternOf(template: string): RegExp {
  // What is passed on has a path of its own, of any length.
  const [fixed = '', passedOn] = template.split(/(\/\{path\})$/);
  const segments = fixed
    .split('/')
    .map((segment) => (segment.startsWith('{') ? '[^/]+' : segment.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&')));
  return new RegExp(`^${segments.join('/')}${passedOn ? '(?:/.*)?' : ''}$`);
}
