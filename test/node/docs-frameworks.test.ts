import assert from 'node:assert/strict';
import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import test from 'node:test';
import {pathOf} from './package.js';

// What the guides for frameworks show is taken from the demos, which lint compiles and the end-to-end tests use.

for (const framework of ['vue', 'svelte', 'react', 'angular']) {
  const sources = [...filesIn(`demo/${framework}`), 'demo/product.ts'].map((file) =>
    wordsOf(readFileSync(pathOf(file), 'utf8')),
  );
  const guide = readFileSync(pathOf(`docs/guides/${framework}.md`), 'utf8');
  const samples = [...guide.matchAll(/```(ts|tsx|html|svelte|json)\n([\s\S]*?)```/g)];

  test(`the guide for ${framework} shows what stands in its demo`, () => {
    assert.ok(samples.length >= 6);
    const unknown = samples
      .filter(([, language]) => language !== 'json')
      .map(([, , code = '']) => wordsOf(code))
      .filter((code) => !sources.some((source) => source.includes(code)));
    assert.deepEqual(unknown, []);
  });

  test(`the guide for ${framework} shows the options of the compiler that its demo has`, () => {
    const {compilerOptions} = JSON.parse(readFileSync(pathOf(`demo/${framework}/tsconfig.json`), 'utf8')) as {
      compilerOptions: Readonly<Record<string, unknown>>;
    };
    for (const [, language, code = ''] of samples) {
      if (language === 'json') assert.deepEqual(JSON.parse(code), {compilerOptions});
    }
  });
}

test('the check finds a sample that is in no demo', () => {
  const source = wordsOf('<a\n  b="1"\n/>');
  assert.equal(source.includes(wordsOf('<a b="1"\n/>\n')), true);
  assert.equal(source.includes(wordsOf('b="2"')), false);
});

function filesIn(folder: string): string[] {
  return readdirSync(pathOf(folder), {withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map((entry) => join(folder, entry.name));
}

/** The text without its line breaks and indentation: Prettier lays out a part in another way than the whole. */
function wordsOf(text: string): string {
  return ` ${text.trim().replace(/\s+/g, ' ')} `;
}
