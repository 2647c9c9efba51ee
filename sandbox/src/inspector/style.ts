/** What the inspector adds to the common style sheet: dense lists side by side, in both colour schemes. */
export const inspectorStyle = `
main.wide:has(> .inspector) { max-width: 112rem; padding-block: 1rem }
.inspector { font-size: .875rem; --ok: light-dark(#1a6b3c, #7ad39b); --warn: light-dark(#8a5300, #f0c069) }
.inspector h1 { margin: 0; font-size: 1.25rem }
.inspector h2 { margin: 0 0 .5rem; font-size: 1rem; scroll-margin-top: 1rem }
.inspector h3 { margin: .75rem 0 .25rem; font-size: .875rem }
.top { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1rem }
.top nav { display: flex; flex-wrap: wrap; gap: .25rem .25rem; margin-inline-start: auto }
.top nav a { padding: .25rem .5rem; min-height: 24px }
.live { margin: 0; padding: .125rem .625rem; border: 1px solid currentColor; border-radius: 99px; color: var(--muted); font-weight: 600 }
.live::before { content: ''; display: inline-block; width: .5rem; height: .5rem; margin-inline-end: .375rem; border-radius: 50%; background: currentColor }
.live[data-state=live] { color: var(--ok) }
.live[data-state=lost] { color: var(--danger) }
.about { margin: .5rem 0; color: var(--muted) }
.about code { color: var(--text) }
.status { min-height: 1.5em; margin: 0 0 .5rem; font-weight: 600 }
.note { background: var(--note); border: 1px solid var(--border); border-radius: 8px; padding: .5rem .75rem }
.columns { display: grid; gap: 1rem; align-items: start }
.column { display: grid; gap: 1rem; min-width: 0 }
@media (min-width: 72rem) { .columns { grid-template-columns: minmax(0, 1.35fr) minmax(0, 1fr) } }
.inspector .card { padding: 1rem; margin: 0; min-width: 0 }
.count { display: inline-block; margin-inline-start: .25rem; padding: 0 .5rem; border-radius: 99px; background: var(--backdrop); color: var(--muted); font-size: .8125rem; font-weight: 600 }
.list { max-height: 26rem; overflow: auto; border-top: 1px solid var(--border) }
.inspector table { font-size: .8125rem; line-height: 1.4 }
.inspector thead th { position: sticky; top: 0; background: var(--surface); color: var(--muted); z-index: 1; box-shadow: 0 1px var(--border) }
.inspector th, .inspector td { padding: .25rem .5rem .25rem 0 }
.inspector tbody tr:last-child > * { border-bottom: 0 }
td.grow { width: 60%; min-width: 10rem; overflow-wrap: anywhere }
#users td.end { width: 1% }
.list:has(#users) { max-height: 34rem }
td.nowrap { white-space: nowrap }
.inspector .number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap }
td.end { text-align: end; padding-inline-end: 2px }
tr.group th { padding-top: .625rem; white-space: normal; overflow-wrap: anywhere; font-size: .875rem }
tr.group th .muted { font-weight: 400 }
tr.spent td { color: var(--muted) }
.block { display: block;  color: var(--muted); font-size: .75rem }
.error { display: block }
.mark { font-weight: 600; white-space: nowrap }
.mark.valid, .mark.succeeded, .mark.s2 { color: var(--ok) }
.mark.pending, .mark.queued, .mark.running, .mark.s4 { color: var(--warn) }
.mark.invalid, .mark.failed, .mark.s5 { color: var(--danger) }
.tag { display: inline-block; margin-inline-start: .375rem; padding: 0 .375rem; border: 1px solid var(--border); border-radius: 4px; color: var(--muted); font-size: .75rem; white-space: nowrap }
.fields { display: flex; flex-wrap: wrap; align-items: end; gap: .5rem .75rem; margin-bottom: .75rem }
.fields label, label.wide-field { margin: 0; font-size: .8125rem; min-width: 0 }
.wide-field { flex: 1 1 11rem }
.inspector input, .inspector select, .inspector textarea {
  display: block; width: 100%; min-height: 32px; margin-top: .125rem; padding: .25rem .5rem; font: inherit; font-weight: 400;
  color: inherit; background: var(--surface); border: 1px solid var(--muted); border-radius: 6px;
}
.inspector input::placeholder { color: var(--muted); opacity: 1 }
.inspector input[type=number] { width: 6rem }
.inspector textarea { font: .8125rem/1.4 ui-monospace, 'SF Mono', Consolas, monospace; overflow-wrap: anywhere }
.inspector button { min-height: 32px; padding: .125rem .625rem; font-size: .8125rem; border-radius: 6px }
.inspector td button { min-height: 26px; padding-block: 0; font-weight: 400 }
.inspector button:hover { background: var(--backdrop) }
.inspector button.primary:hover { background: var(--accent); filter: brightness(1.1) }
.inspector button[aria-pressed=true] { color: var(--on-accent); background: var(--accent); border-color: var(--accent) }
.inspector button.danger { color: var(--danger); border-color: currentColor }
.buttons { display: flex; flex-wrap: wrap; gap: .375rem }
td .buttons { justify-content: end; min-width: 9rem }
@media (min-width: 48rem) { #users td .buttons { flex-wrap: nowrap } }
.inspector td button { white-space: nowrap }
@media (max-width: 40rem) {
  main.wide:has(> .inspector) { padding-inline: .5rem }
  .inspector .card { padding: .75rem }
  td.grow { min-width: 7rem }
  #users, #users thead, #users tbody { display: block }
  #users tr { display: flex; flex-wrap: wrap; justify-content: space-between; border-bottom: 1px solid var(--border) }
  #users tr > * { border: 0; padding-inline-end: 0 }
  #users td.grow { flex: 1 1 0 }
  #users td.end { width: auto }
  #users tr:not(.group) > td.end { flex-basis: 100% }
  #users td .buttons { justify-content: start; min-width: 0 }
}
.after { margin-top: .75rem }
fieldset { margin: 0 0 .75rem; padding: .5rem .75rem .75rem; min-width: 0; border: 1px solid var(--border); border-radius: 8px }
legend { padding: 0 .25rem; font-weight: 600; font-size: .8125rem }
dialog { width: min(46rem, calc(100vw - 2rem)); max-height: calc(100vh - 2rem); padding: 1.25rem; color: var(--text); background: var(--surface); border: 1px solid var(--border); border-radius: 12px }
dialog#question { width: min(28rem, calc(100vw - 2rem)) }
dialog::backdrop { background: rgb(0 0 0 / .5) }
dialog pre { max-height: 16rem; margin: 0; padding: .5rem .75rem; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; background: var(--backdrop); border-radius: 8px; font: .8125rem/1.5 ui-monospace, 'SF Mono', Consolas, monospace }
.inspector [hidden] { display: none }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
`;
