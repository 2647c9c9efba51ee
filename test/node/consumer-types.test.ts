import assert from 'node:assert/strict';
import test from 'node:test';
import ts from 'typescript';
import {appProgram, findings} from './app-program.js';
import {packageJson} from './package.js';

// The declarations of the package as a strict app compiles them, without any types that it has not asked for. Run
// `npm run build` first.

// The typings for a framework are compiled with its demo: they need its own.
const typed = Object.entries(packageJson.exports)
  .filter(([, target]) => typeof target !== 'string' && target.default)
  .map(([path]) => packageJson.name + path.slice(1));

const CORE = `
import ConnectSDK, {
  BaseSDKError, CredentialStatus, SDK_EVENT, paragon,
  type IConnectSDK, type SerializedConnectInput, type SidebarInputType,
} from 'paragon-elements/core';
const client: IConnectSDK = new ConnectSDK('mycompany.paragon.so');
export const stop = paragon.subscribe(SDK_EVENT.ON_INTEGRATION_INSTALL, ({credential}, user) => {
  if (credential.status === CredentialStatus.VALID) console.log(user.userId, client.getVersion());
});
export const isOurs = (error: unknown) => error instanceof BaseSDKError && error.code === 'timeout';
export type Dropdown = SerializedConnectInput<SidebarInputType.DynamicEnum>;
`;

for (const [name, moduleResolution] of [
  ['nodenext', ts.ModuleResolutionKind.NodeNext],
  ['bundler', ts.ModuleResolutionKind.Bundler],
] as const) {
  test(`${name}: a strict app without ambient types compiles the client, every declaration checked`, () => {
    const program = appProgram([CORE], moduleResolution);
    assert.deepEqual(findings(program), []);
    const packages = program.getSourceFiles().flatMap(({fileName}) => packageOf(fileName) ?? []);
    assert.deepEqual([...new Set(packages)].sort(), ['nanostores', 'typescript']);
  });
}

test('a strict app without ambient types compiles every entry, every declaration checked', () => {
  assert.ok(typed.length >= 5);
  const source = typed.map((specifier) => `import '${specifier}';`).join('\n');
  assert.deepEqual(findings(appProgram([source])), []);
});

const FRAMEWORKS = {
  react: `
import type {JSX} from 'react';
type Connect = JSX.IntrinsicElements['paragon-connect'];`,
  svelte: `
import type {SvelteHTMLElements} from 'svelte/elements';
type Connect = SvelteHTMLElements['paragon-connect'];`,
  vue: `
import type {GlobalComponents} from 'vue';
type Connect = InstanceType<GlobalComponents['paragon-connect']>['$props'];`,
};

for (const [name, imports] of Object.entries(FRAMEWORKS)) {
  test(`an app that asks for the typings for ${name} gets them`, () => {
    const source = `import type {} from 'paragon-elements/${name}';${imports}
export const right: Connect = {integration: 'slack', oauthTimeout: 1000};
export const wrong: Connect = {oauthTimeout: 'soon'};`;
    const ours = findings(appProgram([source])).filter((finding) => !finding.includes('/node_modules/'));
    assert.equal(ours.length, 1);
    assert.match(ours[0] ?? '', /'string' is not assignable to type 'number'/);
  });
}

test('the check finds what an app would find', () => {
  const source = `import {paragon} from 'paragon-elements/core'; paragon.connect(1); import type {X} from 'react';`;
  assert.equal(findings(appProgram([source])).length, 2);
});

/** The package of a file in `node_modules`; nothing for a file of ours. */
const packageOf = (file: string): string | undefined =>
  /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1];
