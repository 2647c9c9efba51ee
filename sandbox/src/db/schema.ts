import {sql} from 'drizzle-orm';
import {
  bigint,
  boolean,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';

const moment = (name: string) => timestamp(name, {withTimezone: true, mode: 'date'});
const dates = () => ({
  dateCreated: moment('date_created').notNull().defaultNow(),
  dateUpdated: moment('date_updated').notNull().defaultNow(),
});

/** A user of the app that embeds integrations: one row per `sub` of a user token. */
export const persons = pgTable(
  'persons',
  {
    id: uuid('id').primaryKey(),
    projectId: uuid('project_id').notNull(),
    userId: text('user_id').notNull(),
    meta: jsonb('meta').$type<Record<string, unknown>>().notNull().default({}),
    ...dates(),
  },
  (table) => [uniqueIndex('persons_user').on(table.projectId, table.userId)],
);

export type CredentialStatus = 'VALID' | 'INVALID' | 'PENDING';

/** A connected account. What must stay secret is sealed text. */
export const credentials = pgTable(
  'credentials',
  {
    id: uuid('id').primaryKey(),
    /** Accounts are listed in the order in which they were connected. */
    position: bigint('position', {mode: 'number'}).notNull().generatedAlwaysAsIdentity(),
    projectId: uuid('project_id').notNull(),
    personId: uuid('person_id')
      .notNull()
      .references(() => persons.id, {onDelete: 'cascade'}),
    integrationId: uuid('integration_id').notNull(),
    status: text('status').$type<CredentialStatus>().notNull(),
    providerId: text('provider_id').notNull(),
    providerData: jsonb('provider_data').$type<Record<string, unknown>>().notNull().default({}),
    externalId: text('external_id'),
    accountType: text('account_type'),
    /** The resource of the catalogue that it was connected for; such an account is none of the integration's own. */
    resourceId: uuid('resource_id'),
    /** Sealed: what the user entered before and after signing in. */
    inputs: text('inputs').notNull(),
    /** Sealed: access and refresh token; null for API keys, which are inputs. */
    tokens: text('tokens'),
    refreshFailureCount: integer('refresh_failure_count').notNull().default(0),
    /** While set and in the future, one process is refreshing the tokens and the others wait for it. */
    refreshingUntil: moment('refreshing_until'),
    dateRefreshed: moment('date_refreshed').notNull().defaultNow(),
    dateValidUntil: moment('date_valid_until'),
    ...dates(),
  },
  (table) => [
    index('credentials_person').on(table.personId, table.position),
    uniqueIndex('credentials_external_id')
      .on(table.personId, table.integrationId, table.externalId)
      .where(sql`${table.externalId} is not null`),
    uniqueIndex('credentials_resource')
      .on(table.personId, table.resourceId)
      .where(sql`${table.resourceId} is not null`),
  ],
);

/** One set of user settings and workflow switches of an account. Settings may hold secrets, so both are sealed. */
export const configurations = pgTable(
  'configurations',
  {
    id: uuid('id').primaryKey(),
    position: bigint('position', {mode: 'number'}).notNull().generatedAlwaysAsIdentity(),
    credentialId: uuid('credential_id')
      .notNull()
      .references(() => credentials.id, {onDelete: 'cascade'}),
    isDefault: boolean('is_default').notNull(),
    externalId: text('external_id'),
    sharedSettings: text('shared_settings').notNull(),
    workflowSettings: text('workflow_settings').notNull(),
    meta: jsonb('meta').$type<Record<string, unknown>>().notNull().default({}),
    ...dates(),
  },
  (table) => [
    index('configurations_credential').on(table.credentialId, table.position),
    uniqueIndex('configurations_default')
      .on(table.credentialId)
      .where(sql`${table.isDefault}`),
    uniqueIndex('configurations_external_id')
      .on(table.credentialId, table.externalId)
      .where(sql`${table.externalId} is not null`),
  ],
);

export type AttemptStatus = 'pending' | 'claimed' | 'connected' | 'failed';

/** A visit to a provider's sign-in page, from the request for its address to its outcome. */
export const oauthAttempts = pgTable(
  'oauth_attempts',
  {
    /** SHA-256 of the `state` parameter: whoever reads the database cannot finish an attempt. */
    stateHash: text('state_hash').primaryKey(),
    personId: uuid('person_id')
      .notNull()
      .references(() => persons.id, {onDelete: 'cascade'}),
    integrationId: uuid('integration_id').notNull(),
    /** Drawn by the client; it asks for the outcome under this name. */
    sessionKey: text('session_key'),
    status: text('status').$type<AttemptStatus>().notNull(),
    /** Sealed: PKCE verifier, inputs and install options. */
    request: text('request').notNull(),
    credentialId: uuid('credential_id'),
    error: jsonb('error').$type<{message: string; code: string}>(),
    expiresAt: moment('expires_at').notNull(),
    ...dates(),
  },
  (table) => [index('oauth_attempts_session').on(table.personId, table.sessionKey)],
);

/** Browsers that have opened the nonce page, each for one user and one integration. */
export const browserNonces = pgTable('browser_nonces', {
  nonceHash: text('nonce_hash').primaryKey(),
  personId: uuid('person_id')
    .notNull()
    .references(() => persons.id, {onDelete: 'cascade'}),
  integrationId: uuid('integration_id').notNull(),
  expiresAt: moment('expires_at').notNull(),
});

/** Keys that this sandbox made for itself, sealed. */
export const keys = pgTable('keys', {
  name: text('name').primaryKey(),
  value: text('value').notNull(),
  dateCreated: moment('date_created').notNull().defaultNow(),
});

/** Answers that are given again when a client repeats a request with the same `Idempotency-Key`. */
export const idempotentAnswers = pgTable(
  'idempotent_answers',
  {
    personId: uuid('person_id')
      .notNull()
      .references(() => persons.id, {onDelete: 'cascade'}),
    key: text('key').notNull(),
    requestHash: text('request_hash').notNull(),
    /** Null while the first request is still at work. */
    status: integer('status'),
    /** Sealed. */
    body: text('body'),
    expiresAt: moment('expires_at').notNull(),
  },
  (table) => [primaryKey({columns: [table.personId, table.key]})],
);

/** What the outside's authorization server remembers. Ids are hashed and payloads sealed, as both hold tokens. */
export const oidcRecords = pgTable(
  'oidc_records',
  {
    model: text('model').notNull(),
    idHash: text('id_hash').notNull(),
    payload: text('payload').notNull(),
    grantId: text('grant_id'),
    uid: text('uid'),
    consumedAt: moment('consumed_at'),
    expiresAt: moment('expires_at'),
  },
  (table) => [
    primaryKey({columns: [table.model, table.idHash]}),
    index('oidc_records_grant').on(table.grantId),
    index('oidc_records_uid').on(table.uid),
  ],
);

/** Redirect pages of the embedding app, by integration; the outside accepts exactly these besides the sandbox's own. */
export const redirectPages = pgTable(
  'redirect_pages',
  {
    integrationType: text('integration_type').notNull(),
    url: text('url').notNull(),
  },
  (table) => [primaryKey({columns: [table.integrationType, table.url]})],
);

/** Events that apps have sent. */
export const appEvents = pgTable(
  'app_events',
  {
    id: uuid('id').primaryKey(),
    position: bigint('position', {mode: 'number'}).notNull().generatedAlwaysAsIdentity(),
    personId: uuid('person_id')
      .notNull()
      .references(() => persons.id, {onDelete: 'cascade'}),
    name: text('name').notNull(),
    /** Sealed. */
    payload: text('payload').notNull(),
    dateCreated: moment('date_created').notNull().defaultNow(),
  },
  (table) => [index('app_events_person').on(table.personId, table.position)],
);

/** `queued` runs are begun when there is room, also by the next start. */
export type RunStatus = 'queued' | 'running' | 'succeeded' | 'failed';

/** Runs of workflows, with what started them and what came of it. They outlive the account. */
export const workflowRuns = pgTable(
  'workflow_runs',
  {
    id: uuid('id').primaryKey(),
    position: bigint('position', {mode: 'number'}).notNull().generatedAlwaysAsIdentity(),
    personId: uuid('person_id')
      .notNull()
      .references(() => persons.id, {onDelete: 'cascade'}),
    integrationId: uuid('integration_id').notNull(),
    workflowId: uuid('workflow_id').notNull(),
    credentialId: uuid('credential_id').notNull(),
    configurationId: uuid('configuration_id').notNull(),
    /** `request`, `webhook`, `integrationEnabled`, or `event` with the event's id. */
    trigger: text('trigger').notNull(),
    eventId: uuid('event_id'),
    status: text('status').$type<RunStatus>().notNull(),
    /** Sealed: payload, log and result. */
    content: text('content').notNull(),
    /** For people; it holds no secret. */
    error: text('error'),
    dateStarted: moment('date_started').notNull().defaultNow(),
    dateEnded: moment('date_ended'),
  },
  (table) => [index('workflow_runs_person').on(table.personId, table.position)],
);

/**
 * What apps have added, changed and removed at the providers of the outside. It is `json`, not `jsonb`, as it goes out
 * as it came in.
 */
export const outsideRecords = pgTable(
  'outside_records',
  {
    provider: text('provider').notNull(),
    account: text('account').notNull(),
    /** Of the kind of records. */
    name: text('name').notNull(),
    id: text('id').notNull(),
    position: bigint('position', {mode: 'number'}).notNull().generatedAlwaysAsIdentity(),
    /** It was not there from the beginning. */
    isAdded: boolean('is_added').notNull(),
    /** Null: what was there from the beginning has been removed. */
    data: json('data').$type<object>(),
  },
  (table) => [
    primaryKey({columns: [table.provider, table.account, table.name, table.id]}),
    index('outside_records_position').on(table.provider, table.account, table.name, table.position),
  ],
);
