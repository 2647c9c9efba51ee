import {Hono} from 'hono';
import {z} from 'zod';
import {badRequest, notFound} from '../errors.js';
import type {Services} from '../services.js';

const MAX_LIMIT = 500;
/** In lists, larger payloads and results are cut; one run by its id is shown whole. */
const MAX_SHOWN = 20_000;

/** Events that apps have sent, and runs of workflows, for tests and the inspector: newest first. */
export function createJournalRoutes({catalog, journal, runner}: Services): Hono {
  const app = new Hono();

  app.get('/events', async (c) => {
    const {user, limit} = c.req.query();
    const found = await journal.events({userId: user, limit: limitOf(limit)});
    return c.json({events: found.map((event) => ({...event, payload: cut(event.payload)}))});
  });

  app.get('/runs', async (c) => {
    const {user, limit, settled} = c.req.query();
    if (settled === 'true') await runner.settled();
    const found = await journal.runs({userId: user, limit: limitOf(limit)});
    return c.json({
      runs: found.map((entry) => {
        const view = viewRun(entry);
        return {...view, payload: cut(view.payload), result: cut(view.result)};
      }),
    });
  });

  app.get('/runs/:id', async (c) => {
    const id = c.req.param('id');
    const [found] = z.uuid().safeParse(id).success ? await journal.runs({id, limit: 1}) : [];
    if (!found) throw notFound('There is no such run.');
    return c.json(viewRun(found));
  });

  return app;

  /** Headers of webhooks are left out, as they may hold signatures and keys. */
  function viewRun({run, user, content}: Awaited<ReturnType<typeof journal.runs>>[number]) {
    const integration = catalog.byId(run.integrationId);
    const workflow = integration?.workflows.find(({id}) => id === run.workflowId);
    return {
      id: run.id,
      user,
      integration: integration?.type ?? null,
      workflowId: run.workflowId,
      workflow: workflow?.description ?? null,
      credentialId: run.credentialId,
      configurationId: run.configurationId,
      trigger: run.trigger,
      eventId: run.eventId,
      status: run.status,
      error: run.error,
      payload: content.payload ?? null,
      query: content.query,
      log: content.log,
      result: content.result ?? null,
      dateStarted: run.dateStarted,
      dateEnded: run.dateEnded,
    };
  }
}

function limitOf(text: string | undefined): number {
  const limit = Number(text ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT)
    throw badRequest(`limit is a whole number from 1 to ${MAX_LIMIT}.`);
  return limit;
}

function cut(value: unknown): unknown {
  const text = JSON.stringify(value) ?? '';
  return text.length <= MAX_SHOWN ? value : `${text.slice(0, 1000)}…`;
}
