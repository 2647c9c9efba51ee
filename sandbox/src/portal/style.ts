/**
 * What the portal page adds to the common style sheet. The page is see-through, so that its host stays visible behind
 * the portal; its own dialogs look like those of the elements.
 */
export const portalStyle = `
body.portal { background: none; min-height: 0 }
dialog.panel {
  width: min(34rem, 100vw - 2rem); max-width: none; max-height: min(46rem, 100dvh - 2rem); margin: auto; padding: 0;
  border: 1px solid var(--border); border-radius: 16px; background: var(--surface); color: var(--text); overflow: hidden;
  box-shadow: 0 1px 2px rgb(10 14 25 / .08), 0 16px 48px rgb(10 14 25 / .22);
}
dialog.panel[open] { display: flex; flex-direction: column }
dialog.panel::backdrop { background: rgb(12 15 22 / .5) }
dialog.panel h2 { margin: 0; font-size: 1.35rem; line-height: 1.25; overflow-wrap: anywhere }
#notice > h2 { margin-bottom: .75rem }
#notice { padding: 1.5rem }
#notice > p { overflow-wrap: anywhere }
/* Most portals are there before anybody has to be told that they are on their way. */
#notice.waiting, #notice.waiting::backdrop { animation: appear .2s .4s ease-out backwards }
@keyframes appear { from { opacity: 0 } }
.panel-header { display: flex; align-items: center; gap: 1rem; padding: 1.25rem 1.5rem; border-bottom: 1px solid var(--border) }
.panel-header h2 { flex: 1; min-width: 0 }
.panel-header img { flex: none; border-radius: 10px }
.panel-body { flex: 1; min-height: 0; padding: 1.5rem; overflow: auto; overscroll-behavior: contain }
.panel-footer { padding: 1rem 1.5rem 1.25rem; border-top: 1px solid var(--border); font-weight: 600 }
.panel-footer .actions { margin-top: .5rem }
.close { display: grid; place-items: center; width: 44px; padding: 0; border: 0; background: none; color: var(--muted) }
.close svg { width: 20px; height: 20px; fill: none; stroke: currentcolor; stroke-width: 2; stroke-linecap: round }
/* The dialog is all that is wanted of the element; its button stands in the page of the host. */
paragon-connect::part(button) { display: none }
@media (max-width: 30rem) {
  dialog.panel {
    width: 100vw; max-height: 92dvh; margin-bottom: 0; border-inline: 0; border-bottom: 0;
    border-end-start-radius: 0; border-end-end-radius: 0;
  }
  .panel-header, .panel-body, .panel-footer { padding-inline: 1rem }
}
@media (prefers-reduced-motion: reduce) { dialog.panel { animation-duration: 1ms !important } }
`;
