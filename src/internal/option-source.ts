import type {InputOption, InputOptionSection} from '../core/types/index.js';

/** What a list shows: options, or options under titles. */
export type OptionEntry = InputOption | InputOptionSection;

/** A page of options. */
export interface OptionPage {
  readonly options: readonly OptionEntry[];
  /** Where the next page begins; `null`: there is none. */
  readonly nextCursor: string | null;
}

/** What is asked for: the options that fit `search`, from `cursor` on. */
export interface OptionQuery {
  readonly search: string;
  /** `nextCursor` of the page before; `null`: from the beginning. */
  readonly cursor: string | null;
  readonly signal: AbortSignal;
}

/** Where a combobox takes its options from. */
export interface OptionSource {
  /** Another key is another list: what was loaded is forgotten. */
  readonly key: string;
  /** It is searched and paged where it comes from; else it is loaded once and filtered here. */
  readonly isPaged: boolean;
  /** It is loaded anew each time it is opened. */
  readonly refreshOnOpen?: boolean;
  load(query: OptionQuery): Promise<OptionPage>;
}
