import {ApiError, errorCodes} from '../errors.js';

/** The claim of a user token that restricts what may be done with it. */
export const PERMISSIONS_CLAIM = 'urn:useparagon:connect:permissions';

/** What can be allowed. Whoever may write may also read. */
export const capabilities = [
  'credential:read',
  'credential:write',
  'configuration:read',
  'configuration:write',
  'proxy',
  'events',
  'workflows',
] as const;
export type Capability = (typeof capabilities)[number];

/** By scope: everything or nothing, a list of capabilities, or narrower scopes. */
export interface PermissionsClaim {
  readonly [scope: string]: boolean | readonly string[] | PermissionsClaim;
}

export interface Nameable {
  /** Left out if there is none yet: the thing is about to be made. */
  readonly id?: string;
  readonly externalId: string | null;
}

/** What something is done to. */
export interface Subject {
  /** Type of the integration. */
  readonly integration: string;
  readonly credential?: Nameable;
  readonly configuration?: Nameable;
}

/** What a token permits. */
export interface Permissions {
  /** Undefined if the token is not restricted. */
  readonly claim: PermissionsClaim | undefined;
  /** Words in the claim that mean nothing here, and so permit nothing. */
  readonly unknownCapabilities: readonly string[];
  allows(capability: Capability, subject: Subject): boolean;
  /** Is there anything, or anything of an integration, for which it could be allowed? */
  couldAllow(capability: Capability, integration?: string): boolean;
}

/** A claim that cannot be understood. The message says why, and suits an answer. */
export class MalformedPermissions extends Error {
  override readonly name = 'MalformedPermissions';
}

type Kind = 'integration' | 'credential' | 'configuration';
interface Scope {
  readonly kind: Kind;
  /** Undefined for `*`. */
  readonly id?: string;
  readonly externalId?: string;
}
interface Rule {
  readonly scopes: readonly Scope[];
  readonly grants: ReadonlySet<string> | 'everything';
}

/** From broad to narrow. */
const kinds: readonly Kind[] = ['integration', 'credential', 'configuration'];
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @param claim The value of the claim; undefined for a token without it, which permits everything. */
export function readPermissions(claim: unknown): Permissions {
  if (claim === undefined) return unrestricted;
  const unknown = new Set<string>();
  const rules = rulesIn(claim, [], unknown);

  return Object.freeze({
    claim: claim as PermissionsClaim,
    unknownCapabilities: [...unknown],

    /** The narrowest scope decides. If two are equally narrow, both must agree. */
    allows(capability: Capability, subject: Subject) {
      const fitting = rules.filter(({scopes}) => scopes.every((scope) => covers(scope, subject)));
      const narrowest = Math.max(...fitting.map(narrowness));
      const deciding = fitting.filter((rule) => narrowness(rule) === narrowest);
      return deciding.length > 0 && deciding.every((rule) => grants(rule, capability));
    },

    couldAllow: (capability: Capability, integration?: string) =>
      rules.some(
        (rule) =>
          grants(rule, capability) &&
          rule.scopes.every(
            ({kind, id}) =>
              kind !== 'integration' || id === undefined || integration === undefined || id === integration,
          ),
      ),
  });
}

const unrestricted: Permissions = Object.freeze({
  claim: undefined,
  unknownCapabilities: [],
  allows: () => true,
  couldAllow: () => true,
});

function rulesIn(claim: unknown, above: readonly Scope[], unknown: Set<string>): Rule[] {
  if (claim === null || typeof claim !== 'object' || Array.isArray(claim))
    throw new MalformedPermissions('it must be an object of scopes.');
  return Object.entries(claim).flatMap(([text, value]: [string, unknown]): Rule[] => {
    const scope = parseScope(text);
    const parent = above.at(-1);
    if (parent && !isNarrower(scope, parent))
      throw new MalformedPermissions(`the scope "${text}" is not narrower than the one that it stands in.`);
    const scopes = [...above, scope];
    if (typeof value === 'boolean') return [{scopes, grants: value ? 'everything' : new Set()}];
    if (!Array.isArray(value)) {
      if (value === null || typeof value !== 'object')
        throw new MalformedPermissions(
          `the scope "${text}" holds neither true or false, nor a list of capabilities, nor narrower scopes.`,
        );
      return rulesIn(value, scopes, unknown);
    }
    const names = value as unknown[];
    if (!names.every((name) => typeof name === 'string'))
      throw new MalformedPermissions(`the list of "${text}" holds something that is no text.`);
    for (const name of names) if (!isCapability(name)) unknown.add(name);
    return [{scopes, grants: new Set(names)}];
  });
}

function parseScope(text: string): Scope {
  const [, kind, name = ''] = /^(integration|credential|configuration):(.+)$/s.exec(text) ?? [];
  if (!kind)
    throw new MalformedPermissions(
      `"${text.slice(0, 100)}" is no scope. There are integration:, credential: and configuration:, each followed by * or a name.`,
    );
  const scope = {kind: kind as Kind};
  if (name === '*') return scope;
  if (scope.kind === 'integration') return {...scope, id: name};
  if (name.startsWith('ext:') && name.length > 4) return {...scope, externalId: name.slice(4).trim()};
  if (UUID.test(name)) return {...scope, id: name.toLowerCase()};
  throw new MalformedPermissions(
    `"${text.slice(0, 100)}" names its ${kind} neither by a UUID nor by ext: and an external id.`,
  );
}

const isCapability = (name: string): name is Capability => (capabilities as readonly string[]).includes(name);
const isEverything = ({id, externalId}: Scope) => id === undefined && externalId === undefined;

function isNarrower(scope: Scope, parent: Scope): boolean {
  const step = kinds.indexOf(scope.kind) - kinds.indexOf(parent.kind);
  return step > 0 || (step === 0 && isEverything(parent) && !isEverything(scope));
}

function covers(scope: Scope, {integration, credential, configuration}: Subject): boolean {
  if (scope.kind === 'integration') return scope.id === undefined || scope.id === integration;
  const named = scope.kind === 'credential' ? credential : configuration;
  if (!named) return false;
  if (scope.id !== undefined) return scope.id === named.id;
  return scope.externalId === undefined || scope.externalId === named.externalId;
}

/** A configuration counts more than a credential, that more than an integration; a name more than `*`. */
function narrowness({scopes}: Rule): number {
  const of = (kind: Kind) =>
    Math.max(
      0,
      ...scopes.filter((scope) => scope.kind === kind).map((scope) => (isEverything(scope) ? 1 : 2)),
    );
  return of('configuration') * 9 + of('credential') * 3 + of('integration');
}

function grants({grants: granted}: Rule, capability: Capability): boolean {
  if (granted === 'everything' || granted.has(capability)) return true;
  return capability.endsWith(':read') && granted.has(capability.replace(':read', ':write'));
}

/** Clients keep their user signed in at this one. */
export const tokenLacks = (capability: Capability, {unknownCapabilities}: Permissions) =>
  new ApiError(
    403,
    errorCodes.notPermitted,
    `The user token does not permit this: it lacks "${capability}" here.`,
    {
      capability,
      ...(unknownCapabilities.length > 0 && {unknownCapabilities}),
    },
  );
