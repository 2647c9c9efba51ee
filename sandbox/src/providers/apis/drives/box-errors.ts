import {randomBytes} from 'node:crypto';
import type {Context} from 'hono';
import type {ContentfulStatusCode} from 'hono/utils/http-status';

/** An error in Box's form. */
export function boxError(
  c: Context,
  status: ContentfulStatusCode,
  code: string,
  message: string,
  context?: object,
): Response {
  return c.json(
    {
      type: 'error',
      status,
      code,
      ...(context && {context_info: context}),
      help_url: 'http://developers.box.com/docs/#errors',
      message,
      request_id: randomBytes(8).toString('hex'),
    },
    status,
  );
}

/** Without a body, as the original answers it. */
export const invalidToken = (c: Context): Response =>
  c.body(null, 401, {
    'WWW-Authenticate':
      'Bearer realm="Service", error="invalid_token", error_description="The access token provided is invalid."',
  });

export function insufficientScope(c: Context): Response {
  c.header('WWW-Authenticate', 'Bearer realm="Service", error="insufficient_scope"');
  return boxError(
    c,
    403,
    'insufficient_scope',
    'The request requires higher privileges than provided by the access token.',
  );
}

export const notFound = (c: Context) => boxError(c, 404, 'not_found', 'Not Found');

export const badRequest = (c: Context, message: string, name?: string) =>
  boxError(
    c,
    400,
    'bad_request',
    message,
    name === undefined ? undefined : {errors: [{reason: 'invalid_parameter', name, message}]},
  );
