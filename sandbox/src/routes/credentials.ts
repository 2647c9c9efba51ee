import {createRoute, z} from '@hono/zod-openapi';
import {checkExternalId, type Account} from '../accounts/accounts.js';
import {configurationOf} from '../accounts/configurations.js';
import {readInstallOptions} from '../accounts/install.js';
import {viewAccount} from '../accounts/view.js';
import {toRecord} from '../catalog/record.js';
import type {Integration} from '../catalog/schema.js';
import {badRequest, notFound} from '../errors.js';
import type {Services} from '../services.js';
import {acceptSettings} from '../workflows/settings.js';
import {connectedIntegrationSchema} from './integration-schema.js';
import {
  CONFIGURATION_HEADER,
  CREDENTIAL_HEADER,
  answers,
  changedCredentialSchema,
  credentialSchema,
  jsonBody,
  projectParams,
  security,
  valuesSchema,
  withId,
  type SdkApp,
} from './sdk-app.js';

const connectSchema = z.object({
  integrationId: z.string(),
  config: valuesSchema.optional(),
  payload: valuesSchema.optional(),
  installOptions: valuesSchema.nullish(),
  code: z.string().optional(),
});

const configSchema = z.looseObject({
  sharedSettings: valuesSchema.optional(),
  workflowSettings: valuesSchema.optional(),
  configuredWorkflows: valuesSchema.optional(),
});

/** The user's connected accounts. */
export function registerCredentials(app: SdkApp, services: Services): void {
  const {accounts, catalog, installer, projectId, urls, workflows} = services;

  const integrationOf = (account: Account): Integration => {
    const found = catalog.byId(account.integrationId);
    if (!found) throw notFound('The integration of this account is no longer in the catalogue.');
    return found;
  };

  const route = {tags: ['credentials'], security};

  app.openapi(
    createRoute({
      ...route,
      method: 'get',
      path: '/credentials',
      summary: 'All accounts, or one integration with its account',
      request: {
        params: projectParams,
        query: z.object({integration: z.string().optional(), includeAccountAuth: z.string().optional()}),
      },
      responses: answers(
        z.union([z.array(credentialSchema), connectedIntegrationSchema]),
        'A list without `integration`, one object with it',
      ),
    }),
    async (c) => {
      const {integration: type, includeAccountAuth} = c.req.valid('query');
      const {person} = c.var;
      if (type === undefined) return c.json((await accounts.list(person)).map(viewAccount), 200);
      const integration = catalog.byType(type);
      if (!integration) throw notFound('There is no such integration in this project.');
      const account = await accounts.meant(person, integration.id, c.req.header(CREDENTIAL_HEADER));
      if (!account) throw notConnected(integration);
      const accountAuth =
        includeAccountAuth === 'true'
          ? await services.providerApi.accountAuth(person, account, integration)
          : undefined;
      return c.json(
        {
          ...toRecord(integration, {projectId, origin: urls.paragon, meta: person.meta}),
          providerId: account.providerId,
          providerData: account.providerData,
          ...(accountAuth && {accountAuth}),
        },
        200,
      );
    },
  );

  app.openapi(
    createRoute({
      ...route,
      method: 'post',
      path: '/credentials',
      summary: 'Connects an account by values such as an API key',
      request: {params: projectParams, ...jsonBody(connectSchema)},
      responses: answers(credentialSchema, 'The connected account'),
    }),
    async (c) => {
      const {integrationId, payload = {}, installOptions, code} = c.req.valid('json');
      if (code !== undefined)
        throw badRequest(
          'Finishing an install by an authorization code is not supported by this sandbox yet.',
        );
      const integration = catalog.byId(integrationId);
      if (!integration) throw notFound('There is no such integration in this project.');
      const options = {
        ...readInstallOptions(installOptions),
        skipPostOAuthInputs: payload['skipPostOAuthInputs'] === true,
      };
      const account = await installer.connectByInputs(c.var.person, integration, payload, options);
      return c.json(viewAccount(account), 200);
    },
  );

  app.openapi(
    createRoute({
      ...route,
      method: 'get',
      path: '/credentials/{credentialId}',
      summary: 'One account',
      request: {params: withId('credentialId')},
      responses: answers(credentialSchema, 'The account'),
    }),
    async (c) => c.json(viewAccount(await accounts.get(c.var.person, c.req.param('credentialId'))), 200),
  );

  app.openapi(
    createRoute({
      ...route,
      method: 'patch',
      path: '/credentials/{credentialId}',
      summary: 'Replaces user settings, workflow switches with their settings, or both, each as a whole',
      request: {params: withId('credentialId'), ...jsonBody(z.object({config: configSchema}))},
      responses: answers(
        changedCredentialSchema,
        'The account after the change. `errors` names values that were not accepted; their former values stay',
      ),
    }),
    async (c) => {
      const {person} = c.var;
      const account = await accounts.get(person, c.req.param('credentialId'));
      const integration = integrationOf(account);
      const {sharedSettings, workflowSettings, configuredWorkflows} = c.req.valid('json').config;
      const sent = {sharedSettings, workflowSettings: workflowSettings ?? configuredWorkflows};
      const configuration = configurationOf(account, c.req.header(CONFIGURATION_HEADER));
      let errors: string[] = [];
      await accounts.changeConfiguration(account, configuration.id, (current) => {
        const accepted = acceptSettings(integration, sent, current, (workflow) =>
          workflows.whyNotOn(person, account, workflow),
        );
        errors = accepted.errors;
        return accepted.change;
      });
      services.activity.changed('users');
      const view = viewAccount(await accounts.get(person, account.id));
      return c.json(errors.length ? {...view, errors} : view, 200);
    },
  );

  app.openapi(
    createRoute({
      ...route,
      method: 'post',
      path: '/credentials/{credentialId}/complete-setup',
      summary: 'Answers what is asked after the sign-in',
      request: {
        params: withId('credentialId'),
        ...jsonBody(connectSchema.partial()),
      },
      responses: answers(credentialSchema, 'The account, ready for use'),
    }),
    async (c) => {
      const account = await accounts.get(c.var.person, c.req.param('credentialId'));
      const integration = integrationOf(account);
      const payload = c.req.valid('json').payload ?? {};
      await services.options.checkChoices(c.var.person, account, integration, payload);
      return c.json(viewAccount(await installer.complete(c.var.person, account, integration, payload)), 200);
    },
  );

  app.openapi(
    createRoute({
      ...route,
      method: 'delete',
      path: '/integrations/{integrationId}',
      summary: 'Disconnects an account, here and at the provider',
      request: {params: withId('integrationId')},
      responses: answers(z.object({}), 'It is gone'),
    }),
    async (c) => {
      const integrationId = c.req.param('integrationId');
      const integration = catalog.byId(integrationId);
      const named = c.req.header(CREDENTIAL_HEADER);
      const account = named
        ? await accounts.get(c.var.person, named, integrationId)
        : await accounts.current(c.var.person, integrationId);
      // An account outlives its entry in the catalogue, and can be disconnected all the same.
      if (!account)
        throw integration
          ? notConnected(integration)
          : notFound('There is no such integration in this project.');
      await installer.disconnect(account, integration);
      return c.json({}, 200);
    },
  );

  const configurations = {...route, path: '/credentials/{credentialId}/configurations' as const};
  app.openapi(
    createRoute({
      ...configurations,
      method: 'post',
      summary: 'Adds a set of settings to an account',
      request: {
        params: withId('credentialId'),
        ...jsonBody(z.object({externalId: z.string().optional()}), false),
      },
      responses: answers(credentialSchema, 'The account with all its configurations'),
    }),
    async (c) => {
      const account = await accounts.get(c.var.person, c.req.param('credentialId'));
      const {externalId} = c.req.valid('json');
      await accounts.addConfiguration(
        account,
        externalId === undefined ? undefined : checkExternalId(externalId),
      );
      return c.json(viewAccount(await accounts.get(c.var.person, account.id)), 200);
    },
  );

  app.openapi(
    createRoute({
      ...configurations,
      method: 'patch',
      summary: 'Replaces the metadata of a configuration',
      request: {params: withId('credentialId'), ...jsonBody(z.object({meta: valuesSchema}))},
      responses: answers(credentialSchema, 'The account with all its configurations'),
    }),
    async (c) => {
      const account = await accounts.get(c.var.person, c.req.param('credentialId'));
      const configuration = configurationOf(account, c.req.header(CONFIGURATION_HEADER));
      const {meta} = c.req.valid('json');
      await accounts.changeConfiguration(account, configuration.id, () => ({meta}));
      return c.json(viewAccount(await accounts.get(c.var.person, account.id)), 200);
    },
  );

  app.openapi(
    createRoute({
      ...configurations,
      method: 'delete',
      summary: 'Removes a configuration other than the default one',
      request: {params: withId('credentialId')},
      responses: answers(z.object({}), 'It is gone'),
    }),
    async (c) => {
      const account = await accounts.get(c.var.person, c.req.param('credentialId'));
      const configuration = configurationOf(account, c.req.header(CONFIGURATION_HEADER));
      if (configuration.isDefault) throw badRequest('The default configuration cannot be removed.');
      await accounts.removeConfiguration(account, configuration.id);
      return c.json({}, 200);
    },
  );
}

const notConnected = ({name}: Integration) => notFound(`No ${name} account is connected.`);
