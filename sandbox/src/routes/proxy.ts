import {Readable} from 'node:stream';
import {z} from '@hono/zod-openapi';
import type {Context, MiddlewareHandler} from 'hono';
import type {StatusCode} from 'hono/utils/http-status';
import {isCustom} from '../catalog/record.js';
import type {Integration} from '../catalog/schema.js';
import {ApiError, badRequest, errorCodes, notFound} from '../errors.js';
import {readAhead} from '../proxy/body.js';
import {read, type ProxyAnswer} from '../proxy/forward.js';
import {requestHeaders, responseHeaders} from '../proxy/headers.js';
import {parseJson, refusalOf} from '../proxy/refusal.js';
import type {Services} from '../services.js';
import {CREDENTIAL_HEADER, errorSchema, projectParam, security, type SdkApp, type SdkEnv} from './sdk-app.js';

const RAW_HEADER = 'X-Paragon-Use-Raw-Response';
const TARGET = /^(?:\/v2)?\/projects\/[^/?]+\/sdk\/proxy\/([^/?]+)(.*)$/s;

/** Requests of the app to a provider's API, with the user's account: any method, any path below the API's base. */
export function registerProxy(app: SdkApp, services: Services): void {
  const {catalog, proxy} = services;
  describe(app);

  app.all('/proxy/*', async (c) => {
    const {person, own} = c.var;
    const {method} = c.req.raw;
    if (/^(?:TRACE|TRACK|CONNECT)$/i.test(method))
      throw new ApiError(405, errorCodes.badRequest, `The proxy does not pass ${method} on.`);
    const {integration, path} = meant(catalog, rawTarget(c));
    const named = c.req.header(CREDENTIAL_HEADER);
    const account = named
      ? await own.get(named, 'proxy', integration.id)
      : await own.current(integration.id, 'proxy');
    if (!account)
      throw new ApiError(404, errorCodes.notConnected, `No ${integration.name} account is connected.`, {
        integration: integration.type,
      });
    const {signal} = c.req.raw;
    const {body, headers} = await readAhead(c.req.raw, requestHeaders(c.req.raw.headers));
    try {
      const answer = await proxy.forward(person, account, integration, {method, path, headers, body, signal});
      return await present(c, answer, integration);
    } catch (error) {
      // With this status clients look at the user's accounts again, and see that this one is invalid.
      if (error instanceof ApiError && error.code === errorCodes.accountUnreachable)
        throw new ApiError(401, error.code, error.message, {integration: integration.type});
      throw error;
    }
  });
}

/** Methods with a name of their own in OpenAPI; others are passed on as well. */
function describe(app: SdkApp): void {
  const anything = {'application/json': {schema: z.unknown()}, '*/*': {schema: {}}};
  const failed = {'application/json': {schema: errorSchema}};
  for (const method of ['get', 'head', 'post', 'put', 'patch', 'delete'] as const)
    app.openAPIRegistry.registerPath({
      method,
      path: '/proxy/{integration}/{path}',
      tags: ['proxy'],
      security,
      summary: 'Passes a request on to the provider of an integration',
      description:
        'The path may have any number of segments. A custom integration may be named `custom/{integrationId}`, too. JSON comes back as `{"output": …}`, unless `X-Paragon-Use-Raw-Response: 1` asks for it as it is.',
      request: {
        params: z.object({
          ...projectParam,
          integration: z.string().openapi({param: {name: 'integration', in: 'path'}}),
          path: z.string().openapi({param: {name: 'path', in: 'path'}}),
        }),
        headers: z.object({
          [CREDENTIAL_HEADER]: z.string().optional(),
          [RAW_HEADER]: z.string().optional(),
        }),
        ...(!/get|head/.test(method) && {
          body: {content: {'application/json': {schema: z.unknown()}, '*/*': {schema: {}}}},
        }),
      },
      responses: {
        '2XX': {description: "The provider's answer", content: anything},
        '3XX': {
          description: 'The provider leads away from its API, where the proxy does not go',
          content: failed,
        },
        '4XX': {description: 'The request is not valid, or the provider refuses it', content: failed},
        '5XX': {description: 'The provider has failed or cannot be reached', content: failed},
      },
    });
}

async function present(c: Context<SdkEnv>, answer: ProxyAnswer, integration: Integration): Promise<Response> {
  const {status, headers, body} = answer;
  const isEmpty = status === 204 || status === 205 || status === 304 || c.req.raw.method === 'HEAD';
  if (headers['retry-after']) c.header('Retry-After', headers['retry-after']);
  if (isEmpty && (status < 300 || status === 304 || c.req.raw.method === 'HEAD')) {
    body.destroy();
    return c.body(null, status as StatusCode, responseHeaders(headers));
  }
  if (status >= 300) throw refusalOf(integration, answer, await read(body, integration));

  // Whatever a provider sends is data: it never becomes a page of this origin.
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('X-Frame-Options', 'DENY');
  c.header('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'; sandbox");
  const isRaw = /^(?:1|true)$/.test(c.req.header(RAW_HEADER) ?? '');
  const type = headers['content-type'];
  if (isRaw || !/[/+]json\b/i.test(type ?? ''))
    return c.body(Readable.toWeb(body) as ReadableStream, status as 200, responseHeaders(headers));
  const content = await read(body, integration);
  if (!content.length) return c.body(null, status as StatusCode);
  const output = parseJson(type, content);
  return c.json({output: output === undefined ? content.toString('utf8') : output}, status as 200);
}

/** Path and query as they were sent, before anything has tidied them up. */
function rawTarget(c: Context<SdkEnv>): string {
  const sent = (c.env as Partial<SdkEnv['Bindings']> | undefined)?.incoming?.url;
  if (sent?.startsWith('/')) return sent;
  const {pathname, search} = new URL(c.req.url);
  return pathname + search;
}

function meant(catalog: Services['catalog'], target: string): {integration: Integration; path: string} {
  const [, name = '', rest = ''] = TARGET.exec(target) ?? [];
  if (!name) throw badRequest('Name an integration and a path: /sdk/proxy/slack/chat.postMessage');
  if (name !== 'custom') return {integration: known(catalog.byType(decode(name))), path: rest};
  const [, id = '', path = ''] = /^\/([^/?]+)(.*)$/s.exec(rest) ?? [];
  const integration = catalog.byId(id.toLowerCase());
  return {integration: known(integration && isCustom(integration) ? integration : undefined), path};
}

function known(integration: Integration | undefined): Integration {
  if (!integration) throw notFound('There is no such integration in this project.');
  if (!integration.isActive) throw badRequest(`${integration.name} is switched off in this project.`);
  return integration;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Servers tidy paths up before they choose a route, so that one with `..` would get past the proxy's own refusal. */
export const onlyPlainProxyPaths: MiddlewareHandler<SdkEnv> = async (c, next) => {
  const sent = (c.env as Partial<SdkEnv['Bindings']> | undefined)?.incoming?.url ?? '';
  const [path = ''] = sent.split('?', 1);
  if (/\/sdk\/proxy\//i.test(path) && /(?:[/\\]|%2f|%5c)(?:\.|%2e){1,2}(?:[/\\;]|%2f|%5c|$)|\\/i.test(path))
    throw badRequest('The path holds "." or ".." as a segment, or a backslash. Give the path without them.');
  await next();
};
