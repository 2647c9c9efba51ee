import type {MiddlewareHandler} from 'hono';

/**
 * What every answer says that does not say otherwise: nobody keeps it, and nobody takes it for another kind of file
 * than it is.
 */
export const answerHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  const {headers} = c.res;
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
  if (!headers.has('X-Content-Type-Options')) headers.set('X-Content-Type-Options', 'nosniff');
};
