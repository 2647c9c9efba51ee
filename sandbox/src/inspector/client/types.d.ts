/** What the control routes answer, as far as it is shown. */
export interface LoggedRequest {
  readonly id: number;
  readonly time: string;
  readonly service: 'paragon' | 'outside';
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly milliseconds: number;
  readonly user?: string;
}

export interface Credential {
  readonly id: string;
  readonly name: string;
  readonly status: 'VALID' | 'INVALID' | 'PENDING';
  readonly account: string;
  readonly externalId: string | null;
  readonly isOAuth: boolean;
  readonly dateValidUntil: string | null;
  readonly configurations: readonly {readonly isDefault: boolean; readonly externalId: string | null}[];
}

export interface User {
  readonly user: string;
  readonly credentials: readonly Credential[];
}

export interface AppEvent {
  readonly id: string;
  readonly user: string;
  readonly name: string;
  readonly payload: unknown;
  readonly runs?: readonly string[];
  readonly dateCreated: string;
}

export interface Run {
  readonly id: string;
  readonly user: string;
  readonly integration: string | null;
  readonly workflow: string | null;
  readonly workflowId: string;
  readonly trigger: string;
  readonly status: 'queued' | 'running' | 'succeeded' | 'failed';
  readonly error: string | null;
  readonly payload: unknown;
  readonly log: readonly unknown[];
  readonly result: unknown;
  readonly dateStarted: string;
  readonly dateEnded: string | null;
}

export interface Fault {
  readonly id: number;
  readonly used: number;
  readonly times?: number;
  readonly user?: string;
  readonly effect?: string;
  readonly integration?: string;
  readonly page?: string;
  readonly match?: {readonly method?: string; readonly path?: string; readonly service: string};
  readonly skip?: number;
  readonly probability?: number;
  readonly delay?: number;
  readonly status?: number;
  readonly retryAfter?: number | string;
  readonly drop?: boolean;
  readonly truncate?: number;
  readonly hang?: boolean;
  readonly after?: boolean;
}

/** Part of the page that draws what one topic is about. */
export interface Panel {
  refresh(): Promise<void>;
}
