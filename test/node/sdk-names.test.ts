import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import test from 'node:test';
import ts from 'typescript';
import {bundle} from '../../scripts/bundle.mjs';
import * as core from '../../src/paragon.js';
import {pathOf} from './package.js';

// An app changes `@useparagon/connect` into `paragon-elements/core`: every name that it may import is there. Run
// `npm run build` first.

const TALK_OF_THE_FRAME =
  'it describes what the page and the frame of a portal say to each other; there is no frame';

/** Names that are left out on purpose, with the reason that stands in the docs. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  Props: 'it describes a React component',
  UIUpdateMessage: TALK_OF_THE_FRAME,
  SDKFunctionErrorMessage: TALK_OF_THE_FRAME,
  SDKFunctionInvocationMessage: TALK_OF_THE_FRAME,
  SDKFunctionResponseMessage: TALK_OF_THE_FRAME,
  SDKReceivedMessage: TALK_OF_THE_FRAME,
};

/** Names of methods that are still to come. */
const ours: Readonly<Record<string, unknown>> = core;
const theirs = loadOfficial();
const types = {
  ours: typesOf(pathOf('dist/paragon.d.ts')),
  theirs: typesOf(pathOf('node_modules/@useparagon/connect/dist/src/index.d.ts')),
};

test('every value that the Paragon SDK exports is there, of the same kind', () => {
  assert.ok(Object.keys(theirs).length > 35);
  const kinds = (exports: Readonly<Record<string, unknown>>) =>
    Object.keys(theirs).map((name) => `${name}: ${typeof exports[name]}`);
  assert.deepEqual(kinds(ours), kinds(theirs));
});

for (const [name, value] of Object.entries(theirs).filter(([, value]) => isConstant(value))) {
  test(`${name} has the same members and values`, () => {
    assert.deepEqual(ours[name], value);
  });
}

test('members of enums are types as well', () => {
  const enums = [...types.theirs].filter(([, {members}]) => members.size > 0);
  assert.equal(enums.length, 18);
  for (const [name, {members}] of enums) assert.deepEqual(types.ours.get(name)?.members, members, name);
});

test('every type that the Paragon SDK exports is there, but for those that are left out for a reason', () => {
  const missing = [...types.theirs.keys()].filter((name) => !types.ours.has(name));
  assert.deepEqual(missing.sort(), Object.keys(LEFT_OUT).sort());
});

test('types take as many type arguments as in the Paragon SDK', () => {
  const fewer = [...types.theirs].filter(([name, {parameters}]) => {
    const own = types.ours.get(name);
    return own && own.parameters < parameters;
  });
  assert.deepEqual(
    fewer.map(([name]) => name),
    [],
  );
});

test('the docs name what is left out, with the reason', () => {
  const page = readFileSync(pathOf('docs/coming-from-useparagon-connect.md'), 'utf8');
  for (const name of Object.keys(LEFT_OUT)) assert.ok(page.includes(`\`${name}\``), name);
});

test('every error class extends BaseSDKError, and an error has the name of its class', () => {
  const classes = Object.entries(core).filter(([name]) => name.endsWith('Error') && /^[A-Z]/.test(name));
  assert.ok(classes.length >= 10);
  for (const [name, value] of classes) {
    if (name === 'BaseSDKError' || name === 'ParagonError') continue;
    assert.equal(Object.getPrototypeOf(value), core.BaseSDKError, name);
  }
  const error = new core.IntegrationNotInstalledError('slack');
  assert.equal(error.name, 'IntegrationNotInstalledError');
  assert.deepEqual(error.meta, {integrationName: 'slack'});
  assert.equal(error.integrationName, 'slack');
});

test('getConnectSDKError reads whatever was caught', () => {
  const known = new core.OAuthTimeoutError(1000);
  assert.equal(core.getConnectSDKError(known), known);
  const cause = new TypeError('no');
  const unknown = core.getConnectSDKError(cause);
  assert.deepEqual([unknown.name, unknown.message, unknown.meta], ['UnknownError', 'no', null]);
  assert.equal(unknown.originalError, cause);
  assert.equal(core.getConnectSDKError('text').message, 'text');
});

test('connectSingleton is the default client; new ConnectSDK() makes another one', () => {
  assert.equal(core.connectSingleton, core.paragon);
  const ConnectSDK = core.default;
  const one = new ConnectSDK('mycompany.paragon.so');
  assert.notEqual(one, core.paragon);
  assert.equal(one.getAssetUrl('a'), 'https://dashboard.mycompany.paragon.so/images/a.png');
  const other = new ConnectSDK({DASHBOARD_PUBLIC_URL: 'https://images.example.com'});
  assert.equal(other.getAssetUrl('a'), 'https://images.example.com/images/a.png');
  assert.deepEqual(new ConnectSDK().getUser(), {authenticated: false});
});

test('the bundle of an app has the enums that it uses, and no others', async () => {
  const chunks = await bundle({
    entry: 'src/paragon.ts',
    name: 'app',
    only: ['paragon', 'FilePickerStatus'],
  });
  // What the portal's elements load later has names of its own.
  const code = loadedFirst(chunks)
    .map((chunk) => chunk.code)
    .join('');
  const has = (text: string) => code.includes(text);
  assert.deepEqual(['LOADED', 'KLAVIYO_API_KEY', 'TIME_CONSTRAINT_INPUT', '$stringIsIn'].map(has), [
    true,
    false,
    false,
    false,
  ]);
});

type Chunk = Awaited<ReturnType<typeof bundle>>[number];

/** The entry's chunk and those that it imports statically. */
function loadedFirst(chunks: readonly Chunk[]): readonly Chunk[] {
  const reached = new Set(chunks.filter(({isEntry}) => isEntry));
  for (const {imports} of reached) {
    for (const chunk of chunks) if (imports.includes(chunk.fileName)) reached.add(chunk);
  }
  return [...reached];
}

/** The Paragon SDK in Node, where it says that it wants a browser. */
function loadOfficial(): Readonly<Record<string, unknown>> {
  const {warn} = console;
  console.warn = () => {};
  try {
    return createRequire(import.meta.url)('@useparagon/connect') as Record<string, unknown>;
  } finally {
    console.warn = warn;
  }
}

function isConstant(value: unknown): boolean {
  if (typeof value === 'string') return true;
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.prototype &&
    !('authenticate' in value)
  );
}

interface ExportedType {
  /** How many type arguments it takes. */
  readonly parameters: number;
  /** Of an enum: its members, each with the value that it stands for as a type. */
  readonly members: ReadonlyMap<string, string>;
}

function typesOf(file: string): ReadonlyMap<string, ExportedType> {
  const program = ts.createProgram([file], {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    skipLibCheck: true,
    types: [],
    noEmit: true,
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  assert.ok(module, file);
  const exported = checker.getExportsOfModule(module).map((symbol) => {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    return [symbol.name, target] as const;
  });
  return new Map(
    exported
      .filter(([, {flags}]) => flags & ts.SymbolFlags.Type)
      .map(([name, symbol]) => [
        name,
        {parameters: parametersOf(symbol), members: membersOf(symbol, checker)},
      ]),
  );
}

function parametersOf({declarations = []}: ts.Symbol): number {
  const counts = declarations.map((node) =>
    ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node)
      ? (node.typeParameters?.length ?? 0)
      : 0,
  );
  return Math.max(0, ...counts);
}

function membersOf(symbol: ts.Symbol, checker: ts.TypeChecker): ReadonlyMap<string, string> {
  const holds = ts.SymbolFlags.Enum | ts.SymbolFlags.NamespaceModule;
  const members = symbol.flags & holds ? [...(symbol.exports ?? [])] : [];
  return new Map(
    members.map(([name, member]) => {
      const type = checker.getDeclaredTypeOfSymbol(member);
      return [String(name), type.isStringLiteral() ? type.value : checker.typeToString(type)];
    }),
  );
}
