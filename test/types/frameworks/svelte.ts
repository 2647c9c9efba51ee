// What the typings for Svelte let pass, and what not. Checked with the demo.
import type {SvelteHTMLElements} from 'svelte/elements';

/** As an app may write it. */
export const right: readonly [
  SvelteHTMLElements['paragon-connect'],
  SvelteHTMLElements['paragon-file-picker'],
] = [
  {
    integration: 'slack',
    class: 'wide',
    'aria-label': 'Slack',
    'oauth-timeout': 1000,
    'onparagon-portal-open': ({detail, currentTarget}) => [detail.integrationType, currentTarget.hide()],
  },
  {
    multiple: true,
    'allowed-types': 'image/*,text/csv',
    onchange: (event) => event.currentTarget.files.length,
  },
];

export const wrong: readonly SvelteHTMLElements['paragon-connect'][] = [
  // @ts-expect-error: text for a number
  {oauthTimeout: 'soon'},
  // @ts-expect-error: no such member of the event's detail
  {'onparagon-portal-open': ({detail}) => detail.integrationName},
  // @ts-expect-error: methods are called, not set
  {show: () => undefined},
];

// @ts-expect-error: a scheme that there is not
export const wrongScheme: SvelteHTMLElements['paragon-provider'] = {colorScheme: 'blue'};
