import {existsSync} from 'node:fs';

/** Settings of `npm run analyze`: what the published package says about its elements. */
export default {
  globs: ['src/elements/**/*.ts'],
  exclude: ['src/**/*.test.ts', 'src/**/*.fixture.ts', 'src/**/*.define.ts', 'src/**/*.styles.ts'],
  litelement: true,
  packagejson: false,
  plugins: [publicSurface()],
};

/** Keeps what users of an element may rely on, under the paths at which the package has it. */
function publicSurface() {
  return {
    name: 'public-surface',
    packageLinkPhase({customElementsManifest: manifest}) {
      const modules = manifest.modules.filter(({declarations}) => declarations?.some(isElement));
      modules.sort((a, b) => (a.path < b.path ? -1 : 1));
      const definitions = modules.flatMap(definitionOf);
      for (const module of modules) {
        module.declarations = module.declarations.filter(isElement);
        module.declarations.forEach(keepPublic);
        const names = new Set(module.declarations.map(({name}) => name));
        module.exports = module.exports?.filter(({name}) => names.has(name));
      }
      manifest.modules = JSON.parse(JSON.stringify([...modules, ...definitions]), toPublishedPath);
    },
  };
}

function isElement(declaration) {
  return Boolean(declaration.customElement && declaration.tagName);
}

function keepPublic(element) {
  element.members = element.members?.filter(
    ({privacy = 'public', name}) => privacy === 'public' && name[0] !== '#' && name !== 'properties',
  );
  for (const member of element.members ?? []) delete member.privacy;
  // The analyzer takes state for attributes.
  const names = new Set(element.members?.map(({name}) => name));
  element.attributes = element.attributes?.filter(({fieldName}) => !fieldName || names.has(fieldName));
  // The analyzer lists `dispatchEvent(new SomeEvent())` without a name, and `new Event(type)` by the name of the variable.
  element.events = element.events?.filter(({name, description}) => name && description);
}

/** The module that registers an element when it is imported. */
function definitionOf(module) {
  const path = module.path.replace(/\.ts$/, '.define.ts');
  if (!existsSync(path)) return [];
  const exports = module.declarations.filter(isElement).map(({tagName, name}) => ({
    kind: 'custom-element-definition',
    name: tagName,
    declaration: {name, module: module.path},
  }));
  return [{kind: 'javascript-module', path, declarations: [], exports}];
}

function toPublishedPath(key, value) {
  const isPath = (key === 'path' || key === 'module') && typeof value === 'string';
  return isPath ? value.replace(/^src\//, 'dist/').replace(/\.ts$/, '.js') : value;
}
