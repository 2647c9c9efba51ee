import {Hono} from 'hono';
import {authorizationOf, type AccessCheck} from './access.js';

/** HubSpot's information about an access token. It is named by header, so that it stays out of addresses. */
export function createHubspotApi(access: AccessCheck): Hono {
  const app = new Hono();

  app.get('/oauth/v1/access-tokens/current', async (c) => {
    const found = await access.byToken('hubspot', authorizationOf(c, 'Bearer'));
    if (!found)
      return c.json(
        {status: 'error', category: 'INVALID_AUTHENTICATION', message: 'Authentication failed'},
        401,
      );
    const {person, scopes} = found;
    return c.json({
      hub_id: 24_000_000 + person.number,
      hub_domain: `${person.id}.hubspot.example`,
      user: person.email,
      user_id: 900 + person.number,
      scopes: [...scopes],
    });
  });

  return app;
}
