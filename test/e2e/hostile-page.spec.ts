import {expect, test} from '../helpers/demo-test.js';
import {PlainPage} from '../helpers/plain-page.js';
import {approve} from '../helpers/provider-pages.js';

test('a page full of clobbering names, with odd and frozen prototypes: an account is connected all the same', async ({
  page,
}) => {
  await page.addInitScript(() => {
    // Old scripts leave such things behind; `for … in` loops over them.
    Object.defineProperty(Object.prototype, 'leftover', {value: 1, enumerable: true, configurable: true});
    Object.defineProperty(Array.prototype, 'last', {value: () => 0, enumerable: true, configurable: true});
    for (const builtIn of [Object, Array, Function, Promise, String]) Object.freeze(builtIn.prototype);
    // A form or an image by such a name takes the place of what `window` has; by its id also in the document.
    const names = ['paragon', 'location', 'fetch', 'crypto', 'navigator', 'customElements', 'open', 'origin'];
    const ids = [
      ...[
        'body',
        'head',
        'cookie',
        'forms',
        'getElementById',
        'querySelector',
        'createElement',
        'attributes',
      ],
      ...['activeElement', 'documentElement', 'defaultView', 'trustedTypes', 'litHtmlPolyfillSupport'],
    ];
    document.addEventListener('DOMContentLoaded', () => {
      const place = document.createElement('div');
      place.hidden = true;
      for (const name of [...names, ...ids]) {
        const form = document.createElement('form');
        form.id = name;
        const input = document.createElement('input');
        input.name = name;
        form.append(input);
        place.append(form);
      }
      for (const name of names) {
        const image = document.createElement('img');
        image.name = name;
        image.alt = '';
        place.append(image);
      }
      document.documentElement.lastElementChild?.prepend(place);
    });
  });
  const plain = new PlainPage(page);
  await plain.open();
  await plain.openPortal('Slack');
  await approve(await plain.popupFrom('Connect Slack'));
  await plain.expectConnected('Slack');
  await plain.disconnect();
});

test('the user token is in no address but the two for which the protocol demands it', async ({
  page,
  context,
}) => {
  const withToken: string[] = [];
  context.on('request', (request) => {
    const {pathname} = new URL(request.url());
    if (/eyJ[\w-]{10}/.test(request.url())) withToken.push(pathname.replace(/[\da-f-]{36}/g, '{id}'));
    if (/eyJ[\w-]{10}/.test(request.headers()['referer'] ?? '')) withToken.push(`referrer of ${pathname}`);
  });
  const plain = new PlainPage(page);
  await plain.open();
  await plain.openPortal('Slack');
  await approve(await plain.popupFrom('Connect Slack'));
  await plain.expectConnected('Slack');
  await plain.disconnect();
  expect([...new Set(withToken)].sort()).toEqual([
    '/projects/{id}/sdk/actions/oauth-nonce',
    '/v2/projects/{id}/sdk/actions/build-oauth',
  ]);
});
