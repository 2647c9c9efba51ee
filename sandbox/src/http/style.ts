/** The one style sheet of all pages of the sandbox. No font or image is loaded from elsewhere. */
export const styleSheet = `
:root {
  color-scheme: light dark;
  --surface: light-dark(#ffffff, #16181d);
  --backdrop: light-dark(#f1f3f6, #0d0f12);
  --text: light-dark(#1c2128, #e8eaed);
  --muted: light-dark(#57606a, #a0a8b3);
  --border: light-dark(#d3d9e0, #343a43);
  --accent: light-dark(#1f5fbf, #8ab4f8);
  --on-accent: light-dark(#ffffff, #0d1b2e);
  --danger: light-dark(#b3261e, #ff9d94);
  --note: light-dark(#fff6d6, #3a3210);
  font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', sans-serif;
}
*, ::before, ::after { box-sizing: border-box }
body { margin: 0; background: var(--backdrop); color: var(--text); min-height: 100vh; display: flex; flex-direction: column }
main { width: 100%; max-width: 27rem; margin: 0 auto; padding: 1.5rem 1rem 2rem; flex: 1 }
main.wide { max-width: 64rem }
.card { background: var(--surface); border: 1px solid var(--border); border-radius: 12px; padding: 1.5rem; margin-block: 0 1rem }
h1 { font-size: 1.375rem; line-height: 1.25; margin: 0 0 .5rem }
h2 { font-size: 1.0625rem; margin: 1.5rem 0 .5rem }
.card > h2:first-child { margin-top: 0 }
p { margin: 0 0 .75rem }
.muted, small { color: var(--muted) }
a { color: var(--accent) }
code, kbd { font: .875em ui-monospace, 'SF Mono', Consolas, monospace; overflow-wrap: anywhere }
.logo { display: block; width: 48px; height: 48px; margin-bottom: 1rem; border-radius: 10px }
label { display: block; font-weight: 600; margin-top: .75rem }
input:is([type=email], [type=password], [type=text], [type=url]) {
  display: block; width: 100%; min-height: 44px; margin-top: .25rem; padding: .5rem .75rem; font: inherit;
  color: inherit; background: var(--surface); border: 1px solid var(--muted); border-radius: 8px;
}
input::placeholder { color: var(--muted); opacity: 1 }
button, .button {
  display: inline-block; min-height: 44px; padding: .5rem 1rem; font: inherit; font-weight: 600; cursor: pointer;
  color: var(--text); background: var(--surface); border: 1px solid var(--muted); border-radius: 8px; text-decoration: none;
}
button.primary { color: var(--on-accent); background: var(--accent); border-color: var(--accent) }
button.person { display: block; width: 100%; text-align: start; font-weight: 400; margin-bottom: .5rem }
button.person strong, button.person span { display: block }
button.link { border: 0; padding: 0 .25rem; background: none; color: var(--accent); text-decoration: underline; font-weight: 400 }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
.actions { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 1.25rem }
.error { color: var(--danger); font-weight: 600 }
fieldset { border: 0; margin: 1rem 0 0; padding: 0; min-width: 0 }
legend { font-weight: 600; padding: 0; margin-bottom: .25rem }
label.choice { display: flex; gap: .625rem; align-items: baseline; min-height: 2.25rem; padding: .375rem 0; margin: 0; font-weight: 400 }
fieldset.scopes label.choice { border-top: 1px solid var(--border) }
label.choice input { flex: none; width: 1.125rem; height: 1.125rem; margin: 0; translate: 0 .1875rem; accent-color: var(--accent) }
.scroll { overflow-x: auto }
table { border-collapse: collapse; width: 100%; font-size: .9375rem }
th, td { text-align: start; vertical-align: top; padding: .375rem .75rem .375rem 0; border-bottom: 1px solid var(--border) }
th { font-weight: 600; white-space: nowrap }
pre { margin: 0 0 .75rem; padding: .75rem; overflow-x: auto; border: 1px solid var(--border); border-radius: 8px; background: var(--backdrop) }
pre code { overflow-wrap: normal }
h3 { font-size: 1rem; margin: 1rem 0 .5rem }
summary { padding: .625rem 0; cursor: pointer; overflow-wrap: anywhere }
details { border-top: 1px solid var(--border) }
.banner { background: var(--note); color: var(--text); font-size: .875rem; padding: .5rem 1rem; text-align: center }
[hidden] { display: none }
@media (forced-colors: active) { button.primary { border-width: 2px } }
`;
