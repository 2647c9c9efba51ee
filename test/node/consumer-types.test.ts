import assert from 'node:assert/strict';
import {join} from 'node:path';
import test from 'node:test';
import ts from 'typescript';
import {packageJson, pathOf} from './package.js';

// The declarations of the package as a strict app compiles them, without any types that it has not asked for. Run
// `npm run build` first.

const typed = Object.entries(packageJson.exports)
  .filter(([, target]) => typeof target !== 'string')
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
    const program = programOf(CORE, moduleResolution);
    assert.deepEqual(findings(program), []);
    const packages = program.getSourceFiles().flatMap(({fileName}) => packageOf(fileName) ?? []);
    assert.deepEqual([...new Set(packages)].sort(), ['nanostores', 'typescript']);
  });
}

test('a strict app without ambient types compiles every entry, every declaration checked', () => {
  assert.ok(typed.length >= 5);
  const source = typed.map((specifier) => `import '${specifier}';`).join('\n');
  assert.deepEqual(findings(programOf(source, ts.ModuleResolutionKind.NodeNext)), []);
});

test('the check finds what an app would find', () => {
  const source = `import {paragon} from 'paragon-elements/core'; paragon.connect(1); import type {X} from 'react';`;
  assert.equal(findings(programOf(source, ts.ModuleResolutionKind.NodeNext)).length, 2);
});

/** An app of one file that lies in the package, so that the package finds itself by its name. */
function programOf(source: string, moduleResolution: ts.ModuleResolutionKind): ts.Program {
  const file = join(pathOf('.'), 'app-under-test.mts');
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module:
      moduleResolution === ts.ModuleResolutionKind.Bundler ? ts.ModuleKind.ESNext : ts.ModuleKind.NodeNext,
    moduleResolution,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
    types: [],
    strict: true,
    skipLibCheck: false,
    noEmit: true,
  };
  const host = ts.createCompilerHost(options);
  const {fileExists, getSourceFile} = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2022) : getSourceFile(name, ...rest);
  return ts.createProgram([file], options, host);
}

const findings = (program: ts.Program): string[] =>
  ts
    .getPreEmitDiagnostics(program)
    .map(({file, messageText}) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);

/** The package of a file in `node_modules`; nothing for a file of ours. */
const packageOf = (file: string): string | undefined =>
  /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1];
