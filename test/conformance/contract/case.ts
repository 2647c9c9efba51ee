import type {ParagonClient} from '../../../src/paragon.js';
import type {Tools} from './tools.js';

/** An account that the user of a case has before it begins. */
export interface PreparedAccount {
  readonly type: string;
  /** How cases and the table call it; default: its type. The first one is the current one of its type. */
  readonly name?: string;
  /** Who signs in at the provider; default `robin`. */
  readonly person?: 'robin' | 'kim' | 'labs';
  readonly externalId?: string;
  /** External ids of configurations beside the default one. */
  readonly configurations?: readonly string[];
  /** Workflows that are on in the default configuration. */
  readonly workflows?: readonly string[];
  /** Settings in the default configuration. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface GivenAccount {
  readonly id: string;
  /** Id of the default configuration. */
  readonly configuration: string;
  /** Ids of the further ones, by external id. */
  readonly configurations: Readonly<Record<string, string>>;
}

/** What a case knows of the user who was prepared for it. */
export interface Given {
  readonly projectId: string;
  readonly user: string;
  readonly token: string;
  readonly expiredToken: string;
  /** Prepared accounts by name. */
  readonly accounts: Readonly<Record<string, GivenAccount>>;
  /** The code of an install that began in Slack's marketplace, if the case wants one. */
  readonly authorizationCode: string;
}

/**
 * What a page does with a member of the SDK. It is done with both SDKs, each with a user of its own, and what it
 * returns is compared, or how it fails, and what it asks of the service.
 */
export interface ContractCase {
  /** Of the facade, such as `request` or `installFlow.start`. */
  readonly member: string;
  /** Unique among the cases of its member. */
  readonly title: string;
  /** The documented option that it is about. */
  readonly option?: string;
  readonly accounts?: readonly PreparedAccount[];
  /** Metadata that the service has of the user. */
  readonly meta?: Readonly<Record<string, unknown>>;
  readonly hasAuthorizationCode?: boolean;
  /** Default `true`. */
  readonly headless?: boolean;
  /** What the user does in the provider's window. */
  readonly provider?: 'allows' | 'refuses' | 'waits';
  /** Runs in the page, so it reaches only what a page has. */
  run(paragon: ParagonClient, given: Given, tools: Tools): unknown;
}

/** The name of a case, by which the table of differences knows it. */
export const nameOf = ({member, title}: ContractCase): string => `${member}: ${title}`;

/** Cases of one member. */
export const casesOf = (
  member: string,
  cases: Readonly<Record<string, ContractCase['run'] | Omit<ContractCase, 'member' | 'title'>>>,
  common: Pick<ContractCase, 'accounts' | 'headless' | 'meta' | 'provider'> = {},
): ContractCase[] =>
  Object.entries(cases).map(([title, one]) => ({
    ...common,
    ...(typeof one === 'function' ? {run: one} : one),
    member,
    title,
  }));
