import type {LitElement} from 'lit';
import {isRecord} from '../../../core/data.js';
import type {
  DynamicDataSource,
  DynamicDefaultInput,
  FieldOptionParameter,
  InputOption,
} from '../../../core/types/index.js';
import {plainText} from '../../../internal/inputs.js';
import type {ControlContext} from '../control.js';

/** Pages of described fields that are read at most. */
const MAX_PAGES = 20;

const TYPES = ['string', 'number', 'dropdown', 'multi', 'multiCheckbox'] as const;

/** A field that the integration describes, as far as it can be drawn. */
export interface Variable {
  readonly id: string;
  readonly title: string;
  readonly isRequired: boolean;
  readonly type: (typeof TYPES)[number];
  readonly items: readonly InputOption[];
  /** Items that are not in the list may be added. */
  readonly isOpen: boolean;
  /** The value is a list also if it holds one text only. */
  readonly isList: boolean;
  /** How texts are written, such as `markdown`; empty: nothing is known. */
  readonly format: string;
}

export type VariableState =
  | {readonly status: 'loading'}
  | {readonly status: 'ready'; readonly variables: readonly Variable[]}
  | {readonly status: 'failed'};

/** Loads the fields that depend on two choices. Answers for former choices are dropped. */
export class VariableList {
  #host: LitElement;
  #key: string | undefined;
  #state: VariableState = {status: 'loading'};
  #request: AbortController | undefined;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController({
      hostDisconnected: () => {
        if (this.#state.status !== 'loading') return;
        this.#request?.abort();
        this.#key = undefined;
      },
    });
  }

  /** The fields for these choices; another call with the same ones loads nothing. */
  of(
    context: ControlContext,
    source: DynamicDataSource,
    parameters: readonly FieldOptionParameter[],
  ): VariableState {
    const {client, integration, credentialId} = context;
    const user = client.$user.get();
    const userId = user.authenticated ? user.userId : undefined;
    const key = JSON.stringify([userId, integration, credentialId, source.cacheKey, parameters]);
    if (key !== this.#key) {
      this.#key = key;
      void this.#load(context, source, parameters);
    }
    return this.#state;
  }

  /** Loads again what failed. */
  retry(): void {
    this.#key = undefined;
    this.#host.requestUpdate();
  }

  async #load(
    {client, integration, credentialId}: ControlContext,
    source: DynamicDataSource,
    parameters: readonly FieldOptionParameter[],
  ): Promise<void> {
    this.#request?.abort();
    const {signal} = (this.#request = new AbortController());
    this.#state = {status: 'loading'};
    let state: VariableState;
    try {
      const described: DynamicDefaultInput[] = [];
      let cursor: string | null = null;
      for (let page = 0; page < MAX_PAGES; page++) {
        const params = {integration, source, parameters, selectedCredentialId: credentialId};
        const answer = await client.getFieldOptions({...params, cursor: cursor ?? undefined}, {signal});
        described.push(...answer.nestedData);
        if (answer.nextPageCursor === null || answer.nextPageCursor === cursor) break;
        cursor = answer.nextPageCursor;
      }
      state = {status: 'ready', variables: readVariableList(described)};
    } catch {
      state = {status: 'failed'};
    }
    if (signal.aborted) return;
    this.#state = state;
    this.#host.requestUpdate();
  }
}

/** What a service describes may lack anything; an id is needed, and counts once. */
function readVariableList(described: readonly unknown[]): readonly Variable[] {
  const variables = new Map<string, Variable>();
  for (const one of described) {
    if (!isRecord(one)) continue;
    const id = plainText(one['id']);
    if (!id || variables.has(id)) continue;
    const type = TYPES.find((known) => known === one['type']) ?? 'string';
    variables.set(id, {
      id,
      type,
      title: plainText(one['title']) || id,
      isRequired: one['required'] === true,
      items: readItems(one['items']),
      isOpen: one['supportAddItem'] === true,
      isList: one['returnsArrayStrings'] === true || type === 'multi' || type === 'multiCheckbox',
      format: one['supportDifferentTextFormat'] === true ? plainText(one['textFormat']) : '',
    });
  }
  return [...variables.values()];
}

const readItems = (items: unknown): readonly InputOption[] =>
  (Array.isArray(items) ? items : []).flatMap((item: unknown) => {
    if (typeof item === 'string' || typeof item === 'number')
      return {label: String(item), value: String(item)};
    if (!isRecord(item) || item['value'] === undefined) return [];
    const value = String(item['value']);
    return {label: plainText(item['label']) || value, value, subtitle: plainText(item['subtitle'])};
  });
