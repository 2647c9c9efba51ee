const byMember = {
  authenticate: ['metadata'],
  configureGlobal: ['overrideEnvs'],
  connect: [
    'onError',
    'onUninstall',
    'onWorkflowChange',
    'onOpen',
    'mapObjectFields',
    'dropdowns',
    'externalId',
    'selectedCredentialId',
    'selectedConfigurationId',
  ],
  installIntegration: [
    'onSuccess',
    'onInstall',
    'onError',
    'accountType',
    'externalId',
    'selectedCredentialId',
    'allowMultipleCredentials',
    'showPortalAfterInstall',
    'bypassPostOAuthPrompt',
    'overrideRedirectUrl',
    'oauthTimeout',
  ],
  'installFlow.start': [
    'onNext',
    'onComplete',
    'onError',
    'externalId',
    'selectedCredentialId',
    'allowMultipleCredentials',
    'overrideRedirectUrl',
    'oauthTimeout',
  ],
  completeInstall: ['authorizationCode', 'redirectUrl', 'integrationOptions', 'showPortalAfterInstall'],
  startOAuthFlow: ['onSuccess'],
  uninstallIntegration: ['selectedCredentialId'],
  enableWorkflow: ['selectedCredentialId', 'selectedConfigurationId'],
  disableWorkflow: ['selectedCredentialId', 'selectedConfigurationId'],
  updateWorkflowState: ['selectedCredentialId', 'selectedConfigurationId'],
  updateIntegrationUserSettings: ['selectedCredentialId', 'selectedConfigurationId'],
  updateWorkflowUserSettings: ['selectedCredentialId', 'selectedConfigurationId'],
  createConfiguration: ['externalId'],
  updateConfiguration: ['meta'],
  workflow: ['body', 'query', 'headers', 'selectedCredentialId', 'selectedConfigurationId'],
  event: ['selectedCredentialId', 'selectedConfigurationId'],
  request: ['method', 'body', 'headers', 'selectedCredentialId'],
  getFieldOptions: ['action', 'source', 'search', 'cursor', 'parameters', 'selectedCredentialId'],
  getTriggers: ['selectedCredentialId'],
  getIntegrationAccount: ['includeAccountAuth', 'selectedCredentialId'],
  getCustomWebhookUserManualUrl: ['credentialId'],
  setDataSources: ['dropdowns', 'mapObjectFields', 'integrationSpecificSources'],
};

/** Options that the reference or the types of the official SDK have, as `member: option`. Each has a case. */
export const DOCUMENTED_OPTIONS: readonly string[] = Object.entries(byMember).flatMap(([member, options]) =>
  options.map((option) => `${member}: ${option}`),
);

/** Methods of `installFlow`, which has further ones that are its own business. */
export const INSTALL_FLOW: readonly string[] = [
  'start',
  'cancel',
  'setAccountType',
  'setPreOptions',
  'setPostOptions',
  'next',
  'getAccountTypeValue',
  'getPreOptionsValue',
  'getPostOptionsValue',
].map((name) => `installFlow.${name}`);

/** Members of the facade without a case, each with the reason. */
export const NOT_COMPARED: Readonly<Record<string, string>> = {};
