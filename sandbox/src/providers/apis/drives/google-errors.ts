import type {Context} from 'hono';
import type {ContentfulStatusCode} from 'hono/utils/http-status';

interface Reason {
  readonly reason: string;
  readonly domain?: string;
  readonly location?: string;
  readonly locationType?: 'parameter' | 'header';
}

/** An error in Google's form. */
export function googleError(
  c: Context,
  code: ContentfulStatusCode,
  message: string,
  {domain = 'global', ...rest}: Reason,
  more: {status?: string; details?: readonly object[]} = {},
): Response {
  return c.json({error: {code, message, errors: [{message, domain, ...rest}], ...more}}, code);
}

export const unauthorized = (c: Context) =>
  googleError(
    c,
    401,
    'Request had invalid authentication credentials. Expected OAuth 2 access token.',
    {reason: 'authError', location: 'Authorization', locationType: 'header'},
    {status: 'UNAUTHENTICATED'},
  );

export const lacksScope = (c: Context) =>
  googleError(
    c,
    403,
    'Request had insufficient authentication scopes.',
    {reason: 'insufficientPermissions'},
    {
      status: 'PERMISSION_DENIED',
      details: [
        {
          '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
          reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
          domain: 'googleapis.com',
          metadata: {service: 'drive.googleapis.com'},
        },
      ],
    },
  );

export const fileNotFound = (c: Context, id: string) =>
  googleError(c, 404, `File not found: ${id}.`, {
    reason: 'notFound',
    location: 'fileId',
    locationType: 'parameter',
  });

export const invalid = (c: Context, location: string, message = 'Invalid Value') =>
  googleError(c, 400, message, {reason: 'invalid', location, locationType: 'parameter'});

export const required = (c: Context, location: string) =>
  googleError(c, 400, `Required parameter: ${location}`, {
    reason: 'required',
    location,
    locationType: 'parameter',
  });

export const badRequest = (c: Context, message: string) =>
  googleError(c, 400, message, {reason: 'badRequest'});

export const forbidden = (c: Context, reason: string, message: string) =>
  googleError(c, 403, message, {reason});
