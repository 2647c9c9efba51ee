import {and, countDistinct, eq, ne} from 'drizzle-orm';
import {credentials} from '../db/schema.js';
import type {Database} from '../db/open.js';
import {ApiError, errorCodes} from '../errors.js';
import type {Person} from './persons.js';

/** Codes of what a project's plan may include. */
export const FEATURES = [
  'byo',
  'dfm',
  'headless-cp',
  'th-api',
  'monitoring',
  'rbac',
  'user-metadata',
  'whitelabel',
  'workflow-permissions',
] as const;

/** What the project has paid for, so to speak. */
export interface PlanTerms {
  readonly features: readonly (typeof FEATURES)[number][];
  /** How many users may have a connected account; `null`: any number. */
  readonly connectedUserLimit: number | null;
}

export type Plan = ReturnType<typeof createPlan>;

const everything: PlanTerms = Object.freeze({features: FEATURES, connectedUserLimit: null});

/** The plan of this process's project. It includes everything until it is told otherwise. */
export function createPlan(db: Database, projectId: string) {
  let terms = everything;

  /** Another user could not be connected: the others have taken all places. */
  async function isFull(person: Person): Promise<boolean> {
    const {connectedUserLimit} = terms;
    if (connectedUserLimit === null) return false;
    const [row] = await db
      .select({others: countDistinct(credentials.personId)})
      .from(credentials)
      .where(and(eq(credentials.projectId, projectId), ne(credentials.personId, person.id)));
    return (row?.others ?? 0) >= connectedUserLimit;
  }

  return Object.freeze({
    get terms() {
      return terms;
    },
    change(changes: Partial<PlanTerms>): PlanTerms {
      terms = Object.freeze({...terms, ...changes});
      return terms;
    },
    reset(): void {
      terms = everything;
    },
    isFull,
    /** @throws An `ApiError` if the user's accounts would be one too many. */
    async checkRoom(person: Person): Promise<void> {
      if (!(await isFull(person))) return;
      throw new ApiError(
        403,
        errorCodes.notPermitted,
        'The limit of connected users is reached. Contact the people who run this app.',
      );
    },
  });
}
