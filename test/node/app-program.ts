import {join} from 'node:path';
import ts from 'typescript';
import {pathOf} from './package.js';

/**
 * A strict app of a few modules, without any types that it has not asked for. It lies in the package, so that the package
 * finds itself by its name.
 */
export function appProgram(
  sources: readonly string[],
  moduleResolution: ts.ModuleResolutionKind = ts.ModuleResolutionKind.NodeNext,
): ts.Program {
  const modules = new Map(
    sources.map((source, index) => [join(pathOf('.'), `app-${index + 1}.mts`), source]),
  );
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
  host.fileExists = (name) => modules.has(name) || fileExists(name);
  host.getSourceFile = (name, ...rest) => {
    const source = modules.get(name);
    return source === undefined
      ? getSourceFile(name, ...rest)
      : ts.createSourceFile(name, source, ts.ScriptTarget.ES2022);
  };
  return ts.createProgram([...modules.keys()], options, host);
}

/** What the compiler says, each with its file. */
export const findings = (program: ts.Program): string[] =>
  ts
    .getPreEmitDiagnostics(program)
    .map(({file, messageText}) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
