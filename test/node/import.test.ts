import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import test from 'node:test';
import {packageJson, pathOf} from './package.js';

// Importing the library in plain Node, as a server that renders pages does. Run `npm run build` first.

interface Effects {
  readonly exported: readonly string[];
  readonly registered: readonly string[];
  /** Global functions that were called: listeners, timers, requests, storage, console. */
  readonly effects: readonly string[];
  /** Names that appeared on the global object. */
  readonly globals: readonly string[];
}

/** What an import does, seen in a process of its own. The module is named as a user names it. */
function importEffects(specifier: string): Effects {
  const script = pathOf('test/node/import-effects.mjs');
  const output = execFileSync(process.execPath, [script, specifier], {encoding: 'utf8', cwd: pathOf('.')});
  return JSON.parse(output) as Effects;
}

/** Names of Lit, nanostores and of what Lit's build for Node puts in place of a browser's. */
const FROM_LIBRARIES =
  /^(lit[A-Z]\w*|nanostoresGlobal|reactiveElement\w*|HTMLElement|Element|Node|CSS\w+|Event|CustomEvent|EventTarget|CustomElementRegistry|MediaList|StyleSheet\w*|ShadowRoot|Symbol\(.*\))$/;

const modules = Object.entries(packageJson.exports)
  .filter(([, target]) => typeof target !== 'string' && target.default)
  .map(([path]) => packageJson.name + path.slice(1));

for (const specifier of modules) {
  const {exported, registered, effects, globals} = importEffects(specifier);
  const isDefinition = specifier.startsWith('paragon-elements/define');

  test(`${specifier}: importing it listens to nothing, starts nothing, stores nothing and says nothing`, () => {
    assert.deepEqual(effects, []);
    assert.deepEqual(
      globals.filter((name) => !FROM_LIBRARIES.test(name)),
      [],
    );
  });

  if (isDefinition) {
    test(`${specifier}: importing it registers only elements of ours`, () => {
      assert.deepEqual(
        registered.filter((tag) => !tag.startsWith('paragon-')),
        [],
      );
    });
  } else {
    test(`${specifier}: importing it registers nothing`, () => {
      assert.deepEqual(registered, []);
      assert.ok(exported.length > 0);
    });
  }
}

test('the client alone comes without Lit', () => {
  const {globals} = importEffects('paragon-elements/core');
  assert.deepEqual(
    globals.filter((name) => name.startsWith('lit')),
    [],
  );
});
