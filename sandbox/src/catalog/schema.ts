import {z} from 'zod';
import {conditionSchema} from '../workflows/conditions.js';
import type {WorkflowFunction} from '../workflows/types.js';
import {checkEntry} from './checks.js';
import {providerTrigger} from './trigger-schema.js';

const inputTypes = [
  'TEXT_NO_VARS',
  'TEXTAREA_NO_VARS',
  'NUMBER',
  'EMAIL',
  'URL',
  'PASSWORD',
  'SWITCH',
  'BOOLEAN_INPUT',
  'ENUM',
  'DYNAMIC_ENUM',
  'CUSTOM_DROPDOWN',
  'COMBO_INPUT',
  'DYNAMIC_COMBO_INPUT',
  'FIELD_MAPPER',
  'COPYABLE_BUTTON_INPUT',
  'PERMISSION',
  'FILE',
] as const;

const scheme = z.enum([
  'oauth',
  'basic',
  'oauth_client_credential',
  'service_account',
  'oauth_app',
  'impersonated_app',
]);
const option = z.object({label: z.string(), value: z.string(), subtitle: z.string().optional()});
const section = z.object({title: z.string(), items: z.array(option)});
const choices = z.array(z.union([option, section, z.string()]));
/** `/…` is a path of the outside; a real API has an https address, or one on this machine. */
const apiBase = z
  .string()
  .regex(
    /^(\/(?!\/)|https:\/\/|http:\/\/(localhost|127\.0\.0\.1)(:\d+)?(\/|$))[^\s?#\\]*$/,
    'must be a path of the outside that begins with one slash, or an https address',
  );
const pathBelow = z
  .string()
  .regex(/^\/(?!\/)[^\s\\#]*$/, 'must begin with one slash: it is a path below the API base');

/** An input, in the shape in which clients receive it. Left-out `required` means required. */
const input = z.looseObject({
  id: z.string().min(1),
  type: z.enum(inputTypes),
  title: z.string().min(1),
  required: z.boolean().optional(),
  subtitle: z.string().optional(),
  placeholder: z.string().optional(),
  tooltip: z.string().optional(),
  documentationLink: z.string().optional(),
  documentationLinkLabel: z.string().optional(),
  /** Where the form begins; of a hidden or read-only input it is the value. */
  defaultValue: z.union([z.string(), z.number(), z.boolean(), z.record(z.string(), z.unknown())]).optional(),
  /** Not shown, and so never missing. */
  hidden: z.boolean().optional(),
  /** Shown and not to be changed. */
  readOnly: z.boolean().optional(),
  /** Key of `dataSources`. */
  sourceType: z.string().optional(),
  /** Options of an `ENUM`. */
  values: choices.optional(),
  /** Shown before and behind a text field. */
  prefixLabel: z.string().optional(),
  suffixLabel: z.string().optional(),
  /** Rows of a text area. */
  lines: z.number().int().min(1).optional(),
  /** Of a switch. */
  titleText: z.string().optional(),
  toolTipText: z.string().optional(),
  /** Of a dropdown while nothing is chosen. */
  fallbackText: z.string().optional(),
  /** Of a `CUSTOM_DROPDOWN`: the name under which the app gives the options, and some to begin with. */
  key: z.string().min(1).optional(),
  keyIsDefault: z.boolean().optional(),
  customDropdownOptions: z.array(option).optional(),
  /** Labels of a `FIELD_MAPPER`, or the name under which the app gives them. */
  savedFieldMappings: z.array(z.looseObject({label: z.string().min(1)})).optional(),
  useDynamicMapper: z.boolean().optional(),
  dynamicObjectName: z.string().optional(),
  /** Of a `PERMISSION`. */
  requiredScopes: z.array(z.string()).optional(),
  scopes: z
    .looseObject({
      values: z.array(
        z.looseObject({
          name: z.string().regex(/^\S+$/, 'must have no spaces: the names are joined by them'),
          description: z.string().optional(),
          label: z.string().optional(),
          required: z.boolean().optional(),
        }),
      ),
    })
    .optional(),
});

const accountType = z.object({
  id: z.string().min(1),
  scheme,
  accountDescription: z.string().optional(),
  oauthParameters: z
    .array(z.object({key: z.string(), source: z.object({type: z.literal('VALUE'), value: z.string()})}))
    .optional(),
  endUserSuppliedValues: z.array(input).optional(),
  skipPostOAuthInputs: z.boolean().optional(),
});

/** What starts a workflow. */
const trigger = z.discriminatedUnion('type', [
  z.object({type: z.literal('request')}),
  z.object({type: z.literal('event'), name: z.string().min(1)}),
  z.object({type: z.literal('webhook')}),
  /** Runs once when an account has been connected; such workflows are not listed. */
  z.object({type: z.literal('integrationEnabled')}),
]);

const workflow = z.object({
  id: z.uuidv4(),
  description: z.string().min(1),
  infoText: z.string().optional(),
  defaultEnabled: z.boolean().default(false),
  hidden: z.boolean().default(false),
  inputs: z.array(input).default([]),
  trigger: trigger.default({type: 'request'}),
  /** Whose metadata may use it; left out: everybody's. */
  permissions: conditionSchema.optional(),
  /** For webhooks; one workflow each unless several share it on purpose. */
  customWebhookTriggerId: z.uuidv4().optional(),
  /** What it does. Left out, it only can be switched. */
  run: z.custom<WorkflowFunction>((value) => typeof value === 'function', 'must be a function').optional(),
});

/** A request to the provider. `{name}` stands for an input, a parameter, `accessToken`, or a member of the answer. */
const request = z.object({
  method: z.enum(['GET', 'POST']).default('GET'),
  path: pathBelow,
  /** Members that are filled with nothing are left out. */
  query: z.record(z.string(), z.string()).optional(),
  /** Sent as JSON. Every text in it is a template; members that are filled with nothing are left out. */
  body: z.record(z.string(), z.unknown()).optional(),
  /** Instead of the integration's `authHeaders`. */
  headers: z.record(z.string(), z.string()).optional(),
});

/** A real provider in place of the outside. */
const provider = z.object({
  authorizationUrl: z.url(),
  tokenUrl: z.url(),
  revocationUrl: z.url().optional(),
  /** What it calls itself: `iss` of its answers. */
  issuer: z.string().optional(),
  /** It is known to put `iss` into every answer: one without is refused. */
  sendsIssuer: z.boolean().default(false),
  /** Names of environment variables. */
  clientIdVariable: z.string().min(1),
  clientSecretVariable: z.string().min(1),
  clientAuthentication: z.enum(['basic', 'post']).default('basic'),
  pkce: z.boolean().default(true),
  scopeSeparator: z.string().default(' '),
  /** Sent along to its sign-in page, such as `{access_type: 'offline', prompt: 'consent'}`. */
  authorizationParameters: z.record(z.string(), z.string()).default({}),
});

export const integrationSchema = z
  .strictObject({
    id: z.uuidv4(),
    configId: z.uuidv4(),
    /** The name in `connect()`; a custom integration's begins with `custom.`. */
    type: z.string().regex(/^[a-z0-9]+(\.[a-z0-9]+)?$/),
    name: z.string().min(1),
    brandColor: z.string().regex(/^#[0-9a-fA-F]{6}$/),
    isActive: z.boolean().default(true),
    authenticationType: scheme,
    /** What stands on the tile in its brand colour: SVG shapes in a 48 by 48 box. */
    icon: z.string(),
    description: z.string(),
    overview: z.string().default(''),
    userSettings: z.array(input).default([]),
    workflows: z.array(workflow).default([]),
    /** What `GET /projects/{projectId}/triggers` lists. */
    triggers: z.array(providerTrigger).default([]),
    accountTypes: z.array(accountType).default([]),
    /** Asked before the account is connected. */
    inputs: z.array(input).default([]),
    /** Asked after signing in; the account is `PENDING` until they are given. */
    postOauthInputs: z.array(input).default([]),
    /** Formats that inputs must have, and what is said if they have not. */
    inputRules: z.record(z.string(), z.object({pattern: z.string(), message: z.string()})).default({}),
    dataSources: z
      .record(z.string(), z.looseObject({type: z.string(), values: choices.optional()}))
      .default({}),
    packageInstallUrl: z.url().optional(),
    /** Where its API begins. All paths of `account` and `options` are below it. `{name}` stands for an input. */
    apiBase,
    /** What requests of the app and of workflows reach; default: `apiBase`. */
    proxyBase: apiBase.optional(),
    /** How requests say who they are from. */
    authHeaders: z.record(z.string(), z.string()).default({Authorization: 'Bearer {accessToken}'}),
    provider: provider.optional(),
    /** How its users sign in at the outside. */
    oauth: z
      .object({
        /** Scope, and what it allows in words. The user may leave out those that are optional. */
        scopes: z.record(
          z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/),
          z.union([z.string(), z.strictObject({text: z.string(), optional: z.literal(true)})]),
        ),
        /** What the user has several of and chooses from, such as "Workspace". Left out: there is one account. */
        chooses: z.string().optional(),
        /** Sent along to the sign-in page and shown there. */
        authorizationParameters: z.partialRecord(z.enum(['shop', 'environment']), z.string()).optional(),
        /** Sent by the sign-in and consent pages. */
        crossOriginOpenerPolicy: z.enum(['same-origin', 'same-origin-allow-popups']).optional(),
      })
      .optional(),
    /** Asks whose account it is; thereby API keys are tested. */
    account: request.extend({
      /** Member of the answer that must be true. */
      okMember: z.string().optional(),
      providerId: z.string(),
      providerData: z.record(z.string(), z.string()).default({}),
      /** Said when the provider does not accept the credentials. */
      refusal: z.string(),
    }),
    /** Loaders of dynamic options, by `cacheKey`. */
    options: z
      .record(
        z.string(),
        request.extend({
          /** Member that holds the list; left out if the answer is the list. */
          records: z.string().optional(),
          label: z.string().default(''),
          value: z.string().default(''),
          subtitle: z.string().optional(),
          /** Splits the list by a member that is true or false. */
          sections: z.object({by: z.string(), ifFalse: z.string(), ifTrue: z.string()}).optional(),
          /** Records whose members have other values are left out. */
          only: z.record(z.string(), z.string()).optional(),
          /**
           * Member of the answer with the next page's `{cursor}`; `member?parameter` if the member is the next page's
           * address. Left out: the answer is the whole list.
           */
          nextCursor: z.string().optional(),
          /** The list describes inputs instead of options, for default value mapping. */
          inputs: z
            .strictObject({
              id: z.string(),
              title: z.string(),
              /** Members of the record: whether it is needed, and of which JSON type it is. */
              required: z.string(),
              type: z.string(),
              /** Member with the list of what can be chosen, and how each is shown. */
              items: z.strictObject({list: z.string(), label: z.string(), value: z.string()}),
              /** Ids that are left out, as something else stands for them. */
              omit: z.array(z.string()).default([]),
            })
            .optional(),
        }),
      )
      .default({}),
    /** What `includeAccountAuth` hands to the page, for file pickers only. */
    accountAuth: z.record(z.string(), z.string()).optional(),
  })
  .superRefine((entry, context) => {
    for (const {path, message} of checkEntry(entry)) context.addIssue({code: 'custom', path, message});
  });

export type IntegrationEntry = z.input<typeof integrationSchema>;
export type Integration = z.output<typeof integrationSchema>;
export type Input = z.output<typeof input>;
export type Workflow = z.output<typeof workflow>;
export type AccountType = z.output<typeof accountType>;
export type ProviderRequest = z.output<typeof request>;
