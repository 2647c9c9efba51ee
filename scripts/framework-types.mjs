/**
 * What editors and frameworks are told about the elements, written from `custom-elements.json`: typings for React, Svelte
 * and Vue, and data for VS Code and JetBrains. The typings point at the classes themselves, so no type is written twice.
 */
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {generateJetBrainsWebTypes} from 'custom-element-jet-brains-integration';
import {generateVsCodeCustomElementData} from 'custom-element-vs-code-integration';
import {format, resolveConfig} from 'prettier';
import {root} from './run.mjs';

const PACKAGE = 'paragon-elements';
const NOTE = '// Written by `npm run analyze` from custom-elements.json.\n';

/**
 * @param {object} manifest
 * @returns {Promise<Map<string, string>>} the content of each file, by its path from the root
 */
export async function frameworkTypes(manifest) {
  const elements = publicElements(manifest);
  const typings = {
    'types/elements.d.ts': elementsFile(elements),
    'types/react.d.ts': reactFile(elements),
    'types/svelte.d.ts': svelteFile(elements),
    'types/vue.d.ts': vueFile(elements),
  };
  const files = new Map();
  for (const [path, text] of Object.entries(typings)) files.set(path, await formatted(path, NOTE + text));
  for (const [name, text] of editorData(manifest, elements))
    files.set(`types/${name}`, await formatted(`types/${name}`, text));
  return files;
}

/** The elements that have an entry of their own; the others are parts of them. */
function publicElements(manifest) {
  const {exports} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const entries = new Set(Object.values(exports).map((target) => target.default?.replace('./', '')));
  const tags = new Set(
    manifest.modules
      .filter(({path}) => entries.has(path))
      .flatMap((module) => module.exports.map(({name}) => name)),
  );
  return manifest.modules
    .flatMap(({declarations}) => declarations)
    .filter(({tagName}) => tags.has(tagName))
    .sort((a, b) => (a.tagName < b.tagName ? -1 : 1));
}

function elementsFile(elements) {
  const classes = elements.map(({name}) => name);
  return `import type {${classes.join(', ')}, ParagonElementEventMap} from '${PACKAGE}';
${elements.map((element) => propsOf(element) + eventsOf(element)).join('\n')}
/** Every tag, with its class, what can be set on it, and its events. */
export interface ParagonTags {
${elements.map(({name, tagName}) => `'${tagName}': {element: ${name}; props: ${name}Props; events: ${name}Events};`).join('\n')}
}
`;
}

function propsOf({name, tagName, members, attributes}) {
  const fields = members.filter(
    ({kind, static: isStatic, readonly}) => kind === 'field' && !isStatic && !readonly,
  );
  const names = new Set(fields.map((field) => field.name));
  const further = attributes.filter((attribute) => !names.has(attribute.name));
  return `
/** Properties of \`<${tagName}>\`, and the attributes whose names differ from them. */
export interface ${name}Props extends Partial<Pick<${name}, ${[...names].map((field) => `'${field}'`).join(' | ')}>> {
${further.map((attribute) => `${doc(attribute.description)}'${attribute.name}'?: ${attributeType(name, attribute)};`).join('\n')}
}
`;
}

function attributeType(name, attribute) {
  return isPlain(attribute) ? `${name}['${attribute.fieldName}']` : 'string';
}

/** Whether an attribute says its property as it is; for anything else it has a spelling of its own, which is text. */
function isPlain({type}) {
  const parts = type.text.split('|').map((part) => part.trim());
  return parts.every((part) => /^(string|number|boolean|undefined|'[^']*')$/.test(part));
}

function eventsOf({name, tagName, events}) {
  const type = (event) =>
    event.name.startsWith('paragon-') ? `CustomEvent<ParagonElementEventMap['${event.name}']>` : 'Event';
  return `
/** Events of \`<${tagName}>\`. */
export interface ${name}Events {
${(events ?? []).map((event) => `${doc(event.description)}'${event.name}': ${type(event)};`).join('\n')}
}
`;
}

function reactFile(elements) {
  return `import type {DetailedHTMLProps, HTMLAttributes} from 'react';
import type {ParagonTags} from './elements.js';

/** React has \`onInput\` and \`onChange\` itself; the other events are heard by \`on\` and their name. */
type Handlers<Events, Element> = {
  [Type in keyof Events & \`paragon-\${string}\` as \`on\${Type}\`]?: (
    event: Events[Type] & {readonly currentTarget: Element},
  ) => void;
};

type Tag<Name extends keyof ParagonTags> = ParagonTags[Name]['props'] &
  Handlers<ParagonTags[Name]['events'], ParagonTags[Name]['element']> &
  Omit<
    DetailedHTMLProps<HTMLAttributes<ParagonTags[Name]['element']>, ParagonTags[Name]['element']>,
    keyof ParagonTags[Name]['props']
  >;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
${elements.map(tagEntry).join('\n')}
    }
  }
}
`;
}

function svelteFile(elements) {
  return `import type {HTMLAttributes} from 'svelte/elements';
import type {ParagonTags} from './elements.js';

/** Svelte has \`oninput\` and \`onchange\` itself. */
type Handlers<Events, Element> = {
  [Type in keyof Events & \`paragon-\${string}\` as \`on\${Type}\`]?: (
    event: Events[Type] & {readonly currentTarget: Element},
  ) => void;
};

type Tag<Name extends keyof ParagonTags> = ParagonTags[Name]['props'] &
  Handlers<ParagonTags[Name]['events'], ParagonTags[Name]['element']> &
  Omit<HTMLAttributes<ParagonTags[Name]['element']>, keyof ParagonTags[Name]['props']>;

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
${elements.map(tagEntry).join('\n')}
  }
}
`;
}

function vueFile(elements) {
  return `import type {DefineComponent, HTMLAttributes} from 'vue';
import type {ParagonTags} from './elements.js';

type Camel<Text extends string> = Text extends \`\${infer Head}-\${infer Tail}\`
  ? \`\${Head}\${Capitalize<Camel<Tail>>}\`
  : Text;

/** \`@paragon-error\` is a property \`onParagonError\` to Vue. */
type Handlers<Events, Element> = {
  [Type in keyof Events & string as \`on\${Capitalize<Camel<Type>>}\`]?: (
    event: Events[Type] & {readonly currentTarget: Element},
  ) => void;
};

/** \`v-model\` on an element sets \`value\` and hears \`input\`. */
type Model<Props, Events> = Events extends {input: Event}
  ? Props extends {value?: infer Value}
    ? {modelValue?: Value; 'onUpdate:modelValue'?: (value: Value) => void}
    : unknown
  : unknown;

type Props<Name extends keyof ParagonTags> = ParagonTags[Name]['props'] &
  Handlers<ParagonTags[Name]['events'], ParagonTags[Name]['element']> &
  Model<ParagonTags[Name]['props'], ParagonTags[Name]['events']>;

type Tag<Name extends keyof ParagonTags> = DefineComponent<
  Props<Name> & Omit<HTMLAttributes, keyof Props<Name>>
>;

declare module 'vue' {
  interface GlobalComponents {
${elements.map(tagEntry).join('\n')}
  }
}
`;
}

const tagEntry = ({tagName, description}) => `${doc(description)}'${tagName}': Tag<'${tagName}'>;`;

function doc(text) {
  if (!text) return '';
  const lines = text.replaceAll('*/', '* /').split('\n');
  return lines.length === 1
    ? `/** ${lines[0]} */\n`
    : `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join('\n')}\n */\n`;
}

/** The generators write files only; these are read and gone again. */
function editorData(manifest, elements) {
  const outdir = mkdtempSync(join(tmpdir(), 'paragon-elements-'));
  try {
    const tags = new Set(elements.map(({tagName}) => tagName));
    const exclude = manifest.modules
      .flatMap(({declarations}) => declarations)
      .filter(({tagName}) => !tags.has(tagName))
      .map(({name}) => name);
    const options = {outdir, exclude, hideLogs: true, hideMethodDocs: true, descriptionSrc: 'description'};
    const names = ['html-custom-data.json', 'css-custom-data.json', 'web-types.json'];
    generateVsCodeCustomElementData(withPlainAttributes(manifest), {
      ...options,
      htmlFileName: names[0],
      cssFileName: names[1],
    });
    generateJetBrainsWebTypes(withPlainAttributes(manifest), {
      ...options,
      webTypesFileName: names[2],
      packageJson: false,
    });
    return names.map((name) => [name, readFileSync(join(outdir, name), 'utf8')]);
  } finally {
    rmSync(outdir, {recursive: true});
  }
}

/** A copy in which attributes have no types but such as can be written in HTML: editors offer them as values. */
function withPlainAttributes(manifest) {
  const copy = structuredClone(manifest);
  const attributes = copy.modules.flatMap(({declarations}) =>
    declarations.flatMap((each) => each.attributes ?? []),
  );
  for (const attribute of attributes) {
    if (attribute.type && !isPlain(attribute)) attribute.type.text = 'string';
  }
  return copy;
}

async function formatted(path, text) {
  const filepath = join(root, path);
  return format(text, {...(await resolveConfig(filepath)), filepath});
}
