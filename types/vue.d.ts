// Written by `npm run analyze` from custom-elements.json.
import type {DefineComponent, HTMLAttributes} from 'vue';
import type {ParagonTags} from './elements.js';

type Camel<Text extends string> = Text extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : Text;

/** `@paragon-error` is a property `onParagonError` to Vue. */
type Handlers<Events, Element> = {
  [Type in keyof Events & string as `on${Capitalize<Camel<Type>>}`]?: (
    event: Events[Type] & {readonly currentTarget: Element},
  ) => void;
};

/** `v-model` on an element sets `value` and hears `input`. */
type Model<Props, Events> = Events extends {input: Event}
  ? Props extends {value?: infer Value}
    ? {modelValue?: Value; 'onUpdate:modelValue'?: (value: Value) => void}
    : unknown
  : unknown;

type Props<Name extends keyof ParagonTags> = ParagonTags[Name]['props'] &
  Handlers<ParagonTags[Name]['events'], ParagonTags[Name]['element']> &
  Model<ParagonTags[Name]['props'], ParagonTags[Name]['events']>;

type Tag<Name extends keyof ParagonTags> = DefineComponent<
  Props<Name> & Omit<HTMLAttributes, keyof Props<Name>>
>;

declare module 'vue' {
  interface GlobalComponents {
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
