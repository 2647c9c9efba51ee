import {createRoute, z} from '@hono/zod-openapi';
import type {Values} from '../accounts/accounts.js';
import {badRequest, notFound} from '../errors.js';
import type {Services} from '../services.js';
import {choiceSchema} from './integration-schema.js';
import {CREDENTIAL_HEADER, answers, jsonBody, projectParams, security, type SdkApp} from './sdk-app.js';

const requestSchema = z.object({
  action: z.string(),
  sourceKey: z.string(),
  parameters: z
    .array(z.looseObject({key: z.string(), source: z.looseObject({value: z.unknown()}).optional()}))
    .nullish(),
  paginationParameters: z
    .object({
      pageCursor: z.union([z.string(), z.number(), z.boolean()]).nullish(),
      search: z.string().max(500).nullish(),
    })
    .nullish(),
});

const describedInputSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    required: z.boolean(),
    type: z.enum(['string', 'number', 'dropdown', 'multi']),
    items: z.array(z.object({label: z.string(), value: z.string()})),
    identifierKey: z.string(),
    supportDifferentTextFormat: z.boolean(),
    textFormat: z.string(),
  })
  .openapi('DescribedInput');

const answerSchema = z.object({
  output: z.object({
    records: z.array(z.union([choiceSchema, describedInputSchema])),
    nextPageCursor: z.string().nullable(),
  }),
});

/** Options that are loaded through the user's account. */
export function registerActions(app: SdkApp, services: Services): void {
  const {catalog, options} = services;

  app.openapi(
    createRoute({
      method: 'post',
      path: '/actions',
      tags: ['options'],
      security,
      summary: 'Loads options of a dynamic data source',
      request: {params: projectParams, ...jsonBody(requestSchema)},
      responses: answers(answerSchema, 'One page of options'),
    }),
    async (c) => {
      const {action, sourceKey, parameters, paginationParameters} = c.req.valid('json');
      const {person, own} = c.var;
      const integration = catalog.byType(action);
      if (!integration) throw notFound('There is no such integration in this project.');
      const account = await own.meant(integration.id, c.req.header(CREDENTIAL_HEADER), 'credential:read');
      if (!account) throw badRequest(`Connect ${integration.name} first.`);
      const values: Values = Object.fromEntries(
        (parameters ?? []).map(({key, source}) => [key, source?.value]),
      );
      const cursor = paginationParameters?.pageCursor;
      const output = await options.load(person, account, integration, {
        key: sourceKey,
        parameters: values,
        search: paginationParameters?.search ?? undefined,
        cursor: typeof cursor === 'boolean' ? null : cursor,
      });
      return c.json({output}, 200);
    },
  );
}
