import {Hono} from 'hono';
import {authorizationOf, type AccessCheck} from './access.js';

/** Shopify's store. A token is good for the one store that the sign-in was for. */
export function createShopifyApi(access: AccessCheck): Hono {
  const app = new Hono();

  app.get('/:shop/admin/api/:version/shop.json', async (c) => {
    const shop = c.req.param('shop');
    const token = c.req.header('X-Shopify-Access-Token') ?? authorizationOf(c, 'Bearer');
    const found = await access.byToken('shopify', token);
    if (!found || found.target.shop !== shop)
      return c.json(
        {errors: '[API] Invalid API key or access token (unrecognized login or wrong password)'},
        401,
      );
    const {person} = found;
    const name = shop
      .split('-')
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join(' ');
    return c.json({
      shop: {
        id: 680_000_000 + person.number * 1000 + shop.length,
        name,
        email: person.email,
        shop_owner: person.name,
        myshopify_domain: `${shop}.myshopify.com`,
        currency: 'EUR',
      },
    });
  });

  return app;
}
