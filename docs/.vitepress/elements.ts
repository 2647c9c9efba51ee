import manifest from '../../custom-elements.json' with {type: 'json'};

/** What the manifest says of one thing of an element; each kind has some of it. */
export interface Entry {
  readonly name: string;
  readonly kind?: string;
  readonly description?: string;
  readonly type?: {readonly text: string};
  readonly default?: string;
  readonly attribute?: string;
  readonly reflects?: boolean;
  readonly readonly?: boolean;
  readonly static?: boolean;
  readonly parameters?: readonly Entry[];
  readonly return?: {readonly type?: {readonly text: string}};
}

export interface ElementEntry {
  readonly tagName: string;
  readonly name: string;
  readonly description?: string;
  readonly members?: readonly Entry[];
  readonly attributes?: readonly Entry[];
  readonly events?: readonly Entry[];
  readonly slots?: readonly Entry[];
  readonly cssParts?: readonly Entry[];
  readonly cssProperties?: readonly Entry[];
  readonly cssStates?: readonly Entry[];
}

/** Those that pages use directly, with all that the manifest says of them. */
export const elements: readonly ElementEntry[] = (
  manifest.modules as unknown as readonly {readonly declarations?: readonly ElementEntry[]}[]
)
  .flatMap(({declarations}) => declarations ?? [])
  .filter(({tagName}) => tagName && !['paragon-combobox', 'paragon-portal'].includes(tagName));
