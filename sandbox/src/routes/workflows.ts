import {createRoute, z} from '@hono/zod-openapi';
import type {Context} from 'hono';
import {configurationOf} from '../accounts/accounts.js';
import {badRequest, notFound} from '../errors.js';
import type {Services} from '../services.js';
import {
  CONFIGURATION_HEADER,
  CREDENTIAL_HEADER,
  answers,
  security,
  withId,
  type SdkApp,
  type SdkEnv,
} from './sdk-app.js';

/** Switches of workflows. The workflows themselves do not run here. */
export function registerWorkflows(app: SdkApp, {accounts, catalog}: Services): void {
  async function turn(c: Context<SdkEnv>, workflowId: string, enabled: boolean): Promise<void> {
    const {person} = c.var;
    const integration = catalog.all.find(({workflows}) => workflows.some(({id}) => id === workflowId));
    if (!integration) throw notFound('There is no such workflow in this project.');
    const named = c.req.header(CREDENTIAL_HEADER);
    const account = named
      ? await accounts.get(person, named, integration.id)
      : await accounts.current(person, integration.id);
    if (!account) throw notFound(`No ${integration.name} account is connected.`);
    if (enabled && account.status !== 'VALID')
      throw badRequest(`The ${integration.name} account has to be connected completely first.`);
    const configuration = configurationOf(account, c.req.header(CONFIGURATION_HEADER));
    await accounts.switchWorkflow(account, configuration.id, workflowId, enabled);
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
}
