import assert from 'node:assert/strict';
import test from 'node:test';
import {render} from '@lit-labs/ssr';
import {collectResult} from '@lit-labs/ssr/lib/render-result.js';
import {html, type TemplateResult} from 'lit';
import 'paragon-elements/define';

// What a server draws of the built package, without a browser. Run `npm run build` first.

const text = async (template: TemplateResult): Promise<string> =>
  (await collectResult(render(template))).replace(/<!--.*?-->/g, '').replace(/\s+/g, ' ');

/** The inside of the shadow root that a server declares for the only element in the markup. */
function shadowOf(markup: string): string {
  const [, shadow] = /<template [^>]*shadowrootmode="open"[^>]*>(.*)<\/template>/.exec(markup) ?? [];
  assert.ok(shadow, markup);
  return shadow;
}

test('a button is drawn with its styles and its label', async () => {
  const shadow = shadowOf(
    await text(html`<paragon-connect integration="google-calendar"></paragon-connect>`),
  );
  assert.match(shadow, /^<style>[^<]*:host[^<]*<\/style>/);
  assert.match(shadow, /<button [^>]*part="button"[^>]*>.*<slot>Connect Google calendar<\/slot> <\/button>/);
});

test('texts of the page take the place of the English ones', async () => {
  const messages = {connect: (name: string) => `${name} verbinden`};
  const shadow = shadowOf(
    await text(html`<paragon-connect integration="slack" .messages=${messages}></paragon-connect>`),
  );
  assert.match(shadow, /<slot>Slack verbinden<\/slot>/);
});

test('what the page names is text', async () => {
  const shadow = shadowOf(
    await text(html`<paragon-connect integration=${'"><img src=x>'}></paragon-connect>`),
  );
  assert.doesNotMatch(shadow, /<img/);
});

test('the catalogue is drawn as a skeleton that says that it loads', async () => {
  const shadow = shadowOf(await text(html`<paragon-connect></paragon-connect>`));
  assert.match(shadow, /<div class="skeleton" role="img" aria-label="Loading…">/);
  assert.ok(shadow.match(/class="skeleton-card"/g)?.length);
});

test('a provider keeps what is inside it', async () => {
  const markup = await text(
    html`<paragon-provider project-id="p" token-endpoint="/token"><p>Inside</p></paragon-provider>`,
  );
  assert.match(markup, /<slot><\/slot><\/template><p>Inside<\/p><\/paragon-provider>/);
});

test('every element is drawn, asks nobody for anything and leaves nothing running', async (t) => {
  const calls = ['fetch', 'setTimeout', 'setInterval'] as const;
  const spies = calls.map((name) => t.mock.method(globalThis, name));
  const input = {id: 'subject', type: 'TEXT_NO_VARS', title: 'Subject'};
  for (const template of [
    html`<paragon-connect integration="slack" inline></paragon-connect>`,
    html`<paragon-connect integration="slack" open></paragon-connect>`,
    html`<paragon-field-mapper integration="hubspot" name="mapping" required></paragon-field-mapper>`,
    html`<paragon-file-picker integration="googledrive" multiple></paragon-file-picker>`,
    html`<paragon-input .input=${input}></paragon-input>`,
    html`<paragon-install-flow integration="slack" autostart></paragon-install-flow>`,
    html`<paragon-trigger-form integration="salesforce"></paragon-trigger-form>`,
  ])
    assert.match(shadowOf(await text(template)), /part="/);
  // What is begun in the background, such as an import, has gone wrong by then.
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  assert.deepEqual(
    spies.map(({mock}) => mock.callCount()),
    calls.map(() => 0),
  );
});
