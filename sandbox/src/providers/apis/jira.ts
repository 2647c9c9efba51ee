import {Hono} from 'hono';
import type {OutsidePerson} from '../people.js';
import {authorizationOf, type AccessCheck} from './access.js';

/** Jira's account and the sites that it can see. */
export function createJiraApi(access: AccessCheck): Hono {
  const app = new Hono();
  const refused = {code: 401, message: 'Unauthorized'};

  app.get('/oauth/token/accessible-resources', async (c) => {
    const found = await access.byToken('jira', authorizationOf(c, 'Bearer'));
    if (!found) return c.json(refused, 401);
    return c.json(sitesOf(found.person).map((site) => ({...site, scopes: [...found.scopes]})));
  });

  app.get('/rest/api/3/myself', async (c) => {
    const found = await access.byToken('jira', authorizationOf(c, 'Bearer'));
    if (!found) return c.json(refused, 401);
    const {id, name, email} = found.person;
    return c.json({accountId: `557058:${id}`, displayName: name, emailAddress: email, active: true});
  });

  return app;
}

const sitesOf = ({number, id, company}: OutsidePerson) =>
  ['', ' Support', ' Test'].map((kind, index) => ({
    id: `7a1c0000-0000-4000-8000-0000000000${number}${index}`,
    name: company + kind,
    url: `https://${id}${kind.trim().toLowerCase() && `-${kind.trim().toLowerCase()}`}.atlassian.example`,
  }));
