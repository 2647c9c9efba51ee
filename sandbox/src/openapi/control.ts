import {z, type OpenAPIHono} from '@hono/zod-openapi';
import {faultRuleSchema, storedFaultRuleSchema} from '../http/fault-rules.js';
import {errorSchema} from '../routes/sdk-app.js';

type Registry = OpenAPIHono['openAPIRegistry'];

const idParam = z.object({id: z.string()});
const statusSchema = z.enum(['VALID', 'INVALID', 'PENDING']);
const faultSchema = storedFaultRuleSchema.openapi('Fault');
const loggedRequestSchema = z
  .object({
    id: z.int(),
    time: z.iso.datetime(),
    service: z.enum(['paragon', 'outside']),
    method: z.string(),
    path: z.string(),
    status: z.int(),
    milliseconds: z.number(),
    user: z.string().optional(),
  })
  .openapi('LoggedRequest');
const eventSchema = z
  .object({
    id: z.uuid(),
    user: z.string(),
    name: z.string(),
    payload: z.unknown(),
    runs: z.array(z.uuid()).describe('Ids of the runs that it has started'),
    dateCreated: z.iso.datetime(),
  })
  .openapi('AppEvent');
const runSchema = z
  .object({
    id: z.uuid(),
    user: z.string(),
    integration: z.string().nullable(),
    workflowId: z.uuid(),
    workflow: z.string().nullable(),
    credentialId: z.uuid(),
    configurationId: z.uuid(),
    trigger: z.string(),
    eventId: z.uuid().nullable(),
    status: z.enum(['queued', 'running', 'succeeded', 'failed']),
    error: z.string().nullable(),
    payload: z.unknown(),
    query: z.record(z.string(), z.string()),
    log: z.array(z.string()),
    result: z.unknown(),
    dateStarted: z.iso.datetime(),
    dateEnded: z.iso.datetime().nullable(),
  })
  .openapi('WorkflowRun');
const listedUserSchema = z
  .object({
    user: z.string(),
    meta: z.record(z.string(), z.unknown()),
    dateCreated: z.iso.datetime(),
    credentials: z.array(
      z.object({
        id: z.uuid(),
        integration: z.string().nullable(),
        name: z.string(),
        status: statusSchema,
        account: z.string(),
        externalId: z.string().nullable(),
        isOAuth: z.boolean(),
        dateValidUntil: z.iso.datetime().nullable(),
        dateCreated: z.iso.datetime(),
        configurations: z.array(
          z.object({id: z.uuid(), isDefault: z.boolean(), externalId: z.string().nullable()}),
        ),
      }),
    ),
  })
  .openapi('User');
const tokenSchema = z
  .object({
    token: z.string(),
    projectId: z.uuid(),
    user: z.string(),
    permissions: z.record(z.string(), z.unknown()).optional(),
    unknownCapabilities: z
      .array(z.string())
      .optional()
      .describe('Words in the permissions that permit nothing here'),
  })
  .openapi('UserToken');
const journalQuery = z.object({
  user: z.string().optional(),
  limit: z.string().optional().openapi({description: 'From 1 to 500; default 50'}),
});

interface ControlRoute {
  readonly method: 'get' | 'post' | 'delete';
  readonly path: string;
  readonly summary: string;
  readonly answer: z.ZodType;
  /** Default: JSON. */
  readonly contentType?: string;
  readonly status?: number;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
}

const routes: readonly ControlRoute[] = [
  {
    method: 'get',
    path: '/health',
    summary: 'Is it up, and what does it serve?',
    answer: z.object({
      status: z.literal('ok'),
      projectId: z.uuid(),
      url: z.string(),
      outsideUrl: z.string(),
      integrations: z.array(z.string()),
    }),
  },
  {
    method: 'get',
    path: '/token',
    summary: 'Signs a development user token',
    query: z.object({
      user: z.string(),
      expiresIn: z
        .string()
        .optional()
        .openapi({description: 'Seconds; a negative number gives an expired token'}),
      permissions: z.string().optional().openapi({description: 'What it is restricted to, as JSON'}),
    }),
    answer: tokenSchema,
  },
  {
    method: 'post',
    path: '/token',
    summary: 'Signs a development user token',
    body: z.strictObject({
      user: z.string(),
      expiresIn: z.int().optional(),
      permissions: z
        .record(z.string(), z.unknown())
        .optional()
        .describe('What it is restricted to: scopes with what they permit'),
    }),
    answer: tokenSchema,
  },
  {
    method: 'post',
    path: '/reset',
    summary: 'Forgets everything, or what is of one user',
    query: z.object({user: z.string().optional()}),
    answer: z.object({reset: z.string()}),
  },
  {
    method: 'get',
    path: '/requests',
    summary: 'What was called at this process, oldest first',
    query: z.object({
      user: z.string().optional(),
      service: z.string().optional(),
      preflights: z.string().optional(),
      after: z.string().optional().openapi({description: 'Only what came after the request with this id'}),
    }),
    answer: z.object({
      requests: z.array(loggedRequestSchema),
      first: z.int().nullable().describe('Id of the oldest request that is kept'),
      log: z.uuid().describe('Differs between processes, whose ids have nothing to do with each other'),
    }),
  },
  {method: 'delete', path: '/requests', summary: 'Empties that list', answer: z.object({})},
  {
    method: 'get',
    path: '/faults',
    summary: 'Lists the fault rules of this process',
    answer: z.object({faults: z.array(faultSchema)}),
  },
  {
    method: 'post',
    path: '/faults',
    summary: 'Adds a fault rule',
    body: faultRuleSchema,
    answer: faultSchema,
    status: 201,
  },
  {method: 'delete', path: '/faults', summary: 'Deletes all fault rules', answer: z.object({})},
  {
    method: 'delete',
    path: '/faults/{id}',
    summary: 'Deletes a fault rule',
    params: idParam,
    answer: z.object({}),
  },
  {
    method: 'post',
    path: '/credentials/{id}/status',
    summary: 'Sets the status of an account',
    params: idParam,
    body: z.strictObject({status: statusSchema}),
    answer: z.object({id: z.uuid(), status: statusSchema}),
  },
  {
    method: 'post',
    path: '/credentials/{id}/expire',
    summary: 'The access token counts as expired',
    params: idParam,
    answer: z.object({id: z.uuid(), dateValidUntil: z.iso.datetime()}),
  },
  {
    method: 'post',
    path: '/credentials/{id}/revoke',
    summary: 'The user takes the access back at the provider',
    params: idParam,
    answer: z.object({id: z.uuid()}),
  },
  {
    method: 'post',
    path: '/credentials/{id}/disconnect',
    summary: 'Disconnects an account, here and at the provider',
    params: idParam,
    answer: z.object({id: z.uuid()}),
  },
  {
    method: 'get',
    path: '/users',
    summary: 'Users with their accounts, newest user first',
    query: z.object({
      user: z.string().optional(),
      search: z.string().optional().openapi({description: 'Part of the user id'}),
      limit: z.string().optional().openapi({description: 'From 1 to 500; default 50'}),
    }),
    answer: z.object({users: z.array(listedUserSchema), total: z.int()}),
  },
  {
    method: 'get',
    path: '/stream',
    summary: 'Tells what changes, as Server-Sent Events "change" with a list of topics',
    answer: z.string(),
    contentType: 'text/event-stream',
  },
  {
    method: 'get',
    path: '/events',
    summary: 'Events that apps have sent, newest first',
    query: journalQuery,
    answer: z.object({events: z.array(eventSchema)}),
  },
  {
    method: 'get',
    path: '/runs',
    summary: 'Runs of workflows, newest first',
    query: journalQuery.extend({
      settled: z.string().optional().openapi({description: '`true` waits until none is under way'}),
    }),
    answer: z.object({runs: z.array(runSchema)}),
  },
  {method: 'get', path: '/runs/{id}', summary: 'One run, whole', params: idParam, answer: runSchema},
];

const json = (schema: z.ZodType, type = 'application/json') => ({content: {[type]: {schema}}});

/** Control of the sandbox itself, for this machine only. */
export function describeControl(registry: Registry): void {
  for (const {method, path, summary, answer, contentType, status = 200, params, query, body} of routes)
    registry.registerPath({
      method,
      path: `/_sandbox${path}`,
      tags: ['control'],
      summary,
      request: {params, query, ...(body && {body: {required: true, ...json(body)}})},
      responses: {
        [status]: {description: 'It is done', ...json(answer, contentType)},
        default: {description: 'What went wrong', ...json(errorSchema)},
      },
    });
}
