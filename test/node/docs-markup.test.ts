import assert from 'node:assert/strict';
import {readFileSync, readdirSync} from 'node:fs';
import {basename, join} from 'node:path';
import test from 'node:test';
import {appProgram, findings} from './app-program.js';
import {pathOf} from './package.js';

// The samples in the guides and in the pages of the elements. Run `npm run build` first.

interface Sample {
  readonly page: string;
  readonly code: string;
}

interface Declaration {
  readonly tagName?: string;
  readonly attributes?: readonly {readonly name: string}[];
}

/** The framework guides have tests of their own: their samples are parts of the framework demos. */
const ELSEWHERE = ['vue.md', 'svelte.md', 'react.md', 'angular.md'];

const pages = ['docs', 'docs/guides', 'docs/elements'].flatMap((folder) =>
  readdirSync(pathOf(folder))
    .filter((file) => file.endsWith('.md') && !ELSEWHERE.includes(file))
    .map((file) => join(pathOf(folder), file)),
);

const samplesIn = (language: string): Sample[] =>
  pages.flatMap((page) =>
    [...readFileSync(page, 'utf8').matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(
      ([, code = '']) => ({page: basename(page), code}),
    ),
  );

const manifest = JSON.parse(readFileSync(pathOf('custom-elements.json'), 'utf8')) as {
  readonly modules: readonly {readonly declarations?: readonly Declaration[]}[];
};
const known = new Map(
  manifest.modules
    .flatMap(({declarations = []}) => declarations)
    .flatMap(({tagName, attributes = []}) =>
      tagName ? [[tagName, new Set(attributes.map(({name}) => name))] as const] : [],
    ),
);

/** What any element may have. */
const GLOBAL = /^(id|class|slot|hidden|lang|dir|title|nonce|(aria|data)-[\w-]+)$/;

/** The attributes and tags of ours in a sample that the manifest does not know. */
function unknownIn({page, code}: Sample): string[] {
  return [...code.matchAll(/<(paragon-[\w-]+)((?:\s+[\w-]+(?:=(?:"[^"]*"|\$\{[^}]*\}))?)*)/g)].flatMap(
    ([, tag = '', rest = '']) => {
      const attributes = known.get(tag);
      if (!attributes) return [`${page}: <${tag}>`];
      return [...rest.replace(/"[^"]*"/g, '""').matchAll(/[\w-]+/g)]
        .map(([name]) => name)
        .filter((name) => !attributes.has(name) && !GLOBAL.test(name))
        .map((name) => `${page}: <${tag} ${name}>`);
    },
  );
}

test('the HTML of the guides has only tags and attributes that there are', () => {
  const samples = samplesIn('html');
  assert.ok(samples.length >= 12, `${samples.length} samples`);
  assert.deepEqual(samples.flatMap(unknownIn), []);
  const wrong = {
    page: 'x',
    code: '<paragon-connect integration="slack" inlin></paragon-connect><paragon-connct>',
  };
  assert.deepEqual(unknownIn(wrong), ['x: <paragon-connect inlin>', 'x: <paragon-connct>']);
});

/** What a page around the samples has. */
const PAGE = `
declare function report(...values: unknown[]): void;
declare function fetchToken(): Promise<string>;
declare const client: import('paragon-elements').ParagonClient;
declare const id: string;
`;

test('the scripts of the guides compile in a strict app', () => {
  const samples = samplesIn('js');
  assert.ok(samples.length >= 7, `${samples.length} samples`);
  const sources = samples.map(({page, code}) => {
    const imports = /\bparagon\./.test(code) && !/import .*\bparagon\b.* from/.test(code);
    return [
      `// ${page}`,
      "import 'paragon-elements/define';",
      imports ? "import {paragon} from 'paragon-elements';" : '',
      PAGE,
      code,
    ].join('\n');
  });
  // Declarations of Lit's packages need those of Node; only the samples are judged.
  const found = findings(appProgram(sources)).filter((finding) => /\/app-\d+\.mts: /.test(finding));
  assert.deepEqual(
    found.map((finding) =>
      finding.replace(/^.*\/app-(\d+)\.mts: /, (_, index: string) => `${samples[Number(index) - 1]?.page}: `),
    ),
    [],
  );
});
