import {isLoopbackHost} from '../http/origins.js';
import type {Resource} from './definition.js';
import {namesIn} from '../accounts/template.js';
import {mistakeInIcon} from './icon.js';
import {inputLists, type Complain} from './input-lists.js';
import type {Input, Integration} from './schema.js';
import {checkSources} from './source-checks.js';
import {checkTriggers} from './trigger-checks.js';

/** The only integrations whose tokens a page gets, as their file pickers run in it. */
export const fileIntegrations: readonly string[] = ['googledrive', 'onedrive', 'sharepoint', 'box'];

/** What a schema cannot see in one member alone, and what would fail only when somebody uses it. */
export function checkEntry(entry: Integration): {path: string[]; message: string}[] {
  const problems: {path: string[]; message: string}[] = [];
  const complain: Complain = (path, message) => problems.push({path: path.split('.'), message});
  checkAddresses(entry, complain);
  checkInputLists(entry, complain);
  checkSources(entry, complain);
  checkTemplates(entry, complain);
  checkWorkflows(entry, complain);
  checkTriggers(entry, complain);
  const iconMistake = mistakeInIcon(entry.icon);
  if (iconMistake) complain('icon', iconMistake);
  if (entry.accountAuth && !fileIntegrations.includes(entry.type))
    complain('accountAuth', `is for ${fileIntegrations.join(', ')} only: no other token is handed to a page`);
  return problems;
}

/** Who signs in where: at the outside with an API of the outside, or at a real provider with a real API. */
function checkAddresses(entry: Integration, complain: Complain): void {
  const schemes = [entry.authenticationType, ...entry.accountTypes.map(({scheme}) => scheme)];
  const usesOAuth = schemes.includes('oauth');
  if (usesOAuth && !entry.oauth) complain('oauth', 'is needed, as the integration signs in by OAuth');
  for (const member of ['apiBase', 'proxyBase'] as const) {
    const base = entry[member];
    if (base === undefined) continue;
    const isOutside = base.startsWith('/');
    if (!isOutside && !isFixedHost(base))
      complain(
        member,
        'must name its host: a parameter may only stand for the first part, as in https://{SHOP}.example.com',
      );
    if (entry.provider && isOutside)
      complain(member, 'must be an address of the real API, as there is a provider');
    if (usesOAuth && !entry.provider && base.startsWith('https:'))
      complain(member, 'is a real API, which takes no tokens of the outside: give a provider, too');
  }
  const {provider} = entry;
  if (!provider) return;
  if (!usesOAuth && !schemes.includes('oauth_client_credential'))
    complain('provider', 'has no use, as no kind of account signs in there');
  for (const member of ['authorizationUrl', 'tokenUrl', 'revocationUrl', 'issuer'] as const) {
    const text = provider[member];
    if (text !== undefined && !isSafeUrl(text))
      complain(
        `provider.${member}`,
        'must be an https address, or one on this machine, without user name and fragment',
      );
  }
  if (provider.sendsIssuer && !provider.issuer)
    complain('provider.issuer', 'is needed, as sendsIssuer says that every answer names it');
  for (const name of Object.keys(provider.authorizationParameters))
    if (ownParameters.includes(name))
      complain(`provider.authorizationParameters.${name}`, 'is set by the sandbox itself');
}

/** Members of every authorization request. */
const ownParameters = [
  ...['client_id', 'response_type', 'response_mode', 'redirect_uri', 'scope', 'state'],
  ...['code_challenge', 'code_challenge_method', 'request', 'request_uri'],
];

/** The account that a request is sent with may not choose the host that it is sent to. */
function isFixedHost(base: string): boolean {
  const [, host = ''] = /^https?:\/\/([^/]*)/.exec(base) ?? [];
  return (
    /^(localhost|127\.0\.0\.1)(:\d+)?$/.test(host) ||
    /^(\{\w+\}\.(?=[^.]+\.[^.]))?[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?$/i.test(host)
  );
}

function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const {protocol, hostname, username, password, hash} = new URL(text);
  const isSecure = protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname));
  return isSecure && !username && !password && !hash;
}

function checkInputLists(entry: Integration, complain: Complain): void {
  for (const {path, inputs} of inputLists(entry)) {
    const seen = new Set<string>();
    inputs.forEach((input, index) => {
      if (seen.has(input.id)) complain(`${path}.${index}.id`, `${input.id} is used twice in this list`);
      seen.add(input.id);
      checkInput(input, `${path}.${index}`, complain);
    });
  }
  const ids = new Set(inputLists(entry).flatMap(({inputs}) => inputs.map(({id}) => id)));
  for (const [id, {pattern}] of Object.entries(entry.inputRules)) {
    if (!ids.has(id)) complain(`inputRules.${id}`, 'is the id of no input');
    try {
      new RegExp(pattern);
    } catch (error) {
      complain(`inputRules.${id}.pattern`, (error as Error).message);
    }
  }
}

/** What an input of this type cannot do without. */
function checkInput(input: Input, path: string, complain: Complain): void {
  const {type, key, defaultValue, requiredScopes = [], scopes} = input;
  if (type === 'CUSTOM_DROPDOWN' && key === undefined)
    complain(`${path}.key`, 'is needed: under this name the app gives the options');
  if (type === 'COPYABLE_BUTTON_INPUT' && typeof defaultValue !== 'string')
    complain(`${path}.defaultValue`, 'is needed: the text to be copied');
  if (type !== 'PERMISSION') return;
  const known = scopes?.values.map(({name}) => name) ?? requiredScopes;
  for (const scope of requiredScopes.filter((name) => !known.includes(name)))
    complain(`${path}.requiredScopes`, `${scope} is not among the scopes`);
}

/** `{name}` in what is filled in must be something that is known when it is filled in. */
function checkTemplates(entry: Integration, complain: Complain): void {
  const lists = inputLists(entry);
  const idsOf = (isWanted: (list: (typeof lists)[number]) => boolean) =>
    lists.filter(isWanted).flatMap(({inputs}) => inputs.map(({id}) => id));
  const first = idsOf(({isFirst}) => isFirst);
  const ofAccount = [...first, ...entry.postOauthInputs.map(({id}) => id)];
  const loaders = Object.keys(entry.options);
  const sources = Object.values(entry.dataSources).flatMap((source) => cacheKeysIn(source));
  const oauthParameters = entry.accountTypes.flatMap(({oauthParameters = []}) =>
    oauthParameters.map(({key}) => key),
  );

  const check = (path: string, template: string, known: readonly string[], kinds: string) => {
    for (const [, name = ''] of template.matchAll(/\{([\w.]+)\}/g)) {
      if (name === 'accessToken' && !known.includes(name))
        complain(path, '{accessToken} has no place in an address: addresses are logged');
      else if (!known.includes(name.split('.')[0] ?? ''))
        complain(path, `{${name}} is nothing that is known here; there may be ${kinds}`);
    }
  };
  check('apiBase', entry.apiBase, first, 'inputs from before the account is connected');
  check('account.path', entry.account.path, first, 'inputs from before the account is connected');
  if (entry.proxyBase) check('proxyBase', entry.proxyBase, ofAccount, 'inputs of the account');
  for (const [key, loader] of Object.entries(entry.options)) {
    const known = [...ofAccount, ...idsOf(() => true), ...loaders, ...sources, ...pageParameters];
    for (const member of ['path', 'query', 'body'] as const)
      for (const name of namesIn(loader[member]))
        check(`options.${key}.${member}`, `{${name}}`, known, 'inputs, and keys of other options');
    const {label, value, inputs} = loader;
    if (!inputs && (!label || !value))
      complain(`options.${key}`, 'needs label and value, or inputs: how an option is made of a record');
    if (loader.body && loader.method !== 'POST')
      complain(`options.${key}.body`, 'is sent with POST only: set method');
  }
  const inHeaders = [...ofAccount, 'accessToken'];
  const headers = {
    authHeaders: entry.authHeaders,
    'account.headers': entry.account.headers ?? {},
    ...Object.fromEntries(
      Object.entries(entry.options).map(([key, {headers}]) => [`options.${key}.headers`, headers ?? {}]),
    ),
  };
  for (const [path, templates] of Object.entries(headers))
    for (const [name, template] of Object.entries(templates)) {
      if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) complain(`${path}.${name}`, 'is no name of a header');
      check(`${path}.${name}`, template, inHeaders, 'accessToken, and inputs of the account');
    }
  for (const member of ['oauth', 'provider'] as const)
    for (const [name, template] of Object.entries(entry[member]?.authorizationParameters ?? {}))
      check(
        `${member}.authorizationParameters.${name}`,
        template ?? '',
        [...first, ...oauthParameters],
        'inputs from before the account is connected, and oauthParameters of account types',
      );
}

/** What a request for a page of options may name besides. */
const pageParameters = ['search', 'cursor'];

function cacheKeysIn(source: unknown): string[] {
  if (source === null || typeof source !== 'object') return [];
  const own: unknown = Reflect.get(source, 'cacheKey');
  return [...(typeof own === 'string' ? [own] : []), ...Object.values(source).flatMap(cacheKeysIn)];
}

function checkWorkflows(entry: Integration, complain: Complain): void {
  entry.workflows.forEach(({defaultEnabled, inputs, trigger, customWebhookTriggerId}, index) => {
    const needed = inputs.find(
      ({required, type, ...input}) =>
        required !== false && input.hidden !== true && type !== 'COPYABLE_BUTTON_INPUT',
    );
    if (defaultEnabled && needed)
      complain(
        `workflows.${index}.defaultEnabled`,
        `cannot be, as the workflow needs the input ${needed.id}: nobody would have been asked for it`,
      );
    if (trigger.type === 'webhook' && !customWebhookTriggerId)
      complain(
        `workflows.${index}.customWebhookTriggerId`,
        'is needed: it is part of the address to post to',
      );
  });
}

/** What entries must not have in common. */
export function checkAcross(catalog: {
  integrations: readonly Integration[];
  resources: readonly Resource[];
}): string[] {
  const problems: string[] = [];
  const taken = new Map<string, {by: string; sharers: unknown}>();
  /** @param sharers What is claimed for the same of these may be claimed again. */
  const claim = (key: string, what: string, by: string, sharers?: unknown) => {
    const former = taken.get(key);
    if (!former) taken.set(key, {by, sharers});
    else if (sharers === undefined || former.sharers !== sharers)
      problems.push(`${what} is used twice; before by ${former.by}`);
  };
  for (const entry of catalog.integrations) {
    const name = `entry "${entry.type}"`;
    claim(entry.type, `${name}: its type`, `another entry`);
    claim(entry.id, `${name}: its id`, name);
    claim(entry.configId, `${name}: its configId`, name);
    for (const {id, description, customWebhookTriggerId: hook} of entry.workflows) {
      const workflow = `the workflow "${description}"`;
      claim(id, `${name}: the id of ${workflow}`, `${workflow} of ${name}`);
      // Several workflows of one integration may start by one webhook.
      if (hook)
        claim(
          hook,
          `${name}: the customWebhookTriggerId of ${workflow}`,
          `${workflow} of ${name}`,
          entry.workflows,
        );
    }
  }
  for (const {id, slug, integration} of catalog.resources) {
    claim(id, `resource "${slug}": its id`, `the resource "${slug}"`);
    if (!catalog.integrations.some(({type}) => type === integration))
      problems.push(`resource "${slug}": integration: there is no integration "${integration}"`);
  }
  return problems;
}
