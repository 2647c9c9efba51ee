import type {TokenType} from '../names/tokens.js';
import type {DataType, Operator} from '../names/values.js';

/** The values of each kind. */
interface DataTypeValues {
  readonly STRING: string;
  readonly NUMBER: number;
  readonly DATE: Date;
  readonly BOOLEAN: boolean;
  readonly EMAIL: string;
  readonly OBJECT: object;
  readonly ARRAY: readonly unknown[];
  readonly ANY: unknown;
  readonly FILE: unknown;
  readonly NON_DECIMAL: number;
}

interface ValueSource<T extends DataType> {
  readonly type: 'VALUE';
  readonly value: DataTypeValues[T];
  readonly dataType?: T;
}

/** The result of a step of a workflow. */
interface VariableSource<T extends DataType> {
  readonly type: 'VARIABLE';
  readonly stepId: string;
  readonly path: readonly string[];
  readonly dataType?: T;
}

interface ObjectValueSource<T extends DataType> {
  readonly type: 'OBJECT_VALUE';
  readonly name: string;
  readonly path: readonly string[];
  readonly dataType?: T;
}

interface SecretSource {
  readonly type: 'ENVIRONMENT_SECRET';
  readonly environmentSecretId: string;
}

interface PersonaMetadataSource {
  readonly type: 'PERSONA_METADATA';
  readonly path?: readonly string[];
}

/** Something of the user's account or settings. */
type ConnectCredentialSource = {readonly type: 'CONNECT_CREDENTIAL_FIELD'} & (
  | {
      readonly fieldType: 'WORKFLOW_SETTING' | 'SHARED_WORKFLOW_SETTING';
      readonly inputId: string;
      readonly path?: readonly string[];
    }
  | {readonly fieldType: 'EXTERNAL_USER_ID' | 'EXTERNAL_USER_PROVIDER_ID' | 'OAUTH_ACCESS_TOKEN'}
  | {readonly fieldType: 'EXTERNAL_USER_PROVIDER_DATA'; readonly dataKey: string}
);

/** A text put together from parts. */
export interface TokenizedSource<T extends DataType = DataType> {
  readonly type: 'TOKENIZED';
  readonly parts: readonly (
    | ValueSource<DataType>
    | VariableSource<DataType>
    | ObjectValueSource<DataType>
    | SecretSource
    | ConnectCredentialSource
    | PersonaMetadataSource
  )[];
  readonly dataType?: T;
}

/** Where a run of a step stands in loops. */
export interface FanoutStackEntry {
  readonly stepId: string;
  readonly instanceId: string;
  readonly index: number;
}

interface ExecutionSource {
  readonly type: 'EXECUTION';
  readonly id: string;
  readonly stepId: string;
  /** Milliseconds since the epoch. */
  readonly start: number;
  readonly fanoutStack: readonly FanoutStackEntry[];
  readonly remoteCached?: boolean;
}

interface UserSuppliedCredentialSource {
  readonly type: 'USER_SUPPLIED_CREDENTIAL';
  readonly tokenType: TokenType;
  readonly providerType: string;
  readonly credential: TokenizedSource<DataType.STRING>;
}

type Condition =
  | {readonly type: 'JOIN'; readonly join: 'AND'; readonly conditions: readonly Condition[]}
  | OrConditions
  | {
      readonly type: 'OPERATOR';
      readonly condition: {
        readonly operator: Operator;
        readonly variable: Source;
        readonly argument?: Source;
      };
    };

/** Conditions of which one is enough. */
export interface OrConditions {
  readonly type: 'JOIN';
  readonly join: 'OR';
  readonly conditions: readonly Condition[];
}

/** Where a value comes from. A page itself only makes `{type: 'VALUE', value}`. */
export type Source<T extends DataType = DataType> =
  | ValueSource<T>
  | VariableSource<T>
  | ObjectValueSource<T>
  | TokenizedSource<T>
  | SecretSource
  | PersonaMetadataSource
  | ConnectCredentialSource
  | ExecutionSource
  | UserSuppliedCredentialSource
  | {readonly type: 'CONDITION'; readonly condition: Condition}
  | {readonly type: 'FANOUT_EXECUTION'; readonly stepId: string};

/** A named parameter, as `getFieldOptions()` takes them. */
export interface KeyedSource<T extends DataType = DataType> {
  readonly key: string;
  readonly source: Source<T>;
}
