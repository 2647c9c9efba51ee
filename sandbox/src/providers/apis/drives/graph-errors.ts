import {randomUUID} from 'node:crypto';
import type {Context} from 'hono';
import type {ContentfulStatusCode} from 'hono/utils/http-status';

/** An error in Microsoft Graph's form. */
export function graphError(
  c: Context,
  status: ContentfulStatusCode,
  code: string,
  message: string,
): Response {
  const id = randomUUID();
  const innerError = {
    date: new Date().toISOString().slice(0, 19),
    'request-id': id,
    'client-request-id': c.req.header('client-request-id') ?? id,
  };
  return c.json({error: {code, message, innerError}}, status);
}

export const itemNotFound = (c: Context) =>
  graphError(c, 404, 'itemNotFound', 'The resource could not be found.');

export const invalidRequest = (c: Context, message: string) => graphError(c, 400, 'invalidRequest', message);

export const nameTaken = (c: Context) =>
  graphError(c, 409, 'nameAlreadyExists', 'An item with the same name already exists under the parent.');
