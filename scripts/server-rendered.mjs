/**
 * Prints what a server puts into the page `demo/server-rendered.html`: the elements with what they show before their
 * script is there. `node --import tsx scripts/server-rendered.mjs http://localhost:4400`
 */
import {render} from '@lit-labs/ssr';
import {collectResult} from '@lit-labs/ssr/lib/render-result.js';
import {html} from 'lit';
import '../src/define.ts';

const [sandboxUrl] = process.argv.slice(2);

const elements = html`<paragon-provider
  id="provider"
  project-id="5f4c9a1e-7d3b-4e62-9a08-3c1b6d2f7e90"
  host=${sandboxUrl}
  token-endpoint="/api/paragon-token"
>
  <section class="panel promo">
    <div>
      <h2>Hear of it in Slack</h2>
      <p>Get a message when a deal changes hands.</p>
    </div>
    <paragon-connect id="slack" integration="slack"></paragon-connect>
  </section>
  <section>
    <h2>All integrations</h2>
    <paragon-connect id="catalogue"></paragon-connect>
  </section>
</paragon-provider>`;

process.stdout.write(await collectResult(render(elements)));
