import {randomUUID} from 'node:crypto';
import {and, desc, eq, inArray, lt} from 'drizzle-orm';
import type {Database} from '../db/open.js';
import {appEvents, persons, workflowRuns, type RunStatus} from '../db/schema.js';
import type {Vault} from '../db/vault.js';
import type {Activity} from '../http/activity.js';
import type {WorkflowTrigger} from './types.js';

/** What is kept sealed of a run: what started it, and what came of it. */
export interface RunContent extends Pick<WorkflowTrigger, 'payload' | 'query' | 'headers'> {
  readonly log: readonly string[];
  readonly result?: unknown;
}

/** A run that is to be: which workflow, for which settings of which account. */
export interface PlannedRun {
  readonly personId: string;
  readonly integrationId: string;
  readonly workflowId: string;
  readonly credentialId: string;
  readonly configurationId: string;
}

export type StoredRun = typeof workflowRuns.$inferSelect;

/** What started a run, without its name, which is the event's. */
export type RunStart = Omit<WorkflowTrigger, 'name'>;

/** Remembers events and runs. A run is stored before anybody is told that it will happen. */
export function createJournal(deps: {db: Database; vault: Vault; activity: Activity; projectId: string}) {
  const {db, vault, activity, projectId} = deps;
  const ofUser = (userId: string | undefined) =>
    and(eq(persons.projectId, projectId), userId === undefined ? undefined : eq(persons.userId, userId));

  const labels = {event: (id: string) => `event:${id}`, run: (id: string) => `run:${id}`};

  async function toRow(run: PlannedRun, start: RunStart, status: RunStatus, eventId: string | null = null) {
    const {type, ...rest} = start;
    const id = randomUUID();
    const content: RunContent = {...rest, log: []};
    return {
      ...run,
      id,
      trigger: type,
      eventId,
      status,
      content: await vault.seal(labels.run(id), content),
    };
  }

  async function end(run: StoredRun, outcome: {status: RunStatus; error?: string; content: RunContent}) {
    const {status, error = null} = outcome;
    const content = await vault.seal(labels.run(run.id), outcome.content);
    await db
      .update(workflowRuns)
      .set({status, error, content, dateEnded: new Date()})
      .where(and(eq(workflowRuns.id, run.id), eq(workflowRuns.status, 'running')));
    activity.changed('runs');
  }

  return Object.freeze({
    /** Stores runs that are to happen, with the event that causes them if there is one. Resolves to their ids. */
    async plan(
      runs: readonly PlannedRun[],
      start: RunStart,
      event?: {personId: string; name: string},
    ): Promise<string[]> {
      const eventId = event ? randomUUID() : null;
      const rows = await Promise.all(runs.map((run) => toRow(run, start, 'queued', eventId)));
      const payload = eventId && (await vault.seal(labels.event(eventId), start.payload));
      await db.transaction(async (tx) => {
        if (event && eventId && payload !== null)
          await tx.insert(appEvents).values({...event, id: eventId, payload});
        if (rows.length) await tx.insert(workflowRuns).values(rows);
      });
      if (event) activity.changed('events');
      if (rows.length) activity.changed('runs');
      return rows.map(({id}) => id);
    },

    /** Stores a run that begins at once in this process. */
    async begin(run: PlannedRun, start: RunStart): Promise<StoredRun> {
      const [stored] = await db
        .insert(workflowRuns)
        .values(await toRow(run, start, 'running'))
        .returning();
      if (!stored) throw new Error('A run was not stored.');
      activity.changed('runs');
      return stored;
    },

    /** Begins a run, unless another process has begun it, or it is gone. */
    async claim(id: string): Promise<StoredRun | undefined> {
      const [run] = await db
        .update(workflowRuns)
        .set({status: 'running', dateStarted: new Date()})
        .where(and(eq(workflowRuns.id, id), eq(workflowRuns.status, 'queued')))
        .returning();
      if (run) activity.changed('runs');
      return run;
    },

    contentOf: (run: Pick<StoredRun, 'id' | 'content'>) =>
      vault.open<RunContent>(labels.run(run.id), run.content),

    end,

    /** Runs that nobody has begun, oldest first. */
    async queued(): Promise<string[]> {
      const rows = await db
        .select({id: workflowRuns.id})
        .from(workflowRuns)
        .where(eq(workflowRuns.status, 'queued'))
        .orderBy(workflowRuns.position);
      return rows.map(({id}) => id);
    },

    /** Gives up runs that were begun before a moment and never ended: their process is gone. */
    async failLost(begunBefore: Date): Promise<void> {
      const lost = await db
        .update(workflowRuns)
        .set({
          status: 'failed',
          error: 'The sandbox was stopped while this workflow ran.',
          dateEnded: new Date(),
        })
        .where(and(eq(workflowRuns.status, 'running'), lt(workflowRuns.dateStarted, begunBefore)))
        .returning({id: workflowRuns.id});
      if (lost.length) activity.changed('runs');
    },

    /** Has this workflow ever been started by this trigger for this account? */
    async wasStarted(
      run: Pick<PlannedRun, 'credentialId' | 'workflowId'>,
      trigger: RunStart['type'],
    ): Promise<boolean> {
      const rows = await db
        .select({id: workflowRuns.id})
        .from(workflowRuns)
        .where(
          and(
            eq(workflowRuns.credentialId, run.credentialId),
            eq(workflowRuns.workflowId, run.workflowId),
            eq(workflowRuns.trigger, trigger),
          ),
        )
        .limit(1);
      return rows.length > 0;
    },

    async eventName(eventId: string): Promise<string | undefined> {
      const [row] = await db.select({name: appEvents.name}).from(appEvents).where(eq(appEvents.id, eventId));
      return row?.name;
    },

    /** Newest first. */
    async events({userId, limit}: {userId?: string; limit: number}) {
      const rows = await db
        .select({event: appEvents, user: persons.userId})
        .from(appEvents)
        .innerJoin(persons, eq(persons.id, appEvents.personId))
        .where(ofUser(userId))
        .orderBy(desc(appEvents.position))
        .limit(limit);
      const ids = rows.map(({event}) => event.id);
      const runs = ids.length
        ? await db
            .select({id: workflowRuns.id, eventId: workflowRuns.eventId})
            .from(workflowRuns)
            .where(inArray(workflowRuns.eventId, ids))
            .orderBy(workflowRuns.position)
        : [];
      return Promise.all(
        rows.map(async ({event, user}) => ({
          id: event.id,
          user,
          name: event.name,
          payload: await vault.open<unknown>(labels.event(event.id), event.payload),
          runs: runs.filter(({eventId}) => eventId === event.id).map(({id}) => id),
          dateCreated: event.dateCreated,
        })),
      );
    },

    /** Newest first. */
    async runs({userId, id, limit}: {userId?: string; id?: string; limit: number}) {
      const rows = await db
        .select({run: workflowRuns, user: persons.userId})
        .from(workflowRuns)
        .innerJoin(persons, eq(persons.id, workflowRuns.personId))
        .where(and(ofUser(userId), id === undefined ? undefined : eq(workflowRuns.id, id)))
        .orderBy(desc(workflowRuns.position))
        .limit(limit);
      return Promise.all(
        rows.map(async ({run, user}) => ({
          run,
          user,
          content: await vault.open<RunContent>(labels.run(run.id), run.content),
        })),
      );
    },
  });
}

export type Journal = ReturnType<typeof createJournal>;
