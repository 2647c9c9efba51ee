import type {Credential, CredentialConfiguration} from '../../src/core/types/user.js';

/** What a test wants a route to answer instead of the usual: a response, or an error for a broken connection. */
export type Answer = () => Response | Promise<Response>;

export interface RecordedRequest {
  readonly method: string;
  /** Path below `/projects/{id}`, with `/v2` in front where the protocol has it. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  readonly body: unknown;
}

export const PROJECT_ID = '7f1c0c52-3f0e-4f52-9a53-2b1d6a0f4e10';
export const HOST = 'http://localhost:4400';

export const WORKFLOW_ID = '907e91d4-2d61-49fe-8047-0a049d4b11b3';
export const OTHER_WORKFLOW_ID = '1a7e91d4-2d61-49fe-8047-0a049d4b11b4';

export const json = (value: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(value), {status, headers: {'Content-Type': 'application/json', ...headers}});

export const failure = (status: number, message: string, code = '0000', meta: object = {}): Response =>
  json({message, code, status, meta}, status);

/** A user token as the service would accept it; nobody here checks its signature. */
export function token(user: string, expiresIn = 3600): string {
  const encode = (value: object) =>
    btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  const now = Math.floor(Date.now() / 1000);
  return `${encode({alg: 'RS256'})}.${encode({sub: user, iat: now, exp: now + expiresIn})}.signature`;
}

let count = 0;
/** A new id of version 4. */
export const uuid = (): string => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`;

export function credentialOf(integrationId: string, more: Partial<Credential> = {}): Credential {
  const id = more.id ?? uuid();
  const date = '2026-03-01T08:00:00.000Z';
  return {
    projectId: PROJECT_ID,
    integrationId,
    personaId: 'e1a2b3c4-d5e6-4f70-8a91-b2c3d4e5f601',
    status: 'VALID',
    providerId: 'T024BE7LD',
    providerData: {},
    configurations: [
      {
        id: uuid(),
        connectCredentialId: id,
        isDefault: true,
        configMeta: {},
        sharedSettings: {},
        workflowSettings: {},
        dateCreated: date,
        dateUpdated: date,
      },
    ],
    dateCreated: date,
    dateUpdated: date,
    ...more,
    id,
  };
}

const record = (index: number, type: string, name: string, more: object = {}) => ({
  id: `0b8f5f0e-5c6a-4b7e-8a51-6f2f6b0d9a0${index}`,
  projectId: PROJECT_ID,
  customIntegration: null,
  type,
  name,
  brandColor: '#4A154B',
  isActive: true,
  authenticationType: 'oauth',
  needPreOauthInputs: false,
  configs: [
    {values: {description: `About ${name}`, overview: '', sharedMeta: {inputs: []}, workflowMeta: {}}},
  ],
  workflows: [],
  sdkIntegrationConfig: {accountTypes: [], authConfigInputs: [], postOauthInputs: [], dataSources: {}},
  ...more,
});

const oauthAccount = (id: string, accountDescription: string) => ({
  id,
  accountDescription,
  scheme: 'oauth',
  oauthParameters: [{key: 'accountType', source: {type: 'VALUE', value: id}}],
});

const apiKeyInput = {id: 'API_KEY', type: 'PASSWORD', title: 'API key', required: true};
const siteInput = {
  id: 'SITE',
  type: 'DYNAMIC_ENUM',
  title: 'Site',
  sourceType: 'getAvailableSites',
  required: true,
};
const siteSource = {type: 'DYNAMIC_DATA_SOURCE', title: 'Site', cacheKey: 'getAvailableSites'};

/** One integration of each kind. */
export const INTEGRATIONS = [
  record(1, 'slack', 'Slack', {
    configs: [
      {
        values: {
          description: 'About Slack',
          overview: '',
          sharedMeta: {inputs: []},
          workflowMeta: {
            [WORKFLOW_ID]: {id: WORKFLOW_ID, order: 0},
            [OTHER_WORKFLOW_ID]: {id: OTHER_WORKFLOW_ID},
          },
        },
      },
    ],
    workflows: [
      {id: WORKFLOW_ID, description: 'Posts a message', customWebhookTriggerId: 'hook-1'},
      {id: OTHER_WORKFLOW_ID, description: 'Posts another one'},
    ],
  }),
  record(2, 'salesforce', 'Salesforce', {
    sdkIntegrationConfig: {
      accountTypes: [oauthAccount('default', 'Production org'), oauthAccount('sandbox', 'Sandbox org')],
      authSchemeOptions: {
        packageInstallUrl: 'https://login.salesforce.com/packaging/installPackage.apexp?p0=04tEXAMPLE',
      },
    },
  }),
  record(3, 'shopify', 'Shopify', {
    needPreOauthInputs: true,
    sdkIntegrationConfig: {
      authConfigInputs: [
        {id: 'SHOP_NAME', type: 'TEXT_NO_VARS', title: 'Store name', suffixLabel: '.myshopify.com'},
      ],
    },
  }),
  record(4, 'jira', 'Jira', {
    sdkIntegrationConfig: {postOauthInputs: [siteInput], dataSources: {getAvailableSites: siteSource}},
  }),
  record(5, 'sendgrid', 'SendGrid', {
    authenticationType: 'basic',
    sdkIntegrationConfig: {authConfigInputs: [apiKeyInput]},
  }),
  record(6, 'keyed', 'Keyed', {
    authenticationType: 'basic',
    sdkIntegrationConfig: {
      authConfigInputs: [apiKeyInput],
      postOauthInputs: [siteInput],
      dataSources: {getAvailableSites: siteSource},
    },
  }),
  record(7, 'custom', 'Harbor CRM', {
    customIntegration: {
      slug: 'custom.harborcrm',
      name: 'Harbor CRM',
      icon: 'https://cdn.example.com/harbor.svg?v=2',
      inputFields: [apiKeyInput],
    },
    authenticationType: 'basic',
    sdkIntegrationConfig: null,
  }),
  record(8, 'asleep', 'Asleep', {isActive: false}),
  record(9, 'bare', 'Bare', {authenticationType: 'basic'}),
];

/**
 * The service in memory, as far as the client needs it. Requests are recorded; `answer()` makes a route misbehave;
 * `finishOAuth()` is the provider saying yes.
 */
export function createFakeService() {
  const requests: RecordedRequest[] = [];
  const answers: {method: string; path: string; answer: Answer; times: number}[] = [];
  const accounts = new Map<string, Map<string, Credential[]>>();
  const attempts = new Map<string, object>();
  const metadata = new Map<string, object>();
  let features: readonly string[] | undefined = ['headless-cp', 'dfm'];
  let lastAttempt:
    {id: string; integrationId: string; user: string; options: Record<string, unknown>} | undefined;

  const accountsOf = (user: string, type: string): Credential[] => {
    const all = accounts.get(user) ?? new Map<string, Credential[]>();
    accounts.set(user, all);
    const list = all.get(type) ?? [];
    all.set(type, list);
    return list;
  };
  const typeOf = (entry: (typeof INTEGRATIONS)[number]): string =>
    (entry.customIntegration as {slug?: string} | null)?.slug ?? entry.type;
  const integrationOf = (id: string) => INTEGRATIONS.find((entry) => entry.id === id);

  function create(user: string, integrationId: string, options: Record<string, unknown> = {}): Credential {
    const entry = integrationOf(integrationId);
    if (!entry) throw new Error(`no integration ${integrationId}`);
    const list = accountsOf(user, typeOf(entry));
    const hasPostInputs =
      ((entry.sdkIntegrationConfig as {postOauthInputs?: unknown[]} | null)?.postOauthInputs ?? []).length >
      0;
    const credential = credentialOf(integrationId, {
      id: options['selectedCredentialId'] as string | undefined,
      externalId: options['externalId'] as string | undefined,
      status: hasPostInputs ? 'PENDING' : 'VALID',
    });
    const index = list.findIndex(({id}) => id === credential.id);
    if (index < 0) list.push(credential);
    else list[index] = credential;
    return credential;
  }

  function find(user: string, id: string): Credential | undefined {
    return [...(accounts.get(user)?.values() ?? [])].flat().find((credential) => credential.id === id);
  }

  function route(request: RecordedRequest, user: string): Response {
    const {method, path, body} = request;
    const values = (body ?? {}) as Record<string, unknown>;
    const key = `${method} ${path}`;
    if (key === 'GET /sdk/me') {
      const entries = INTEGRATIONS.map((entry) => [
        typeOf(entry),
        {enabled: false, allCredentials: accountsOf(user, typeOf(entry))},
      ]);
      return json({
        authenticated: true,
        userId: user,
        ...(features && {project: {id: PROJECT_ID, accessibleFeatures: features}}),
        meta: metadata.get(user) ?? {},
        resources: [],
        integrations: Object.fromEntries(entries),
      });
    }
    if (key === 'PATCH /sdk/me') {
      metadata.set(user, {...metadata.get(user), ...(values['meta'] as object)});
      return json({});
    }
    if (key === 'GET /sdk/integrations') return json(INTEGRATIONS);
    if (key === 'GET /v2/sdk/actions/build-oauth') {
      lastAttempt = {
        id: request.query.get('oauthMetaKeyId') ?? '',
        integrationId: request.query.get('integrationId') ?? '',
        user,
        options: JSON.parse(request.query.get('installOptions') ?? '{}') as Record<string, unknown>,
      };
      return json({redirectUrl: 'http://localhost:4401/authorize?state=abc'});
    }
    const [, section, ...rest] = path.split('/').slice(1);
    if (section === 'actions' && rest[0] === 'session-id') {
      if (method === 'DELETE') return new Response(null, {status: 204});
      return json(attempts.get(rest[1] ?? '') ?? {});
    }
    if (key === 'POST /sdk/actions') {
      return json({output: {records: [{label: 'Vega', value: 'site-1'}], nextPageCursor: null}});
    }
    if (key === 'POST /sdk/credentials') {
      const options = (values['installOptions'] ?? {}) as Record<string, unknown>;
      if ((values['payload'] as {API_KEY?: string} | undefined)?.API_KEY === 'wrong') {
        return failure(400, 'The API key is not valid.', '7003', {isIntegrationError: true});
      }
      return json(create(user, String(values['integrationId']), options), 201);
    }
    if (section === 'credentials' && rest[0]) {
      const credential = find(user, rest[0]);
      if (!credential) return failure(404, 'There is no such credential.');
      const replace = (changed: Credential) => {
        const list = accountsOf(user, typeOf(integrationOf(credential.integrationId)!));
        list[list.indexOf(credential)] = changed;
        return json(changed);
      };
      if (rest[1] === 'complete-setup') return replace({...credential, status: 'VALID'});
      const configurationId = request.headers.get('X-Paragon-Configuration-Id');
      if (rest[1] === 'configurations') {
        return replace({...credential, configurations: changedConfigurations(credential, request)});
      }
      if (method === 'PATCH') {
        const config = values['config'] as Partial<CredentialConfiguration>;
        const configurations = credential.configurations.map((one) =>
          one.id === configurationId ? {...one, ...config} : one,
        );
        return replace({...credential, configurations});
      }
      return json(credential);
    }
    if (section === 'workflows') return json({});
    if (section === 'integrations' && method === 'DELETE') {
      const list = accountsOf(user, typeOf(integrationOf(rest[0] ?? '')!));
      const index = list.findIndex(({id}) => id === request.headers.get('X-Paragon-Credential'));
      if (index < 0) return failure(404, 'There is no such credential.');
      list.splice(index, 1);
      return json({});
    }
    return failure(404, `No route ${key}`);
  }

  async function fakeFetch(input: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(input);
    const method = init.method ?? 'GET';
    const path = url.pathname.replace(`/projects/${PROJECT_ID}`, '');
    const headers = new Headers(init.headers);
    const body = readBody(init.body);
    const request: RecordedRequest = {method, path, query: url.searchParams, headers, body};
    requests.push(request);
    if (init.signal?.aborted) throw new DOMException('aborted', 'AbortError');
    const special = answers.find(
      (entry) => entry.times > 0 && entry.method === method && path.startsWith(entry.path),
    );
    if (special) {
      special.times--;
      return abortable(Promise.resolve(special.answer()), init.signal ?? undefined);
    }
    if (path === '/sdk/actions/oauth-nonce') return new Response('');
    const bearer = headers.get('Authorization')?.replace('Bearer ', '') ?? '';
    const claims = JSON.parse(atob(bearer.split('.')[1] ?? 'e30=')) as {sub?: string; exp?: number};
    if (!claims.sub || (claims.exp ?? 0) * 1000 < Date.now()) {
      return failure(401, 'User token is not valid', '0501');
    }
    // Time to change one's mind, as on a real network.
    await abortable(Promise.resolve(), init.signal ?? undefined);
    return route(request, claims.sub);
  }

  return {
    fetch: fakeFetch,
    requests,
    /** Requests of a route, by method and the beginning of the path. */
    requestsOf: (method: string, path: string) =>
      requests.filter((request) => request.method === method && request.path.startsWith(path)),
    /** Makes a route answer something else for the next times. */
    answer: (method: string, path: string, answer: Answer, times = 1) =>
      void answers.push({method, path, answer, times}),
    /** The provider said yes to the latest attempt. */
    finishOAuth(): Credential {
      if (!lastAttempt) throw new Error('no attempt');
      const {id, user, integrationId, options} = lastAttempt;
      const credential = create(user, integrationId, options);
      attempts.set(id, {connectCredentialId: credential.id});
      return credential;
    },
    /** The provider said no to the latest attempt. */
    refuseOAuth(message = 'The user denied access'): void {
      if (lastAttempt) attempts.set(lastAttempt.id, {error: {message, code: 'access_denied'}});
    },
    /** What the project's plan includes; `undefined`: the service does not say. */
    setFeatures: (included: readonly string[] | undefined) => void (features = included),
    /** Puts an account there as if it had been connected before. */
    install(user: string, type: string, more: Partial<Credential> = {}): Credential {
      const entry = INTEGRATIONS.find((other) => typeOf(other) === type);
      if (!entry) throw new Error(`no integration ${type}`);
      const credential = credentialOf(entry.id, more);
      accountsOf(user, type).push(credential);
      return credential;
    },
    accountsOf,
  };
}

/** An account's configurations after a request has added, changed or removed one. */
function changedConfigurations(
  {id, configurations}: Credential,
  {method, headers, body}: RecordedRequest,
): readonly CredentialConfiguration[] {
  const meant = headers.get('X-Paragon-Configuration-Id');
  const values = body as {externalId?: string; meta?: Record<string, unknown>};
  if (method === 'DELETE') return configurations.filter((one) => one.id !== meant);
  if (method === 'PATCH') {
    return configurations.map((one) => (one.id === meant ? {...one, configMeta: values.meta ?? {}} : one));
  }
  const date = '2026-04-01T08:00:00.000Z';
  const made = {id: uuid(), connectCredentialId: id, isDefault: false, externalId: values.externalId};
  return [
    {...made, configMeta: {}, sharedSettings: {}, workflowSettings: {}, dateCreated: date, dateUpdated: date},
    ...configurations,
  ];
}

/** JSON as a value; anything else as it was given to `fetch`. */
function readBody(body: RequestInit['body']): unknown {
  if (typeof body !== 'string') return body ?? undefined;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

export type FakeService = ReturnType<typeof createFakeService>;

function abortable<T>(promise: Promise<T>, signal?: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
    promise.then(resolve, reject);
  });
}
