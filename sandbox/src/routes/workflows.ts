import {createRoute, z} from '@hono/zod-openapi';
import type {Context} from 'hono';
import {badRequest, notFound} from '../errors.js';
import {requestHeaders} from '../proxy/headers.js';
import type {Services} from '../services.js';
import {withSwitch} from '../workflows/settings.js';
import {
  CONFIGURATION_HEADER,
  CREDENTIAL_HEADER,
  answers,
  errorAnswer,
  jsonBody,
  projectParams,
  security,
  withId,
  type SdkApp,
  type SdkEnv,
} from './sdk-app.js';

/** Switches of workflows, and what starts them: requests and events. */
export function registerWorkflows(app: SdkApp, services: Services): void {
  const {accounts, activity, workflows} = services;

  const namedIn = (c: Context) => ({
    credential: c.req.header(CREDENTIAL_HEADER),
    configuration: c.req.header(CONFIGURATION_HEADER),
  });

  async function turn(c: Context<SdkEnv>, workflowId: string, enabled: boolean): Promise<void> {
    const {person, own} = c.var;
    const found = workflows.findWorkflow(workflowId);
    if (!found) throw notFound('There is no such workflow in this project.');
    const {integration, workflow} = found;
    const named = namedIn(c);
    const account = named.credential
      ? await own.get(named.credential, 'credential:read', integration.id)
      : await own.current(integration.id, 'credential:read');
    if (!account) throw notFound(`No ${integration.name} account is connected.`);
    const configuration = own.configuration(account, named.configuration, 'configuration:write');
    const reason = enabled ? workflows.whyNotOn(person, account, workflow) : undefined;
    if (reason) throw badRequest(reason);
    await accounts.changeConfiguration(account, configuration.id, ({workflowSettings}) => ({
      workflowSettings: withSwitch(workflowSettings, workflowId, enabled),
    }));
    activity.changed('users');
  }

  const route = {
    path: '/workflows/{workflowId}' as const,
    tags: ['workflows'],
    security,
    request: {params: withId('workflowId')},
    responses: answers(z.object({}), 'It is done'),
  };
  app.openapi(createRoute({...route, method: 'post', summary: 'Switches a workflow on'}), async (c) => {
    await turn(c, c.req.param('workflowId'), true);
    return c.json({}, 200);
  });
  app.openapi(createRoute({...route, method: 'delete', summary: 'Switches a workflow off'}), async (c) => {
    await turn(c, c.req.param('workflowId'), false);
    return c.json({}, 200);
  });

  app.openapi(
    createRoute({
      method: 'post',
      path: '/triggers/{workflowId}',
      tags: ['workflows'],
      security,
      summary: 'Runs a workflow and waits for what it answers',
      request: {params: withId('workflowId'), ...jsonBody(z.unknown(), false)},
      responses: {
        ...answers(z.unknown(), 'Whatever the workflow returns'),
        '4XX': errorAnswer('The workflow has refused, or cannot be run as things stand'),
        '5XX': errorAnswer('The workflow has failed; `meta.runId` names the run'),
      },
    }),
    async (c) => {
      const result = await workflows.onRequest(
        c.var.person,
        c.req.param('workflowId'),
        {
          payload: c.req.valid('json') ?? {},
          query: c.req.query(),
          headers: requestHeaders(c.req.raw.headers),
        },
        namedIn(c),
        c.var.own,
      );
      return c.json(result, 200);
    },
  );

  const eventSchema = z.object({
    name: z.string().trim().min(1).max(255),
    /** Anything: events are not checked against what workflows expect. */
    payload: z.unknown(),
  });
  app.openapi(
    createRoute({
      method: 'post',
      path: '/events/trigger',
      tags: ['workflows'],
      security,
      summary: 'Sends an event of the app to the workflows that wait for it',
      request: {params: projectParams, ...jsonBody(eventSchema)},
      responses: answers(z.object({}), 'It is stored; the workflows run afterwards'),
    }),
    async (c) => {
      const {name, payload = {}} = c.req.valid('json');
      await workflows.onEvent(c.var.person, {name, payload}, namedIn(c), c.var.own);
      return c.json({}, 200);
    },
  );
}
