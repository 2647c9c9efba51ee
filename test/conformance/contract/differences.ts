import {ABSENT} from './compare.js';
import {
  ANNOUNCE,
  ME,
  PROJECT,
  SYNCHRONISE,
  body,
  enable,
  header,
  installOption,
  named,
  ownSource,
  patch,
  requests,
  succeeds,
  workflowChange,
  type Difference,
} from './difference.js';

const failures: readonly Difference[] = [
  {
    reason: 'An integration that the project has not, or has not switched on, has the same error everywhere.',
    cases: [
      'getIntegrationMetadata: of one that is switched off',
      'getIntegrationMetadata: of one that is not there',
      'getIntegrationConfig: of one that is not there',
      'getIntegrationId: of one that is not there',
      'getDataSourceOptions: of an integration that is not there',
      'getFieldOptions: of an integration that is not there',
      'uninstallIntegration: what is not there',
      'connect: of an integration that is not there',
    ],
    differ: named('IntegrationNotFoundError'),
  },
  {
    reason: 'An integration that the user has not connected has the same error everywhere.',
    cases: [
      'updateIntegrationUserSettings: of an integration that is not connected',
      'enableWorkflow: without an account',
      'getTriggers: without an account',
      'getIntegrationAccount: without an account',
    ],
    differ: named('IntegrationNotInstalledError'),
  },
  {
    reason: 'A call without a user has the same error everywhere.',
    cases: [
      'setUserMetadata: without a user it fails',
      'request: without a user',
      'completeInstall: without a user',
      'ExternalFilePicker: without a user',
    ],
    differ: named('UserNotAuthenticatedError'),
  },
  {
    reason: 'What gives a promise never throws, so one handler sees every failure.',
    cases: ['workflow: one that is not there'],
    differ: {'result.atOnce': {official: true, ours: ABSENT}},
  },
  {
    reason: 'What gives a promise never throws, and a missing account has the same error everywhere.',
    cases: ['workflow: without an account'],
    differ: {
      'result.atOnce': {official: true, ours: ABSENT},
      ...named('IntegrationNotInstalledError'),
    },
  },
  {
    reason: 'An event without a name is refused before it is sent.',
    cases: ['event: needs a name'],
    differ: {
      ...requests(['POST /v2/projects/{project}/sdk/events/trigger'], []),
      'result.failure.status': {official: 400, ours: ABSENT},
      'result.failure.message': {
        official: 'The request is not valid. name: Too small: expected string to have >=1 characters.',
        ours: ABSENT,
      },
    },
  },
  {
    reason: 'An event for an account that the user does not have is refused before it is sent.',
    cases: ['event: for an account that is not there'],
    differ: {
      ...requests(['POST /v2/projects/{project}/sdk/events/trigger'], []),
      'result.failure.status': {official: 404, ours: ABSENT},
      'result.failure.message': {official: 'There is no such connected account.', ours: ABSENT},
    },
  },
  {
    reason:
      'The message of a refusal is the sentence of the provider; what else it has said is in `response`.',
    cases: ['request: a refusal of the provider'],
    differ: {'result.end.failure.message': {official: ABSENT, ours: 'resource not found'}},
  },
];

const sessions: readonly Difference[] = [
  {
    reason: 'The state of an integration has the same members whether it is connected or not.',
    cases: ['authenticate: signs in and loads the user with every account'],
    differ: {'result.other.workflowSettings': {official: ABSENT, ours: {}}},
  },
  {
    reason: 'The state of an integration has the same members whether it is connected or not.',
    cases: ['uninstallIntegration: disconnects the only account'],
    differ: {'result.state.configuredWorkflows': {official: ABSENT, ours: {}}},
  },
  {
    reason: 'New metadata can change what the user is offered, so user and integrations are loaded again.',
    cases: ['authenticate: metadata is stored under the names that the service knows'],
    differ: requests([...ME, `PATCH ${PROJECT}/sdk/me`], [...ME, `PATCH ${PROJECT}/sdk/me`, ...ME]),
  },
  {
    reason: 'Whether a token has expired is for the service to say: the clock of this machine may be wrong.',
    cases: ['authenticate: a token that has expired is refused'],
    differ: {
      ...requests([], ME),
      'result.end.failure.name': {official: 'Error', ours: 'UserNotAuthenticatedError'},
      'result.end.failure.status': {official: ABSENT, ours: 401},
      'result.end.failure.message': {official: ABSENT, ours: 'The user token has expired.'},
      // `$session` says that the sign-in has failed; what is drawn of the user stays until somebody signs in.
      'result.user': {official: false, ours: true},
    },
  },
  {
    reason: 'The token is never handed out.',
    cases: ['setUserMetadata: gives the user'],
    differ: {
      result: {
        official: ['authenticated', 'integrations', 'meta', 'resources', 'token', 'userId'],
        ours: ['authenticated', 'integrations', 'meta', 'resources', 'userId'],
      },
    },
  },
  {
    reason: 'The token is never handed out.',
    cases: ['updateIntegrationUserSettings: changes one value and leaves the others'],
    differ: {
      'result.user': {
        official: ['authenticated', 'integrations', 'meta', 'resources', 'token', 'userId'],
        ours: ['authenticated', 'integrations', 'meta', 'resources', 'userId'],
      },
    },
  },
  {
    reason: 'The token is never handed out.',
    cases: ['subscribe: hands out nothing with the token'],
    differ: {result: {official: true, ours: false}},
  },
  {
    reason: 'Of a user who is signed out nothing is left.',
    cases: ['configureGlobal: signs out, and finds the services below the host'],
    differ: {
      'result.user': {
        official: ['authenticated', 'userId', 'integrations', 'meta', 'resources'],
        ours: ['authenticated'],
      },
    },
  },
];

const settings: readonly Difference[] = [
  {
    reason: 'External ids of accounts are understood everywhere.',
    cases: ['updateIntegrationUserSettings: of an account by external id'],
    differ: {...requests([], [patch('second')]), ...succeeds()},
  },
  {
    reason: 'External ids of configurations are understood everywhere, as the reference says.',
    cases: ['updateIntegrationUserSettings: of a configuration by external id'],
    differ: {...requests([], [patch('slack')]), ...succeeds()},
  },
  {
    reason: 'External ids of configurations are understood everywhere, as the reference says.',
    cases: ['updateWorkflowUserSettings: of a configuration by external id'],
    differ: {...requests([enable], [enable, patch('slack')]), ...succeeds()},
  },
  {
    reason: 'Updates of one account wait for one another, so that none loses what another one has stored.',
    cases: ['updateIntegrationUserSettings: two at a time'],
    differ: {
      'requests.1.body.config.sharedSettings.channel': {official: 'C010000', ours: 'C010001'},
      'result.channel': {official: 'C010000', ours: 'C010001'},
    },
  },
  {
    reason: 'A workflow can be set up before it is switched on.',
    cases: ['updateWorkflowUserSettings: of a workflow that was never on'],
    differ: {
      ...requests([], [patch('slack')]),
      ...succeeds({[ANNOUNCE]: {enabled: false, settings: {prefix: 'Hooray!'}}}),
    },
  },
  {
    reason: 'The id goes into the path, whatever the account was named by.',
    cases: ['createConfiguration: of an account by external id'],
    differ: {
      'requests.0.call': {
        official: `POST ${PROJECT}/sdk/credentials/ext:team/configurations`,
        ours: `POST ${PROJECT}/sdk/credentials/{slack account}/configurations`,
      },
    },
  },
  {
    reason: 'Headless, no portal is shown, so none is closed.',
    cases: [
      'destroyConfiguration: closes the portal that shows it',
      'closePortal: tells nobody of a portal that was not shown',
    ],
    differ: {
      result: {
        official: [
          {
            name: 'onPortalClose',
            event: {integrationId: '29515da1-d188-4a33-92f4-18f98e1c7ae0', integrationType: 'slack'},
            userId: '{user}',
          },
        ],
        ours: [],
      },
    },
  },
];

const workflows: readonly Difference[] = [
  {
    reason: 'Whoever shows a switch hears when it was turned elsewhere.',
    cases: ['enableWorkflow: switches it on'],
    differ: workflowChange(true),
  },
  {
    reason: 'Whoever shows a switch hears when it was turned elsewhere.',
    cases: ['disableWorkflow: switches it off'],
    differ: workflowChange(false),
  },
  {
    reason: 'A switch that is as it should be is no failure: it may have been turned elsewhere.',
    cases: ['enableWorkflow: one that is on already'],
    differ: {...requests([], [enable]), ...succeeds()},
  },
  {
    reason: 'A switch that is as it should be is no failure: it may have been turned elsewhere.',
    cases: ['disableWorkflow: one that is off already'],
    differ: {...requests([], [`DELETE ${PROJECT}/sdk/workflows/${SYNCHRONISE}`]), ...succeeds()},
  },
  {
    reason: 'A switch that is as it should be is no failure: it may have been turned elsewhere.',
    cases: ['updateWorkflowState: those that are as they should be'],
    differ: {
      ...requests([], [enable, `DELETE ${PROJECT}/sdk/workflows/${SYNCHRONISE}`]),
      result: {official: [ANNOUNCE, SYNCHRONISE], ours: []},
    },
  },
  {
    reason: 'A body is sent as `fetch` sends it.',
    cases: ['workflow: with a form'],
    differ: {...body({}, ['name']), ...header('content-type', 'application/json', 'multipart/form-data')},
  },
  {
    reason: 'External ids are understood everywhere: the service gets the id.',
    cases: ['event: for an account by external id', 'request: with an account by external id'],
    differ: header('x-paragon-credential', 'ext:team', '{second account}'),
  },
  {
    reason: 'A configuration brings its account along.',
    cases: ['event: for a configuration alone'],
    differ: {...requests([], ['POST /v2/projects/{project}/sdk/events/trigger']), ...succeeds()},
  },
  {
    reason: 'The address is known without waiting, so it is given at once, as the reference shows.',
    cases: ['getCustomWebhookUserManualUrl: of the current account'],
    differ: {'result.isText': {official: false, ours: true}},
  },
  {
    reason: 'The address is given at once, as the reference shows, so a failure is told at once, too.',
    cases: ['getCustomWebhookUserManualUrl: of a workflow that is not there'],
    differ: {'result.atOnce': {official: ABSENT, ours: true}},
  },
  {
    reason: 'The address is given at once, and a missing account has the same error everywhere.',
    cases: ['getCustomWebhookUserManualUrl: without an account'],
    differ: {'result.atOnce': {official: ABSENT, ours: true}, ...named('IntegrationNotInstalledError')},
  },
  {
    reason: 'The user is loaded again, so that the resource shows the account that it has now.',
    cases: ['connectAction: connects a resource by its slug'],
    differ: {
      ...requests(
        [`POST ${PROJECT}/sdk/resources/21fa4036-d65e-44de-a7fd-47660edf510c/connect`],
        [`POST ${PROJECT}/sdk/resources/21fa4036-d65e-44de-a7fd-47660edf510c/connect`, ME[0]!],
      ),
      'result.resources.0.credentialId': {official: ABSENT, ours: '{id 1}'},
      'result.resources.0.credentialStatus': {official: ABSENT, ours: 'VALID'},
    },
  },
  {
    reason: 'External ids are understood everywhere.',
    cases: ['getTriggers: of an account by external id'],
    differ: {...requests([], [`GET ${PROJECT}/triggers`]), ...succeeds(['slack'])},
  },
  {
    reason:
      'The account is named, so that it is the current one that answers, and the query says what is wanted.',
    cases: [
      'getIntegrationAccount: of the current account',
      'getIntegrationAccount: of the current one of several',
    ],
    differ: {
      ...header('x-paragon-credential', ABSENT, '{slack account}'),
      'requests.0.query.includeAccountAuth': {official: 'undefined', ours: 'false'},
    },
  },
  {
    reason: 'The query says what is wanted.',
    cases: ['getIntegrationAccount: of an account by id'],
    differ: {'requests.0.query.includeAccountAuth': {official: 'undefined', ours: 'false'}},
  },
  {
    reason: 'The account is named, so that it is the current one that answers.',
    cases: ['getIntegrationAccount: with its access token'],
    differ: header('x-paragon-credential', ABSENT, '{googledrive account}'),
  },
  {
    reason: 'Of an account that was removed, nothing is shown as another one’s.',
    cases: ['uninstallIntegration: of two accounts the current one'],
    differ: {
      'result.credentialConfigId': {official: '{sendgrid configuration}', ours: '{second configuration}'},
      'result.sharedSettings.sender': {official: 'one@vega.example', ours: 'two@vega.example'},
    },
  },
];

const bodies: readonly Difference[] = [
  {
    reason: 'Headers are taken as `fetch` takes them.',
    cases: ['request: with headers as an object of their own'],
    differ: header('x-order', ABSENT, '7'),
  },
  {
    reason: 'A body is sent as `fetch` sends it.',
    cases: ['request: with search parameters'],
    differ: {
      ...body({}, 'text=Good+morning'),
      ...header('content-type', 'auto', 'application/x-www-form-urlencoded;charset=UTF-8'),
    },
  },
  {
    reason: 'A body is sent as `fetch` sends it.',
    cases: ['request: with a form'],
    differ: {...body({}, ['name']), ...header('content-type', 'auto', 'multipart/form-data')},
  },
  {
    reason: 'A body is sent as `fetch` sends it.',
    cases: ['request: with a file'],
    differ: {...body({}, 'a,b'), ...header('content-type', 'auto', 'text/csv')},
  },
  {
    reason: 'With several accounts the current one is named, so that it is the one that is asked.',
    cases: ['request: of one of several accounts, with no choice'],
    differ: header('x-paragon-credential', ABSENT, '{slack account}'),
  },
  {
    reason: 'Each request has an answer of its own.',
    cases: ['request: two equal ones at a time'],
    differ: {
      ...requests(
        [`GET ${PROJECT}/sdk/proxy/slack/conversations.list`],
        Array.from({length: 2}, () => `GET ${PROJECT}/sdk/proxy/slack/conversations.list`),
      ),
      'result.1.failure': {official: {name: 'Error'}, ours: ABSENT},
      'result.1.value': {official: ABSENT, ours: true},
    },
  },
];

const installs: readonly Difference[] = [
  {
    reason: 'Every request has the same headers.',
    cases: [
      'installFlow.start: opens the window of the provider',
      'installFlow.start: kinds of accounts, then an instruction, then the window',
      'installFlow.start: sends the provider back to another address',
      'installFlow.start: a window that takes too long',
      'installFlow.setPostOptions: finishes the account',
      'installFlow.cancel: removes an account that lacks its answers',
      'installIntegration: gives the account that was connected',
      'installIntegration: tells onInstall',
      'installIntegration: tells onSuccess',
      'installIntegration: a further account with an external id',
      'installIntegration: a window that takes too long',
      'installIntegration: without the questions after the sign-in',
      'installIntegration: with the portal afterwards',
      'installIntegration: sends the provider back to another address',
      'installIntegration: an account in place of another one',
      'installIntegration: a refusal at the provider',
      'startOAuthFlow: connects a further account',
    ],
    differ: {
      ...header('accept', ABSENT, 'application/json'),
      ...header('x-paragon-sdk-version', ABSENT, '2.4.0'),
    },
  },
  {
    reason: 'The texts of an instruction are our own.',
    cases: ['installFlow.start: kinds of accounts, then an instruction, then the window'],
    differ: {
      'result.1.1.ctas.0.label': {official: 'Install', ours: 'Install package'},
      'result.1.1.finish.label': {official: "I've installed the package", ours: 'I have installed it'},
    },
  },
  {
    reason: 'The state of a new account is complete at once.',
    cases: ['installFlow.start: a further account'],
    differ: {
      'result.configMeta': {official: ABSENT, ours: {}},
      'result.credentialConfigId': {official: ABSENT, ours: '{id 2}'},
      'result.sharedSettings': {official: ABSENT, ours: {}},
      ...Object.fromEntries(
        ['configuredWorkflows', 'workflowSettings'].map((member) => [
          `result.${member}`,
          {
            official: ABSENT,
            ours: {'1468a965-f7f2-444e-af57-214657839873': {enabled: true, settings: {}}},
          },
        ]),
      ),
    },
  },
  {
    reason: 'Nothing is asked of the service if there is no window to show the answer.',
    cases: ['installFlow.start: a window that is blocked'],
    differ: requests(['GET /v2/projects/{project}/sdk/actions/build-oauth'], []),
  },
  {
    reason: 'A flow that cannot start has no stage.',
    cases: ['installFlow.start: without a user'],
    differ: {
      'result.errors.0.stage': {official: 'oauth', ours: null},
      'result.stages': {official: [{done: false, stage: 'oauth'}], ours: []},
    },
  },
  {
    reason: 'Answers without a flow that waits for them are refused, and nothing is sent.',
    cases: ['installFlow.setPreOptions: without a flow'],
    differ: {
      ...requests([`POST ${PROJECT}/sdk/credentials`], []),
      'result.failure': {official: ABSENT, ours: {name: 'NoActiveInstallFlowError'}},
    },
  },
  {
    reason: 'Answers without a flow that waits for them are refused, and nothing is sent.',
    cases: ['installFlow.cancel: forgets what was given'],
    differ: {'result.next.failure': {official: ABSENT, ours: {name: 'NoActiveInstallFlowError'}}},
  },
  {
    reason:
      'The stage names the account, and options are asked for with it: others may be connected already.',
    cases: ['installFlow.setPostOptions: finishes the account'],
    differ: {
      'requests.2.headers.x-paragon-credential': {official: ABSENT, ours: '{id 1}'},
      'result.notes.stages.1.credentialId': {official: ABSENT, ours: '{id 1}'},
    },
  },
  {
    reason: 'The state of an integration has the same members whether it is connected or not.',
    cases: ['installFlow.cancel: removes an account that lacks its answers'],
    differ: {'result.configuredWorkflows': {official: ABSENT, ours: {}}},
  },
  {
    reason: 'What a sign-in is for is said in the same way, whatever it was started with.',
    cases: [
      'installIntegration: gives the account that was connected',
      'installIntegration: tells onInstall',
      'installIntegration: tells onSuccess',
      'installIntegration: a further account with an external id',
      'installIntegration: a window that takes too long',
      'installIntegration: without the questions after the sign-in',
      'installIntegration: with the portal afterwards',
      'installIntegration: an account in place of another one',
      'installIntegration: a refusal at the provider',
    ],
    differ: installOption('userProvidedIntegrationConfig', {}),
  },
  {
    reason: 'What a sign-in is for is said in the same way, whatever it was started with.',
    cases: ['startOAuthFlow: connects a further account'],
    differ: {
      ...installOption('userProvidedIntegrationConfig', {}),
      ...installOption('isApiInstallation', true),
      ...installOption('showPortalAfterInstall', false),
      ...installOption('bypassPostOAuthPrompt', false),
    },
  },
  {
    reason: 'The address is given under both names that the service knows.',
    cases: ['installFlow.start: sends the provider back to another address'],
    differ: installOption('overrideRedirectUrl', 'https://localhost/redirect'),
  },
  {
    reason: 'The address is given under both names that the service knows.',
    cases: ['installIntegration: sends the provider back to another address'],
    differ: {
      ...installOption('overrideRedirectUrl', 'https://localhost/redirect'),
      ...installOption('userProvidedIntegrationConfig', {
        overrideRedirectUrl: 'https://localhost/redirect',
      }),
    },
  },
  {
    reason: 'A window that takes too long is told, whatever it was started with.',
    cases: [
      'installIntegration: a window that takes too long',
      'installIntegration: without the questions after the sign-in',
      'installIntegration: with the portal afterwards',
      'installIntegration: sends the provider back to another address',
      'installIntegration: an account in place of another one',
    ],
    differ: {result: {official: [], ours: ['OAuthTimeoutError']}},
  },
  {
    reason: 'A package has to be installed first, and only `installFlow` can say so without a portal.',
    cases: ['installIntegration: of a kind of account'],
    differ: {
      ...requests(['GET /v2/projects/{project}/sdk/actions/build-oauth'], []),
      windows: {official: [`GET ${PROJECT}/sdk/actions/oauth-nonce`], ours: []},
      result: {official: [], ours: ['ParagonError']},
    },
  },
  {
    reason: 'A request names no account but the one that it is about.',
    cases: ['installIntegration: a further account with an external id'],
    differ: {'requests.1.headers.x-paragon-credential': {official: '{slack account}', ours: ABSENT}},
  },
  {
    reason: 'What gives a promise never throws, so one handler sees every failure.',
    cases: [
      'installIntegration: an external id that is taken',
      'installIntegration: what is connected already',
      'installIntegration: without a user',
      'installIntegration: either the questions or the portal afterwards',
    ],
    differ: {'result.atOnce': {official: true, ours: ABSENT}},
  },
  {
    reason: 'What gives a promise never throws, and a missing integration has the same error everywhere.',
    cases: ['installIntegration: what is not there', 'startOAuthFlow: of an integration that is not there'],
    differ: {'result.atOnce': {official: true, ours: ABSENT}, ...named('IntegrationNotFoundError')},
  },
  {
    reason: 'An install is told to everybody, however it was finished, and gives the account.',
    cases: ['completeInstall: connects by the code of a marketplace'],
    differ: {
      'result.heard': {official: [], ours: ['onIntegrationInstall']},
      'result.answer': {
        official: ABSENT,
        ours: ['credential', 'credentialId', 'integrationId', 'integrationType'],
      },
    },
  },
  {
    reason: 'An address that the service would not take is refused before it is sent.',
    cases: ['completeInstall: needs a code and an address that can be read'],
    differ: {
      ...requests([`POST ${PROJECT}/sdk/credentials`], []),
      'result.1.failure.status': {official: 400, ours: ABSENT},
      'result.1.failure.message': {
        official:
          'redirectUrl must be an https address, or one on this machine, as browsers write it: without user name, fragment, or anything that they would repair.',
        ours: ABSENT,
      },
    },
  },
  {
    reason: 'The event tells of the account, as the reference says, however it was connected.',
    cases: ['_oauthCallback: connects with a key'],
    differ: {
      'result.told.0': {
        official: ['integrationId', 'integrationType'],
        ours: ['credential', 'credentialId', 'integrationId', 'integrationType'],
      },
    },
  },
  {
    reason: 'A flow that is over has forgotten what was given: it may be a secret.',
    cases: ['installFlow.setPostOptions: finishes the account'],
    differ: {'result.notes.stages.2': {official: {JIRA_CLOUD_ID: '{id 2}'}, ours: null}},
  },
];

const options: readonly Difference[] = [
  {
    reason: 'Who asks for the same thing while it is on its way gets the same answer.',
    cases: ['getFieldOptions: two equal ones at a time'],
    differ: requests(
      Array.from({length: 2}, () => `POST ${PROJECT}/sdk/actions`),
      [`POST ${PROJECT}/sdk/actions`],
    ),
  },
  {
    reason: 'A fixed list is a source like any other, as the reference says.',
    cases: ['getSourcesForInput: of a list of the project'],
    differ: {
      result: {
        official: null,
        ours: {
          kind: 'single',
          source: {
            type: 'STATIC_ENUM_DATA_SOURCE',
            id: 'lifecycleStages',
            title: 'Lifecycle stage',
            values: [
              {label: 'Subscriber', value: 'subscriber'},
              {label: 'Lead', value: 'lead', subtitle: 'Has shown interest'},
              {label: 'Customer', value: 'customer'},
            ],
          },
        },
      },
    },
  },
  {
    reason: 'A fixed list is a source like any other, as the reference says.',
    cases: ['getSourcesForInput: of a list of its own'],
    differ: {
      result: {
        official: null,
        ours: {
          kind: 'single',
          source: {
            type: 'STATIC_ENUM_DATA_SOURCE',
            id: 'one',
            title: 'One',
            values: [
              {label: 'Open', value: 'Open'},
              {label: 'Shut', value: 'shut'},
            ],
          },
        },
      },
    },
  },
  {
    reason: 'A loader of the app takes a cursor, and its source says so.',
    cases: ['setDataSources: loaders for dropdowns'],
    differ: {'result.found.source.supportPagination': {official: ABSENT, ours: true}},
  },
  {
    reason: 'A loader of the app takes a cursor, and its source says so.',
    cases: ['setDataSources: loaders for a field mapping'],
    differ: {
      'result.sources.recordSource.supportPagination': {official: ABSENT, ours: true},
      'result.sources.fieldSource.supportPagination': {official: ABSENT, ours: true},
    },
  },
  {
    reason: 'What is meant for one integration wins there, as the reference says.',
    cases: ['setDataSources: a loader of one integration wins over a common list'],
    differ: {
      'result.0.source.type': {official: 'STATIC_ENUM_DATA_SOURCE', ours: 'DYNAMIC_DATA_SOURCE'},
      'result.0.source.id': {official: 'teams', ours: ABSENT},
      'result.0.source.values': {
        official: [
          {label: 'Harbor', value: 'harbor'},
          {label: 'Beacon', value: 'beacon'},
        ],
        ours: ABSENT,
      },
      'result.0.source.cacheKey': {official: ABSENT, ours: 'teams'},
      'result.0.source.refreshDependencies': {official: ABSENT, ours: []},
      'result.0.source.supportPagination': {official: ABSENT, ours: true},
    },
  },
  {
    reason: 'What is meant for one integration is used for that one only.',
    cases: ['setDataSources: a loader of one integration serves no other one'],
    differ: {'result.1.label': {official: 'of HubSpot - -', ours: 'common - -'}},
  },
  {
    reason: 'Fields of the app are optional beside loaders, as the reference says.',
    cases: ['setDataSources: loaders for a field mapping without fields of the app'],
    differ: {
      ...requests(
        Array.from({length: 2}, () => `POST ${PROJECT}/sdk/actions`),
        [],
      ),
      'result.value.records': {official: ABSENT, ours: {label: '["Order","-","s"]', value: 'x'}},
      'result.value.fields.label': {official: 'Deal name', ours: '["Order","deals","-","-"]'},
      'result.value.fields.value': {official: 'dealname', ours: 'x'},
      ...ownSource('recordSource', 'objectTypes'),
      ...ownSource('fieldSource', 'integrationFields'),
    },
  },
  {
    reason: 'The account is named, so that it is the current one that answers.',
    cases: [
      'getFieldOptions: by the key of a source',
      'getFieldOptions: by a source',
      'getFieldOptions: that match a search',
      'getFieldOptions: of a further page',
      'getFieldOptions: that depend on a choice',
      'getFieldOptions: that lack the choice',
      'getFieldOptions: of the current one of several accounts',
      'getFieldOptions: of a source that is not there',
    ],
    differ: header('x-paragon-credential', ABSENT, '{hubspot account}'),
  },
];

const portals: readonly Difference[] = [
  {
    reason: 'What was given to `connect()` is there for inputs that the page draws itself, too.',
    cases: ['connect: takes lists for dropdowns'],
    differ: {
      'result.source.values': {
        official: [
          {label: 'Everybody', value: 'all'},
          {label: 'Paying customers', value: 'paying'},
        ],
        ours: [{label: 'Harbor', value: 'harbor'}],
      },
    },
  },
  {
    reason: 'What was given to `connect()` is there for inputs that the page draws itself, too.',
    cases: ['connect: takes fields of the app'],
    differ: {
      'result.mapObjectFieldOptions': {official: ABSENT, ours: [{label: 'Name', value: 'name'}]},
    },
  },
  {
    reason: 'Whoever shows a switch hears when it was turned elsewhere.',
    cases: ['connect: calls onWorkflowChange'],
    differ: {
      result: {
        official: [],
        ours: [
          {
            integrationId: '29515da1-d188-4a33-92f4-18f98e1c7ae0',
            workflowId: ANNOUNCE,
            workflowStateChange: {enabled: true},
          },
        ],
      },
    },
  },
];

/** The one table of intended differences. */
export const differences: readonly Difference[] = [
  ...failures,
  ...sessions,
  ...settings,
  ...workflows,
  ...bodies,
  ...installs,
  ...options,
  ...portals,
];
