import {Hono} from 'hono';
import {authorizationOf, type AccessCheck} from './access.js';

/** SendGrid's account, by API key. */
export function createSendgridApi(access: AccessCheck): Hono {
  const app = new Hono();
  const refused = {
    errors: [{message: 'The provided authorization grant is invalid, expired, or revoked', field: null}],
  };

  app.get('/v3/user/account', (c) => {
    const holder = access.byKey('sendgrid', authorizationOf(c, 'Bearer'));
    if (!holder) return c.json(refused, 401);
    const {number, id} = holder.account;
    return c.json({user_id: 7_000 + number, username: id, type: 'paid', reputation: 99.2});
  });

  app.get('/v3/scopes', (c) => {
    if (!access.byKey('sendgrid', authorizationOf(c, 'Bearer'))) return c.json(refused, 401);
    return c.json({scopes: ['mail.send', 'sender_verification_eligible']});
  });

  return app;
}
