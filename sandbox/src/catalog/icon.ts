/** Shapes, and a group to hold them: nothing that loads, links, animates or runs. */
const elements = new Set(['g', 'path', 'circle', 'ellipse', 'rect', 'line', 'polyline', 'polygon']);

const attributes = new Set([
  ...['d', 'cx', 'cy', 'r', 'rx', 'ry', 'x', 'y', 'x1', 'y1', 'x2', 'y2', 'width', 'height', 'points'],
  ...[
    'fill',
    'fill-opacity',
    'fill-rule',
    'opacity',
    'transform',
    'stroke',
    'stroke-width',
    'stroke-opacity',
  ],
  ...['stroke-linecap', 'stroke-linejoin', 'stroke-miterlimit', 'stroke-dasharray', 'stroke-dashoffset'],
]);

const TAG = /<(?:\/([a-z]+)\s*|([a-z]+)((?:\s+[a-z][a-z0-9-]*="[^"<>&]*")*)\s*(\/?))>\s*/y;
const ATTRIBUTE = /([a-z][a-z0-9-]*)="([^"]*)"/g;
/** Numbers, colours and transformations. `url(` would be a reference. */
const VALUE = /^(?!.*url)[\w\s#.,()%+-]*$/i;

/** What is wrong with the shapes of an icon, which is served as SVG; nothing if all is well. */
export function mistakeInIcon(icon: string): string | undefined {
  const text = icon.trim();
  const open: string[] = [];
  for (TAG.lastIndex = 0; TAG.lastIndex < text.length;) {
    const start = TAG.lastIndex;
    const [, closes, opens, given = '', isEmpty] = TAG.exec(text) ?? [];
    if (closes !== undefined) {
      if (open.pop() !== closes) return `</${closes}> closes nothing`;
      continue;
    }
    if (opens === undefined)
      return `is not understood from ${JSON.stringify(text.slice(start, start + 20))} on; it may only have shapes with attributes in double quotes`;
    if (!elements.has(opens)) return `<${opens}> is not allowed; there may be ${[...elements].join(', ')}`;
    for (const [, name = '', value = ''] of given.matchAll(ATTRIBUTE)) {
      if (!attributes.has(name)) return `the attribute ${name} of <${opens}> is not allowed`;
      if (!VALUE.test(value)) return `the value of ${name} of <${opens}> is not allowed`;
    }
    if (!isEmpty) open.push(opens);
  }
  return open.length ? `<${open.at(-1)}> is never closed` : undefined;
}
