import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';

const axeSource = () => readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Of the dark scheme only colours are another matter. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** What is wrong with a page as it stands, as far as a machine can see it. */
export async function findingsOf(page, {name}) {
  const rules = {light: TAGS, dark: COLOUR_RULES}[name];
  return [...(await page.evaluate(sideways)), ...(rules ? await axe(page, rules) : [])];
}

async function axe(page, rules) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource());
  return page.evaluate(async (runOnly) => {
    const {violations} = await window.axe.run({runOnly});
    return violations.map(
      ({id, nodes}) =>
        `axe ${id}: ${nodes.map(({target, failureSummary}) => `${JSON.stringify(target)} ${failureSummary}`).join(' | ')}`,
    );
  }, rules);
}

/** Runs in the page: what has to be scrolled sideways, or stands out of the window. */
function sideways() {
  const found = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) found.push(`the page scrolls sideways: ${root.scrollWidth} px`);
  const look = (tree) => {
    for (const element of tree.querySelectorAll('*')) {
      if (element.shadowRoot) look(element.shadowRoot);
      if (!element.checkVisibility() || !element.clientWidth || element.matches('.sr, input, .tabs'))
        continue;
      const {overflowX} = getComputedStyle(element);
      const isScroller = overflowX === 'auto' || overflowX === 'scroll' || overflowX === 'hidden';
      if (isScroller && element.scrollWidth > element.clientWidth + 1)
        found.push(
          `${element.localName}.${element.className} is ${element.scrollWidth - element.clientWidth} px too narrow`,
        );
    }
  };
  look(document);
  return found;
}
