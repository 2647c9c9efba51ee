// Written by `npm run analyze` from custom-elements.json.
import type {DetailedHTMLProps, HTMLAttributes} from 'react';
import type {ParagonTags} from './elements.js';

/** React has `onInput` and `onChange` itself; the other events are heard by `on` and their name. */
type Handlers<Events, Element> = {
  [Type in keyof Events & `paragon-${string}` as `on${Type}`]?: (
    event: Events[Type] & {readonly currentTarget: Element},
  ) => void;
};

type Tag<Name extends keyof ParagonTags> = ParagonTags[Name]['props'] &
  Handlers<ParagonTags[Name]['events'], ParagonTags[Name]['element']> &
  Omit<
    DetailedHTMLProps<HTMLAttributes<ParagonTags[Name]['element']>, ParagonTags[Name]['element']>,
    keyof ParagonTags[Name]['props']
  >;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      /**
       * Connects the signed-in user to integrations. With `integration`: a button that opens its Connect Portal in a dialog;
       * with `inline` the portal is drawn in place. Without `integration`: the catalogue of all integrations with a search.
       */
      'paragon-connect': Tag<'paragon-connect'>;
      /**
       * Maps fields of the application to fields of an integration's records: the kind of record, for some integrations a
       * level between, then a row for each field. In a form its value is JSON.
       */
      'paragon-field-mapper': Tag<'paragon-field-mapper'>;
      /**
       * A button that opens the file picker of Google Drive, OneDrive, SharePoint or Box, and the list of what was chosen. An
       * account that is not connected, or no longer works, is connected first. In a form its value is the ids of the chosen
       * files, an entry for each.
       *
       * What is chosen takes the place of what was chosen before; with `multiple` it is added, each file once.
       */
      'paragon-file-picker': Tag<'paragon-file-picker'>;
      /**
       * One input as the service describes it, drawn by its type: label, help, control and what is wrong. It takes part in
       * forms as the browser's own controls do.
       */
      'paragon-input': Tag<'paragon-input'>;
      /** Connects one integration, stage by stage: account type, instruction, inputs, the provider's window. */
      'paragon-install-flow': Tag<'paragon-install-flow'>;
      /**
       * Signs the user in once for all elements inside, and renews the token before it expires. Draws nothing itself.
       *
       * An install for which this tab was sent to its provider is finished once the user is signed in.
       *
       * The token comes from `getToken`, else from `token`, else from `token-endpoint`.
       */
      'paragon-provider': Tag<'paragon-provider'>;
      /**
       * Sets up what an app listens to at the provider of a connected account: the trigger and its parameters. It subscribes to
       * nothing: the page sends the value to `POST /projects/<id>/trigger-subscriptions`.
       *
       * `value` is `{type, parameters}`, with the parameters by id. A filter is
       * `{operator: 'OR', conditions: [{operator: 'AND', conditions: [{field, operator, value}]}]}`, without `value` where the
       * operator compares with nothing. A time span is `{value, unit}` and a list of texts holds them by key; for these two the
       * service documents no shape.
       */
      'paragon-trigger-form': Tag<'paragon-trigger-form'>;
    }
  }
}
