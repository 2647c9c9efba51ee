import {html} from 'hono/html';
import {page, type Markup} from '../http/pages.js';
import {httpMethods, type ApiDocument, type Operation} from './document.js';
import {asType, schemaAnchor, type JsonSchema} from './schema-text.js';

interface Entry {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

/** Shows what `/openapi.json` says, without a script. */
export function documentationPage(document: ApiDocument): Markup {
  const groups = byTag(document);
  const schemas = Object.entries((document.components?.schemas ?? {}) as Record<string, JsonSchema>);
  const body = html`<div class="card">
      <h1>${document.info.title} API</h1>
      <p>${document.info.description ?? ''}</p>
      <p>
        Version ${document.info.version}. The same for programs: <a href="/openapi.json">openapi.json</a>.
        <a href="/">Back to the start page</a>.
      </p>
      <nav aria-label="Contents">
        <ul>
          ${groups.map(([tag]) => html`<li><a href="#${anchorOf(tag)}">${titleOf(tag)}</a></li>`)}
          <li><a href="#schemas">Schemas</a></li>
        </ul>
      </nav>
    </div>
    ${groups.map(
      ([tag, entries]) =>
        html`<section class="card" aria-labelledby="${anchorOf(tag)}">
          <h2 id="${anchorOf(tag)}">${titleOf(tag)}</h2>
          ${entries.map((entry) => operationView(document, entry))}
        </section>`,
    )}
    <section class="card" aria-labelledby="schemas">
      <h2 id="schemas">Schemas</h2>
      ${schemas.map(
        ([name, schema]) =>
          html`<h3 id="${schemaAnchor(name)}">${name}</h3>
            ${code(`Schema ${name}`, asType(schema))}`,
      )}
    </section>`;
  return page({title: `${document.info.title} API`, wide: true, body});
}

/** Routes by their first tag. Those that only repeat another one below `/v2` are left out. */
function byTag({paths = {}}: ApiDocument): [string, Entry[]][] {
  const groups = new Map<string, Entry[]>();
  for (const [path, item] of Object.entries(paths)) {
    for (const method of httpMethods) {
      const operation = item[method];
      if (!operation || (path.startsWith('/v2/') && paths[path.slice('/v2'.length)]?.[method])) continue;
      const tag = operation.tags?.[0] ?? 'other';
      groups.set(tag, [...(groups.get(tag) ?? []), {method, path, operation}]);
    }
  }
  return [...groups];
}

interface Named {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: JsonSchema;
}
interface Content {
  readonly description?: string;
  readonly content?: Record<string, {schema?: JsonSchema}>;
}

function operationView(document: ApiDocument, {method, path, operation}: Entry): Markup {
  const parameters = (operation.parameters ?? []) as unknown as Named[];
  const named = parameters.filter(({name}) => name !== 'projectId');
  const body = operation.requestBody as Content | undefined;
  const responses = Object.entries((operation.responses ?? {}) as Record<string, Content | {$ref: string}>);
  return html`<details>
    <summary><code>${method.toUpperCase()} ${path}</code> ${operation.summary ?? ''}</summary>
    ${operation.description ? html`<p>${operation.description}</p>` : ''}
    ${operation.security?.length ? html`<p class="muted">Needs a user token.</p>` : ''}
    ${
      named.length
        ? html`<ul>
            ${named.map(
              (one) =>
                html`<li>
                  <code>${one.name}</code> in
                  ${one.in}${one.required ? '' : ', optional'}${
                    one.description ? html`: ${one.description}` : ''
                  }
                </li>`,
            )}
          </ul>`
        : ''
    }
    ${
      body
        ? html`<h3>Body</h3>
            ${contentView('Body', method, path, body)}`
        : ''
    }
    <h3>Answers</h3>
    ${responses.map(([status, response]) => {
      const found = '$ref' in response ? resolve(document, response.$ref) : response;
      return html`<p><strong>${status}</strong> ${found.description ?? ''}</p>
        ${'$ref' in response ? '' : contentView(`Answer ${status}`, method, path, found)}`;
    })}
  </details>`;
}

const contentView = (what: string, method: string, path: string, {content = {}}: Content): Markup =>
  html`${Object.entries(content).map(
    ([type, {schema}]) =>
      html`<p class="muted">${type}</p>
        ${type.includes('json') && schema ? code(`${what} of ${method} ${path}`, asType(schema)) : ''}`,
  )}`;

/** A keyboard can scroll it, as it may be wider than the page. */
const code = (label: string, content: Markup): Markup =>
  html`<pre tabindex="0" role="region" aria-label="${label}"><code>${content}</code></pre>`;

function resolve(document: ApiDocument, reference: string): Content {
  const responses = (document.components?.responses ?? {}) as Record<string, Content>;
  return responses[reference.split('/').at(-1) ?? ''] ?? {};
}

const anchorOf = (tag: string) => `tag-${tag.replaceAll(/\W+/g, '-')}`;
const titleOf = (tag: string) => tag.charAt(0).toUpperCase() + tag.slice(1);
