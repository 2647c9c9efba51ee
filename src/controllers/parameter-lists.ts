import {isRecord} from '../core/data.js';
import type {
  FieldOptionParameter,
  IntentInputKeyConfig,
  ParagonClient,
  SerializedConnectInput,
} from '../core/types/index.js';
import type {OptionSource} from '../internal/option-source.js';
import {optionSource} from './input-sources.js';

/** What a parameter's list depends on. A trigger form puts it into the input as `dependencies`. */
export interface Dependencies {
  /** The choices made elsewhere. */
  readonly parameters: readonly FieldOptionParameter[];
  /** Why the list cannot be loaded yet; empty: it can. */
  readonly waiting: string;
}

interface ListContext {
  readonly client: ParagonClient;
  readonly integration: string;
  readonly credentialId: string | undefined;
  readonly input: SerializedConnectInput;
}

/** A list to choose from, or why there is none yet. */
export interface ParameterList {
  readonly source: OptionSource | undefined;
  readonly waiting: string;
}

/** The list of a trigger's parameter, or of an input of a parameter's type. */
export function parameterList({client, integration, credentialId, input}: ListContext): ParameterList {
  const {parameters, waiting} = dependenciesOf(input);
  if (waiting) return {source: undefined, waiting};
  const described =
    client.getSourcesForActionInput(asParameter(input)) ??
    (integration && input.sourceType ? client.getSourcesForInput(integration, input) : null);
  const isList = described?.kind === 'single' || described?.kind === 'conditional';
  if (!isList) return {source: undefined, waiting: ''};
  const {source} = described;
  return {source: optionSource({client, integration, credentialId, source, parameters}), waiting: ''};
}

function dependenciesOf({dependencies}: SerializedConnectInput): Dependencies {
  const given = isRecord(dependencies) ? (dependencies as unknown as Dependencies) : undefined;
  return given ?? {parameters: [], waiting: ''};
}

/** The service describes both in the same way, but for what they are required by default. */
const asParameter = (input: SerializedConnectInput) => input as unknown as IntentInputKeyConfig;
