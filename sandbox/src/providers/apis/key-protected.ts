import {Hono} from 'hono';
import {authorizationOf, type AccessCheck} from './access.js';

/** The help desk of an invented vendor, by API token. */
export function createLighthouseApi(access: AccessCheck): Hono {
  const app = new Hono();

  app.get('/v1/workspaces/:workspace', (c) => {
    const holder = access.byKey('lighthouse', authorizationOf(c, 'Token'));
    if (!holder) return c.json({error: 'unknown token'}, 401);
    const name = c.req.param('workspace');
    return c.json({
      id: `ws-${holder.account.number}-${name}`,
      name,
      plan: 'team',
      owner: holder.person.email,
    });
  });

  return app;
}
