import {OpenAPIHono, createRoute, z} from '@hono/zod-openapi';
import type {Context} from 'hono';
import {bodyLimit} from 'hono/body-limit';
import type {Values} from '../accounts/accounts.js';
import {ApiError, badRequest, errorCodes, notFound} from '../errors.js';
import type {Services} from '../services.js';
import {errorAnswer, projectParam} from './sdk-app.js';

const MAX_BYTES = 1_000_000;
const isUuid = (text: string | undefined): text is string => z.uuid().safeParse(text).success;

const missing = 'There is no such webhook.';

/** Addresses that third parties call; whoever knows one may, so they tell nothing. */
export function createWebhookRoutes({projectId, workflows}: Pick<Services, 'projectId' | 'workflows'>) {
  const app = new OpenAPIHono();
  const limit = bodyLimit({
    maxSize: MAX_BYTES,
    onError: () => {
      throw new ApiError(413, errorCodes.badRequest, `The body is larger than ${MAX_BYTES / 1_000_000} MB.`);
    },
  });

  app.openapi(
    createRoute({
      method: 'post',
      path: '/triggers/connect/{projectId}/{integrationId}/custom-triggers/{triggerId}',
      tags: ['workflows'],
      summary: 'A custom webhook: starts the workflows behind it',
      description: 'The body may be JSON, a form, text or bytes.',
      middleware: limit,
      request: {
        params: z.object({...projectParam, integrationId: z.string(), triggerId: z.string()}),
        query: z.looseObject({id: z.string().optional().openapi({description: 'The account: its id'})}),
      },
      responses: {
        202: {description: 'Accepted', content: {'application/json': {schema: z.object({})}}},
        400: errorAnswer('The body is not what its content type says'),
        404: errorAnswer(missing),
        413: errorAnswer('The body is too large'),
        429: errorAnswer('Too many requests for this account; `Retry-After` says when to come again'),
      },
    }),
    async (c) => {
      const {integrationId, triggerId} = c.req.valid('param');
      const {id: credentialId, ...query} = c.req.query();
      if (c.req.valid('param').projectId !== projectId || !isUuid(credentialId)) throw notFound(missing);
      const headers = c.req.header();
      delete headers['cookie'];
      await workflows.onWebhook({integrationId, triggerId, credentialId}, async () => ({
        payload: await readBody(c),
        query,
        headers,
      }));
      return c.json({}, 202);
    },
  );
  return app;
}

/** Third parties send JSON, forms and texts. Bytes that are no text arrive in base64. */
async function readBody(c: Context): Promise<unknown> {
  const type = c.req.header('Content-Type') ?? '';
  if (/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) {
    const form = await c.req.parseBody({all: true}).catch(() => {
      throw badRequest('The body is not a valid form.');
    });
    const fields = Object.entries(form).map(([name, value]) => {
      const texts = [value].flat().filter((one) => typeof one === 'string');
      return [name, texts.length > 1 ? texts : texts[0]] as const;
    });
    return Object.fromEntries(fields.filter(([, value]) => value !== undefined)) satisfies Values;
  }
  const bytes = Buffer.from(await c.req.arrayBuffer());
  if (!bytes.length) return null;
  let text: string;
  try {
    text = new TextDecoder('utf-8', {fatal: true}).decode(bytes);
  } catch {
    return bytes.toString('base64');
  }
  if (!/^[\w.+-]+\/([\w.-]+\+)?json\b/i.test(type)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw badRequest('The body is not valid JSON.');
  }
}
