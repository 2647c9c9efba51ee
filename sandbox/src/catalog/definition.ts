import {z} from 'zod';
import {StartError} from '../errors.js';
import {checkAcross} from './checks.js';
import {integrationSchema, type Integration, type IntegrationEntry} from './schema.js';

/** Something of the app itself that users connect by its slug: an integration of the catalogue under a name. */
const resource = z.strictObject({
  id: z.uuidv4(),
  slug: z.string().regex(/^[a-z0-9]+([-_][a-z0-9]+)*$/, 'must be small letters and digits, joined by - or _'),
  /** Type of the integration by which it is connected. */
  integration: z.string(),
});

export type ResourceEntry = z.input<typeof resource>;
export type Resource = z.output<typeof resource>;

/** What a catalogue file holds, and what `createSandbox` takes: the integrations alone, or with resources. */
export type CatalogDefinition =
  | readonly IntegrationEntry[]
  | {readonly integrations: readonly IntegrationEntry[]; readonly resources?: readonly ResourceEntry[]};

export interface ParsedCatalog {
  readonly integrations: readonly Integration[];
  readonly resources: readonly Resource[];
}

/** Gives a catalogue module the help of an editor; it returns what it is given. */
export const defineCatalog = <T extends CatalogDefinition>(catalog: T): T => catalog;

const wholeSchema = z.strictObject({
  integrations: z.array(z.unknown()),
  resources: z.array(z.unknown()).default([]),
});

/**
 * Checks a catalogue and says in words what is wrong with which entry.
 *
 * @param origin Named in errors: the file that it comes from.
 */
export function parseCatalog(definition: unknown, origin?: string): ParsedCatalog {
  const whole = wholeSchema.safeParse(Array.isArray(definition) ? {integrations: definition} : definition);
  if (!whole.success)
    throw badCatalog(
      ['It must be a list of integrations, or an object with the lists integrations and resources.'],
      origin,
    );

  const problems: string[] = [];
  const integrations = whole.data.integrations.flatMap((entry, position) => {
    const name = `entry ${nameOf(entry, 'type', position)}`;
    const result = integrationSchema.safeParse(entry);
    if (result.success) return [result.data];
    for (const {path, message} of result.error.issues.flatMap(flattenIssue))
      problems.push(`${name}: ${path || 'the entry'}: ${message}`);
    return [];
  });
  const resources = whole.data.resources.flatMap((entry, position) => {
    const result = resource.safeParse(entry);
    if (result.success) return [result.data];
    for (const {path, message} of result.error.issues.flatMap(flattenIssue))
      problems.push(`resource ${nameOf(entry, 'slug', position)}: ${path || 'the entry'}: ${message}`);
    return [];
  });
  // Entries with mistakes are missing from the lists, which would only cause follow-up complaints.
  if (!problems.length) problems.push(...checkAcross({integrations, resources}));
  if (problems.length) throw badCatalog(problems, origin);
  return {integrations, resources};
}

function badCatalog(problems: readonly string[], origin: string | undefined): StartError {
  const where = origin ? ` (${origin})` : '';
  return new StartError('bad-catalog', `The catalogue has errors${where}:\n- ${problems.join('\n- ')}`);
}

function nameOf(entry: unknown, member: string, position: number): string {
  const name: unknown = entry !== null && typeof entry === 'object' ? Reflect.get(entry, member) : undefined;
  return typeof name === 'string' && name ? `"${name}"` : `number ${position + 1}`;
}

interface Problem {
  readonly path: string;
  readonly message: string;
}

/** Of the alternatives of a union, those are reported that the value came closest to. */
function flattenIssue(issue: z.core.$ZodIssue): Problem[] {
  const path = issue.path.map(String).join('.');
  if (issue.code !== 'invalid_union' || !issue.errors.length) return [{path, message: issue.message}];
  const depth = (issues: readonly z.core.$ZodIssue[]) =>
    Math.max(...issues.map((one) => one.path.length)) - issues.length / 100;
  const [closest = []] = [...issue.errors].sort((one, other) => depth(other) - depth(one));
  return closest.flatMap(flattenIssue).map((inner) => ({
    path: [path, inner.path].filter(Boolean).join('.'),
    message: inner.message,
  }));
}
