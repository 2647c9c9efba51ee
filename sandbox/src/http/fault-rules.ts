import {randomInt} from 'node:crypto';
import {z} from 'zod';
import {badRequest} from '../errors.js';

const MAX_SEED = 2 ** 32 - 1;
const MAX_DELAY = 600_000;
/** What a header may hold; anything else would make the answer unsendable. */
const headerText = z.string().regex(/^[\x20-\x7e]+$/, 'must be visible characters on one line');
const isSendable = (value: unknown) => {
  try {
    return value === undefined || JSON.stringify(value) !== undefined;
  } catch {
    return false;
  }
};

/** Whom and how often, the same for every kind of rule. */
const often = {
  /** The user whose token is presented, or whose account or sign-in it is. */
  user: z.string().min(1).max(255).optional(),
  /** How often; left out means until the rule is deleted. */
  times: z.int().positive().optional(),
  /** So many that would be hit are spared first. */
  skip: z.int().min(0).optional(),
  /** Of those that would be hit, this part is; which ones is drawn from `seed`. */
  probability: z.number().gt(0).max(1).optional(),
  /** Gives the same draws each time; left out, one is chosen and shown with the rule. */
  seed: z.int().min(0).max(MAX_SEED).optional(),
};

/** Requests that shall be answered otherwise, late, half or not at all. */
const requestRuleShape = z.strictObject({
  match: z
    .strictObject({
      method: z
        .string()
        .regex(/^[A-Za-z]+$/, 'must be a method such as GET')
        .optional(),
      path: z.string().min(1).max(200).optional(),
      service: z.enum(['paragon', 'outside']).default('paragon'),
    })
    .default({service: 'paragon'}),
  ...often,
  /** Milliseconds before the answer. A rule with nothing else lets the request through afterwards. */
  delay: z.int().min(0).max(MAX_DELAY).optional(),
  status: z.int().min(200).max(599).optional(),
  /** Text, or JSON. */
  body: z.unknown().refine(isSendable, 'must be text or JSON').optional(),
  contentType: headerText.optional(),
  /** Seconds, or an HTTP date. */
  retryAfter: z.union([z.number().min(0), headerText]).optional(),
  /** Ends the connection without an answer. */
  drop: z.boolean().optional(),
  /** Sends so many bytes of the real answer, then ends the connection. */
  truncate: z.int().min(0).optional(),
  /** Keeps the request waiting until the rule is deleted. */
  hang: z.boolean().optional(),
  /** Let the request do its work first, so that only its answer is lost, late or another one. */
  after: z.boolean().optional(),
});
const requestRuleSchema = requestRuleShape.superRefine((rule, context) => {
  const problem = (path: string, message: string) =>
    context.addIssue({code: 'custom', path: [path], message});
  const answers = rule.status !== undefined || rule.body !== undefined;
  const effects = [
    answers && 'status or body',
    rule.drop && 'drop',
    rule.truncate !== undefined && 'truncate',
    rule.hang && 'hang',
  ].filter((name) => typeof name === 'string');
  if (effects.length > 1)
    problem(effects[1] ?? '', `goes not together with ${effects[0]}: one rule does one thing`);
  if (!effects.length && rule.delay === undefined)
    problem('status', 'say what is to go wrong: status, body, delay, drop, truncate or hang');
  for (const name of ['contentType', 'retryAfter'] as const)
    if (rule[name] !== undefined && !answers) problem(name, 'needs a status or a body to go with');
  if (rule.body !== undefined && rule.status !== undefined && isWithoutBody(rule.status))
    problem('body', `an answer with status ${rule.status} has none`);
  if (rule.user !== undefined && rule.match.service === 'outside')
    problem('user', 'requests to the outside carry no user token, so such a rule would never hold');
});

/** What can go wrong between a user, a provider and the tokens that it has issued. */
const effectRuleShape = z.strictObject({
  effect: z.enum(['deny-consent', 'close-window', 'opener-policy', 'expire-token', 'revoke-token']),
  /** Type of an integration; left out means all. */
  integration: z.string().min(1).max(200).optional(),
  /** Of `opener-policy`: the page that carries the header; left out means all three. */
  page: z.enum(['nonce', 'sign-in', 'callback']).optional(),
  ...often,
});
const effectRuleSchema = effectRuleShape.refine(
  ({effect, page}) => page === undefined || effect === 'opener-policy',
  {
    path: ['page'],
    message: 'belongs to the effect opener-policy only',
  },
);

export const faultRuleSchema = z.union([requestRuleSchema, effectRuleSchema]);
const counters = {id: z.int(), used: z.int().describe('How often it has struck')};
export const storedFaultRuleSchema = z.union([
  requestRuleShape.extend(counters),
  effectRuleShape.extend(counters),
]);

export type RequestRule = z.output<typeof requestRuleSchema>;
export type EffectRule = z.output<typeof effectRuleSchema>;
export type Effect = EffectRule['effect'];

/** Something that shall go wrong: which requests or visits, how often, and how. */
export type FaultRule = z.input<typeof faultRuleSchema>;
export type CheckedRule = RequestRule | EffectRule;
export type StoredFaultRule = z.output<typeof storedFaultRuleSchema>;

export const isEffectRule = (rule: CheckedRule): rule is EffectRule => 'effect' in rule;

/** Checks a rule when it is made, so that it cannot fail when it strikes. Throws an `ApiError` that says what to mend. */
export function checkFaultRule(given: unknown): CheckedRule {
  const hasEffect = typeof given === 'object' && given !== null && 'effect' in given;
  const result = (hasEffect ? effectRuleSchema : requestRuleSchema).safeParse(given);
  if (!result.success) {
    const problems = result.error.issues.map(
      ({path, message}) => `${path.length ? path.join('.') : 'rule'}: ${message}`,
    );
    throw badRequest(`The fault rule is not valid. ${problems.join('; ')}.`);
  }
  const rule = result.data;
  if (rule.seed !== undefined && rule.probability === undefined)
    throw badRequest('The fault rule is not valid. seed: needs a probability to go with.');
  return rule.probability === undefined ? rule : {...rule, seed: rule.seed ?? randomInt(MAX_SEED)};
}

export const isWithoutBody = (status: number) => status === 204 || status === 205 || status === 304;

/**
 * Does a path fit? A pattern without `*` is any part of the path. `*` stands for anything within one segment and `**`
 * for anything; a pattern with either is the whole path if it begins with `/`, and any part of it otherwise.
 */
export function pathMatcher(pattern: string): (path: string) => boolean {
  if (!pattern.includes('*')) return (path) => path.includes(pattern);
  const isWhole = pattern.startsWith('/');
  const tokens = (isWhole ? pattern : `**${pattern}**`).match(/\*\*+|\*|[^*]/g) ?? [];
  return (path) => fits(tokens, path);
}

/** Follows all ways through the pattern at once, so that no path takes long. */
function fits(tokens: readonly string[], text: string): boolean {
  const isStar = (token: string | undefined) => token?.startsWith('*') === true;
  const passingStars = (positions: Iterable<number>) => {
    const reached = new Set<number>();
    for (let position of positions) {
      reached.add(position);
      while (isStar(tokens[position])) reached.add(++position);
    }
    return reached;
  };
  let reached = passingStars([0]);
  for (const letter of text) {
    const next: number[] = [];
    for (const position of reached) {
      const token = tokens[position];
      if (token === letter) next.push(position + 1);
      else if (isStar(token) && (token !== '*' || letter !== '/')) next.push(position);
    }
    reached = passingStars(next);
    if (!reached.size) return false;
  }
  return reached.has(tokens.length);
}

/** Numbers from 0 to 1 that look random and are the same for the same seed (mulberry32). */
export function drawsFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
