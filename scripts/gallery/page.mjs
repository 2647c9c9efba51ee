/** The page with all pictures: a section for each group, a row for each scene, and a choice of the views to see. */
export function galleryPage(scenes) {
  const groups = Map.groupBy
    ? Map.groupBy(scenes, ({group}) => group)
    : scenes.reduce(
        (map, scene) => map.set(scene.group, [...(map.get(scene.group) ?? []), scene]),
        new Map(),
      );
  const views = [...new Set(scenes.flatMap(({pictures}) => pictures.map(({view}) => view)))];
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Gallery · Paragon Elements</title>
<style>
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
  body { margin: 2rem; }
  nav { position: sticky; inset-block-start: 0; padding: 0.75rem 0; background: Canvas; z-index: 1; }
  nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; padding: 0; margin: 0; list-style: none; }
  h2 { margin-block: 3rem 0; }
  h3 { margin-block: 1.5rem 0.5rem; font-weight: 500; }
  .row { display: flex; gap: 1rem; overflow-x: auto; align-items: start; }
  figure { margin: 0; flex: none; }
  figcaption { font-size: 0.8rem; opacity: 0.7; }
  img { display: block; block-size: 30rem; border: 1px solid #8888; border-radius: 6px; }
${views.map((view) => `  body:has(#${view}:not(:checked)) .${view} { display: none; }`).join('\n')}
</style>
<h1>Every state, as it looks</h1>
<nav>
  <ul>${views.map((view) => `<li><label><input type="checkbox" id="${view}" checked> ${view}</label></li>`).join('')}</ul>
  <ul>${[...groups.keys()].map((group) => `<li><a href="#${slug(group)}">${escape(group)}</a></li>`).join('')}</ul>
</nav>
${[...groups].map(([group, entries]) => `<h2 id="${slug(group)}">${escape(group)}</h2>\n${entries.map(row).join('\n')}`).join('\n')}
</html>
`;
}

const row = ({name, pictures}) => `<h3>${escape(name)}</h3>
<div class="row">${pictures
  .map(
    ({view, file}) =>
      `<figure class="${view}"><img src="${file}" alt="${escape(`${name}, ${view}`)}" loading="lazy"><figcaption>${view}</figcaption></figure>`,
  )
  .join('')}</div>`;

const slug = (text) => text.toLowerCase().replace(/\W+/g, '-');
const escape = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
