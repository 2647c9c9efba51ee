import {createRoute, z} from '@hono/zod-openapi';
import type {Account} from '../accounts/accounts.js';
import {readInstallOptions} from '../accounts/install.js';
import {viewAccount} from '../accounts/view.js';
import {toRecord} from '../catalog/record.js';
import type {Integration} from '../catalog/schema.js';
import {notFound} from '../errors.js';
import {createCodeInstall} from '../oauth/code-install.js';
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
  /** Of an install that has begun at the provider, in its marketplace. */
  code: z.string().min(1).max(4000).optional(),
  redirectUrl: z
    .string()
    .max(2000)
    .optional()
    .openapi({description: 'The page that the provider has sent the code to, to the letter'}),
  integrationOptions: valuesSchema
    .nullish()
    .openapi({description: 'What the integration asks before the sign-in'}),
});

const configSchema = z.looseObject({
  sharedSettings: valuesSchema.optional(),
  workflowSettings: valuesSchema.optional(),
  configuredWorkflows: valuesSchema.optional(),
});

/** The user's connected accounts. */
export function registerCredentials(app: SdkApp, services: Services): void {
  const {accounts, catalog, installer, plan, projectId, urls, workflows} = services;
  const connectByCode = createCodeInstall(services);

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
      const {person, own} = c.var;
      if (type === undefined) return c.json((await own.list()).map(viewAccount), 200);
      const integration = catalog.byType(type);
      if (!integration) throw notFound('There is no such integration in this project.');
      const account = await own.meant(integration.id, c.req.header(CREDENTIAL_HEADER), 'credential:read');
      if (!account) throw notConnected(integration);
      // Whoever holds the token can do what the proxy does.
      if (includeAccountAuth === 'true') own.check('proxy', account);
      const accountAuth =
        includeAccountAuth === 'true'
          ? await services.providerApi.accountAuth(person, account, integration)
          : undefined;
      return c.json(
        {
          ...toRecord(integration, {
            projectId,
            origin: urls.paragon,
            meta: person.meta,
            isFull: await plan.isFull(person),
          }),
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
      summary:
        'Connects an account by values such as an API key, or by the code of an install that the provider has begun',
      request: {params: projectParams, ...jsonBody(connectSchema)},
      responses: answers(credentialSchema, 'The connected account'),
    }),
    async (c) => {
      const {integrationId, payload = {}, installOptions, ...sent} = c.req.valid('json');
      const {person, own} = c.var;
      const integration = catalog.byId(integrationId);
      if (!integration) throw notFound('There is no such integration in this project.');
      const options = {
        ...readInstallOptions(installOptions),
        skipPostOAuthInputs: payload['skipPostOAuthInputs'] === true,
      };
      const {permissions} = own;
      const account =
        sent.code === undefined
          ? await installer.connectByInputs(person, integration, payload, {options, permissions})
          : await connectByCode(person, integration, {
              code: sent.code,
              redirectUrl: sent.redirectUrl && services.redirectPages.check(sent.redirectUrl),
              integrationOptions: sent.integrationOptions,
              options,
              permissions,
            });
      return c.json(await own.view(account), 200);
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
    async (c) => {
      const {own} = c.var;
      return c.json(await own.view(await own.get(c.req.param('credentialId'), 'credential:read')), 200);
    },
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
      const {person, own} = c.var;
      const account = await own.get(c.req.param('credentialId'), 'credential:read');
      const integration = integrationOf(account);
      const {sharedSettings, workflowSettings, configuredWorkflows} = c.req.valid('json').config;
      const sent = {sharedSettings, workflowSettings: workflowSettings ?? configuredWorkflows};
      const configuration = own.configuration(
        account,
        c.req.header(CONFIGURATION_HEADER),
        'configuration:write',
      );
      let errors: string[] = [];
      await accounts.changeConfiguration(account, configuration.id, (current) => {
        const accepted = acceptSettings(integration, sent, current, (workflow) =>
          workflows.whyNotOn(person, account, workflow),
        );
        errors = accepted.errors;
        return accepted.change;
      });
      services.activity.changed('users');
      const view = await own.view(account);
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
      const {person, own} = c.var;
      const account = await own.get(c.req.param('credentialId'), 'credential:write');
      const integration = integrationOf(account);
      const payload = c.req.valid('json').payload ?? {};
      await services.options.checkChoices(person, account, integration, payload);
      return c.json(await own.view(await installer.complete(person, account, integration, payload)), 200);
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
      const {own} = c.var;
      const account = named
        ? await own.get(named, 'credential:write', integrationId)
        : await own.current(integrationId, 'credential:write');
      // An account outlives its entry in the catalogue, and can be disconnected all the same.
      if (!account)
        throw integration
          ? notConnected(integration)
          : notFound('There is no such integration in this project.');
      await installer.disconnect(account, integration);
      return c.json({}, 200);
    },
  );
}

const notConnected = ({name}: Integration) => notFound(`No ${name} account is connected.`);
