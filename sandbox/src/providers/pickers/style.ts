/** The list of files that all pickers show. It is used in pages of others too, so every rule begins with its class. */
const browserStyle = `
.pk, .pk *, .pk ::before, .pk ::after { box-sizing: border-box }
.pk {
  color-scheme: light dark;
  --pk-surface: light-dark(#ffffff, #16181d);
  --pk-text: light-dark(#1c2128, #e8eaed);
  --pk-muted: light-dark(#57606a, #a0a8b3);
  --pk-line: light-dark(#d3d9e0, #343a43);
  --pk-hover: light-dark(#f1f3f6, #22262d);
  --pk-accent: light-dark(#1f5fbf, #8ab4f8);
  --pk-on-accent: light-dark(#ffffff, #0d1b2e);
  --pk-danger: light-dark(#b3261e, #ff9d94);
  display: flex; flex-direction: column; width: 100%; height: 100%; min-height: 0; min-width: 0; overflow: hidden;
  background: var(--pk-surface); color: var(--pk-text); font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', sans-serif;
  text-align: start;
}
.pk [hidden] { display: none }
.pk h1 { margin: 0; font-weight: 600; font-size: 1.25rem; line-height: 1.3; flex: 1 1 auto; overflow-wrap: anywhere }
/* It takes the focus so that it is read out; nothing can be done with it. */
.pk h1:focus-visible, .pk-path span:focus-visible { outline: 0 }
.pk label { margin: 0; font-weight: 400 }
.pk p { margin: 0 }
.pk :focus-visible { outline: 3px solid var(--pk-accent); outline-offset: -3px }
.pk button {
  min-height: 44px; padding: .375rem 1rem; font: inherit; font-weight: 600; cursor: pointer; color: inherit;
  background: none; border: 1px solid var(--pk-muted); border-radius: 8px;
}
.pk button:disabled { opacity: .55; cursor: default }
.pk button.pk-primary { color: var(--pk-on-accent); background: var(--pk-accent); border-color: var(--pk-accent) }
.pk input { accent-color: var(--pk-accent) }
.pk-top { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; padding: .75rem 1rem }
.pk-search { flex: 1 1 14rem }
.pk-search input {
  width: 100%; min-height: 44px; padding: .375rem .75rem; font: inherit; color: inherit; background: var(--pk-surface);
  border: 1px solid var(--pk-muted); border-radius: 8px;
}
.pk-search input::placeholder { color: var(--pk-muted); opacity: 1 }
.pk-tabs, .pk-path ol { display: flex; flex-wrap: wrap; gap: 0 .25rem; margin: 0; padding: 0 1rem; list-style: none }
.pk-tabs button, .pk-path button { border-color: transparent; padding-inline: .5rem; overflow-wrap: anywhere }
.pk-tabs button[aria-current] { border-block-end: 3px solid var(--pk-accent); border-radius: 8px 8px 0 0 }
.pk-path li { display: flex; align-items: center; min-height: 44px }
.pk-path li + li::before { content: '/'; color: var(--pk-muted) }
.pk-path button[aria-current] { font-weight: 400; color: var(--pk-muted); cursor: default }
.pk-list { flex: 1 1 0; min-height: 8rem; overflow: auto; border-block: 1px solid var(--pk-line); overscroll-behavior: contain }
.pk-list ul { margin: 0; padding: 0; list-style: none }
.pk-list li { display: flex; align-items: center; min-height: 48px; padding-inline: 1rem; border-block-end: 1px solid var(--pk-line) }
.pk-list li:hover { background: var(--pk-hover) }
.pk .pk-list label { display: flex; gap: .75rem; padding: 0; align-items: center; flex: 1 1 auto; min-width: 0; min-height: 48px; cursor: pointer }
.pk .pk-list label.pk-off { color: var(--pk-muted); cursor: default }
.pk-list input { flex: none; width: 1.25rem; height: 1.25rem; margin: 0 }
.pk-list .pk-folder { flex: 1 1 auto; min-width: 0; min-height: 48px; display: flex; gap: .75rem; align-items: center; border: 0; padding: 0; text-align: start }
.pk .pk-list li > label:has(+ .pk-folder) { flex: none; padding-inline-end: .75rem }
.pk-name { flex: 1 1 auto; min-width: 0; overflow-wrap: anywhere }
.pk-icon { flex: none; width: 1.5rem; height: 1.25rem; border: 2px solid currentColor; border-radius: 3px; color: var(--pk-muted) }
.pk-folder .pk-icon { border-block-start-width: 5px; color: var(--pk-accent) }
.pk-size { flex: none; color: var(--pk-muted); font-size: .875rem; font-weight: 400 }
.pk-state { padding: 1.5rem 1rem; color: var(--pk-muted); overflow-wrap: anywhere }
.pk-alert { padding: 1rem; color: var(--pk-danger); font-weight: 600; overflow-wrap: anywhere }
.pk-alert button { display: block; margin-block-start: .75rem; color: var(--pk-text) }
.pk-more { display: block; margin: .75rem auto }
.pk-bottom { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center; padding: .75rem 1rem }
.pk-bottom p { flex: 1 1 0; color: var(--pk-muted) }
.pk-tools, .pk-new { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center }
.pk-new input { min-height: 44px; padding: .375rem .75rem; font: inherit; color: inherit; background: var(--pk-surface); border: 1px solid var(--pk-muted); border-radius: 8px }
.pk .pk-problem { flex-basis: 100%; color: var(--pk-danger); font-weight: 600; overflow-wrap: anywhere }
.pk-grid ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(14rem, 100%), 1fr)) }
.pk-visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
@media (forced-colors: active) {
  .pk button.pk-primary { border-width: 2px }
  .pk-tabs button[aria-current] { border-color: Highlight }
}
`;

/** The pages of pickers: the list takes all the room that there is. */
export const pickerStyle = `
${browserStyle}
body:has(.picker-page) { height: 100dvh; min-height: 0 }
main:has(.picker-page) { max-width: none; padding: 0; min-height: 0; display: flex }
.picker-page { flex: 1 1 auto; min-width: 0; min-height: 0; display: flex }
`;

/** Box's style sheet, for the page that shows the picker. */
export const boxStyle = `
${browserStyle}
.be.bcp { width: 100%; height: 100%; max-width: 60rem; display: flex; overflow: hidden; border-radius: 8px; box-shadow: 0 4px 32px rgb(10 14 25 / .3) }
`;
