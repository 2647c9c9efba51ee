/** ESLint rules of this repository: who may import whom, and comments that owe an explanation. */
import {dirname, relative, resolve} from 'node:path';
import {root} from '../run.mjs';

const isTest = (file) => /\.(test|fixture)\.ts$/.test(file);
const isDefine = (file) => file.endsWith('.define.ts');
const elementOf = (file) => /^src\/elements\/([^/]+)\//.exec(file)?.[1];
/** `connect/connect.ts`: the file that lies in a folder of its own name holds the class. */
const isElementClass = (file) => file.endsWith(`/${elementOf(file)}/${elementOf(file)}.ts`);

/**
 * One rule per entry: the files it is for, and what about an import of theirs is wrong. `from` and `to` are paths from
 * the root; `to` is undefined for a package, whose name is `name`.
 */
const BOUNDARIES = [
  {
    files: (from) => from.startsWith('src/core/') && !isTest(from),
    refuses: ({to, name}) => (to ? !to.startsWith('src/core/') : name !== 'nanostores'),
    why: 'src/core imports only from src/core and nanostores; what it needs from outside comes as an argument.',
  },
  {
    files: (from) => from.startsWith('src/'),
    refuses: ({to, name}) =>
      to?.startsWith('sandbox/') || to?.startsWith('demo/') || name === 'paragon-sandbox',
    why: 'src knows neither the sandbox nor the demos.',
  },
  {
    files: (from) => from.startsWith('src/') && !isTest(from),
    refuses: ({to}) => to?.startsWith('test/') || (to !== undefined && isTest(to)),
    why: 'only tests import from tests.',
  },
  {
    files: (from) => /^src\/(contexts|controllers|internal|i18n|styles)\//.test(from) && !isTest(from),
    refuses: ({to, isType}) => to !== undefined && elementOf(to) !== undefined && !isType,
    why: 'imports point one way: elements → controllers, contexts → core.',
  },
  {
    files: (from) => elementOf(from) !== undefined && !isTest(from),
    refuses: ({from, to, isType}) =>
      to !== undefined && isElementClass(to) && elementOf(to) !== elementOf(from) && !isType,
    why: 'no element imports the class of another; its .define.ts imports the .define.js of the other.',
  },
  {
    files: isElementClass,
    refuses: ({to, isDynamic}) => to !== undefined && isDefine(to) && !isDynamic,
    why: 'importing an element registers nothing: its .define.ts imports the .define.js of others.',
  },
  {
    files: (from) => from.startsWith('sandbox/'),
    refuses: ({to, name, isType}) => (to?.startsWith('src/') || name === 'paragon-elements') && !isType,
    why: 'the sandbox is an independent judge of the client: it imports nothing from src but types.',
  },
];

const imports = {
  meta: {type: 'problem', schema: []},
  create(context) {
    const from = pathFromRoot(context.filename);
    const boundaries = BOUNDARIES.filter(({files}) => files(from));
    if (!boundaries.length) return {};

    const check = (node, source, {isType = false, isDynamic = false} = {}) => {
      if (typeof source?.value !== 'string') return;
      const target = targetOf(context.filename, source.value);
      for (const {refuses, why} of boundaries) {
        if (refuses({from, ...target, isType, isDynamic}))
          context.report({node, message: `"${source.value}": ${why}`});
      }
    };
    const isTypeImport = (node) =>
      node.importKind === 'type' ||
      node.exportKind === 'type' ||
      (node.specifiers?.length > 0 && node.specifiers.every((specifier) => specifier.importKind === 'type'));

    return {
      ImportDeclaration: (node) => check(node, node.source, {isType: isTypeImport(node)}),
      ExportNamedDeclaration: (node) => check(node, node.source, {isType: isTypeImport(node)}),
      ExportAllDeclaration: (node) => check(node, node.source, {isType: isTypeImport(node)}),
      ImportExpression: (node) => check(node, node.source, {isDynamic: true}),
    };
  },
};

/** An exception from a rule says why it is one: `// eslint-disable-next-line rule -- because …`. */
const explainedExceptions = {
  meta: {type: 'suggestion', schema: []},
  create: (context) =>
    forEachComment(context, (comment, report) => {
      if (/^\s*eslint-disable/.test(comment.value) && !/\s--\s+\S/.test(comment.value)) {
        report('Say why: "eslint-disable-next-line rule -- reason".');
      }
    }),
};

const todoIssue = {
  meta: {type: 'suggestion', schema: []},
  create: (context) =>
    forEachComment(context, (comment, report) => {
      if (/\b(TODO|FIXME|XXX)\b/.test(comment.value) && !/#\d+/.test(comment.value)) {
        report('Name the issue that will do this, as in "#12", or do it now.');
      }
    }),
};

export const houseRules = {
  rules: {imports, 'explained-exceptions': explainedExceptions, 'todo-issue': todoIssue},
};

function forEachComment(context, inspect) {
  return {
    Program() {
      for (const comment of context.sourceCode.getAllComments()) {
        inspect(comment, (message) => context.report({loc: comment.loc, message}));
      }
    },
  };
}

/** What an import specifier means: a file of this repository (`to`) or a package (`name`). */
function targetOf(filename, specifier) {
  if (specifier.startsWith('.')) {
    const path = pathFromRoot(resolve(dirname(filename), specifier));
    return {to: path.replace(/\.js$/, '.ts')};
  }
  return {name: specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')};
}

function pathFromRoot(path) {
  return relative(root, path).replaceAll('\\', '/');
}
