const WIDE = {width: 900, height: 760};
const NARROW = {width: 320, height: 760};
/** What is left of a wide window at 200 %. */
const ZOOMED = {width: 450, height: 380};
const AS_IT_IS = {colorScheme: 'light', forcedColors: 'none', reducedMotion: 'reduce'};

/** How each scene is looked at, one view after the other on the same page. */
export const views = [
  {name: 'light', size: WIDE},
  {name: 'dark', size: WIDE, media: {colorScheme: 'dark'}},
  {name: 'forced-colors', size: WIDE, media: {colorScheme: 'dark', forcedColors: 'active'}},
  {name: 'right-to-left', size: WIDE, dir: 'rtl'},
  {name: 'zoomed', size: ZOOMED},
  {name: 'narrow', size: NARROW},
  {name: 'narrow-german', size: NARROW, lang: 'de'},
];

export const FIRST_SIZE = WIDE;

/** Turns a page to a view. */
export async function show(page, {size, media, dir = 'ltr', lang = 'en'}) {
  await page.setViewportSize(size);
  await page.emulateMedia({...AS_IT_IS, ...media});
  await page.evaluate(
    ([direction, language]) => {
      const root = document.documentElement;
      root.dir = direction;
      if (root.lang === language) return;
      root.lang = language;
      // Elements look for their language when they come into a page; moved within it they keep all that they know.
      for (const provider of document.querySelectorAll('paragon-provider')) {
        provider.parentNode.insertBefore(provider, provider.nextSibling);
      }
    },
    [dir, lang],
  );
  if (lang !== 'en') await page.waitForTimeout(300);
  // Fonts, icons and what is laid out anew.
  await page.evaluate(() => new Promise((resolve) => setTimeout(() => requestAnimationFrame(resolve), 80)));
}
