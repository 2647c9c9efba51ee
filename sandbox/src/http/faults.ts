import type {Activity} from './activity.js';
import {
  checkFaultRule,
  drawsFrom,
  isEffectRule,
  pathMatcher,
  type CheckedRule,
  type Effect,
  type EffectRule,
  type RequestRule,
  type StoredFaultRule,
} from './fault-rules.js';
import type {Service} from './request-log.js';

/** What a rule about requests is asked about. */
export interface RequestFacts {
  readonly service: Service;
  readonly method: string;
  readonly path: string;
  readonly user: string | undefined;
}

/** What a rule about sign-ins and tokens is asked about. */
export interface EffectFacts {
  readonly integration: string;
  readonly user: string | undefined;
  readonly page?: EffectRule['page'];
}

/** A rule that strikes, with a signal that aborts when the rule is deleted or the sandbox stops. */
export interface Strike {
  readonly rule: RequestRule;
  readonly ended: AbortSignal;
}

/** What is to go wrong, in this process. */
export interface Faults {
  /** @throws An `ApiError` that says what is wrong with the rule. */
  add(rule: unknown): StoredFaultRule;
  list(): StoredFaultRule[];
  /** Deletes one rule, or all. Whoever such a rule keeps waiting goes on. */
  remove(id?: number): void;
  /** The rule that strikes this request, counted as used. */
  strikeRequest(facts: RequestFacts): Strike | undefined;
  /** Does something strike this sign-in or use of a token? It is counted as used. */
  strikes(effect: Effect, facts: EffectFacts): boolean;
  /** Aborts when the sandbox stops; whoever still waits gets no answer. */
  readonly stopped: AbortSignal;
  stop(): void;
}

interface Entry {
  readonly id: number;
  readonly rule: CheckedRule;
  readonly fitsPath: (path: string) => boolean;
  readonly draw: () => number;
  readonly ended: AbortController;
  met: number;
  used: number;
}

export function createFaults(activity: Activity): Faults {
  const entries: Entry[] = [];
  let count = 0;
  const stopped = new AbortController();

  const stored = ({rule, id, used}: Entry): StoredFaultRule => ({...rule, id, used});

  /** Whom a rule would hit and spares, by its number or by chance, is left to the next rule. */
  function strike(isMeant: (entry: Entry) => boolean): Entry | undefined {
    const struck = entries.find((entry) => {
      const {times, skip = 0, probability = 1} = entry.rule;
      if ((times !== undefined && entry.used >= times) || !isMeant(entry)) return false;
      return ++entry.met > skip && (probability === 1 || entry.draw() < probability);
    });
    if (struck) {
      struck.used++;
      activity.changed('faults');
    }
    return struck;
  }

  return Object.freeze({
    add(given: unknown) {
      const rule = checkFaultRule(given);
      const path = isEffectRule(rule) ? undefined : rule.match.path;
      const entry: Entry = {
        id: ++count,
        rule,
        fitsPath: path === undefined ? () => true : pathMatcher(path),
        draw: drawsFrom(rule.seed ?? 0),
        ended: new AbortController(),
        met: 0,
        used: 0,
      };
      entries.push(entry);
      activity.changed('faults');
      return stored(entry);
    },

    list: () => entries.map(stored),

    remove(id?: number) {
      const removed = entries.filter((entry) => id === undefined || entry.id === id);
      for (const entry of removed) {
        entries.splice(entries.indexOf(entry), 1);
        entry.ended.abort();
      }
      if (removed.length) activity.changed('faults');
    },

    strikeRequest({service, method, path, user}: RequestFacts) {
      const entry = strike(
        ({rule, fitsPath}) =>
          !isEffectRule(rule) &&
          rule.match.service === service &&
          (rule.match.method === undefined || rule.match.method.toUpperCase() === method) &&
          (rule.user === undefined || rule.user === user) &&
          fitsPath(path),
      );
      return (
        entry && {
          rule: entry.rule as RequestRule,
          ended: AbortSignal.any([entry.ended.signal, stopped.signal]),
        }
      );
    },

    strikes(effect: Effect, {integration, user, page}: EffectFacts) {
      const entry = strike(
        ({rule}) =>
          isEffectRule(rule) &&
          rule.effect === effect &&
          (rule.integration === undefined || rule.integration === integration) &&
          (rule.user === undefined || rule.user === user) &&
          (rule.page === undefined || rule.page === page),
      );
      return entry !== undefined;
    },

    stopped: stopped.signal,
    stop: () => stopped.abort(),
  });
}
