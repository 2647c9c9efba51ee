// Written by `npm run analyze` from custom-elements.json.
import type {
  ParagonConnect,
  ParagonFieldMapper,
  ParagonFilePicker,
  ParagonInput,
  ParagonInstallFlow,
  ParagonProvider,
  ParagonTriggerForm,
  ParagonElementEventMap,
} from 'paragon-elements';

/** Properties of `<paragon-connect>`, and the attributes whose names differ from them. */
export interface ParagonConnectProps extends Partial<
  Pick<
    ParagonConnect,
    | 'integration'
    | 'open'
    | 'inline'
    | 'accountType'
    | 'externalId'
    | 'selectedCredentialId'
    | 'selectedConfigurationId'
    | 'allowMultipleCredentials'
    | 'oauthTimeout'
    | 'overrideRedirectUrl'
    | 'triggers'
    | 'dropdowns'
    | 'mapObjectFields'
    | 'client'
    | 'messages'
  >
> {
  /** Chooses the account type beforehand. */
  'account-type'?: string;
  /** Your own name for the account; unique within the integration. */
  'external-id'?: ParagonConnect['externalId'];
  /** Account to show, by id or external id. */
  'selected-credential-id'?: ParagonConnect['selectedCredentialId'];
  /** Configuration to show, by id or external id. */
  'selected-configuration-id'?: ParagonConnect['selectedConfigurationId'];
  /** Lets the user connect several accounts. */
  'allow-multiple-credentials'?: ParagonConnect['allowMultipleCredentials'];
  /** Milliseconds that the provider window may take; default 10 minutes. */
  'oauth-timeout'?: ParagonConnect['oauthTimeout'];
  /** Where the provider sends the user back to, if not to the service. */
  'override-redirect-url'?: ParagonConnect['overrideRedirectUrl'];
}

/** Events of `<paragon-connect>`. */
export interface ParagonConnectEvents {
  /** An integration was connected through this element. */
  'paragon-integration-install': CustomEvent<ParagonElementEventMap['paragon-integration-install']>;
  /** An integration was disconnected through this element. */
  'paragon-integration-uninstall': CustomEvent<ParagonElementEventMap['paragon-integration-uninstall']>;
  /** A workflow was changed through this element. */
  'paragon-workflow-change': CustomEvent<ParagonElementEventMap['paragon-workflow-change']>;
  /** The portal was opened. */
  'paragon-portal-open': CustomEvent<ParagonElementEventMap['paragon-portal-open']>;
  /** The portal was closed. */
  'paragon-portal-close': CustomEvent<ParagonElementEventMap['paragon-portal-close']>;
  /** A trigger was set up in the portal; `value` is what a trigger subscription takes. */
  'paragon-trigger-change': CustomEvent<ParagonElementEventMap['paragon-trigger-change']>;
  /** Cancelable, before the user is asked whether to disconnect. */
  'paragon-disconnect-request': CustomEvent<ParagonElementEventMap['paragon-disconnect-request']>;
  /** Something failed; `stage` tells where. The element shows it and a way on. */
  'paragon-error': CustomEvent<ParagonElementEventMap['paragon-error']>;
}

/** Properties of `<paragon-field-mapper>`, and the attributes whose names differ from them. */
export interface ParagonFieldMapperProps extends Partial<
  Pick<
    ParagonFieldMapper,
    | 'name'
    | 'required'
    | 'disabled'
    | 'readOnly'
    | 'integration'
    | 'sourceType'
    | 'objectName'
    | 'selectedCredentialId'
    | 'input'
    | 'value'
    | 'valueShape'
    | 'mapObjectFields'
    | 'client'
    | 'messages'
  >
> {
  /** Can be read, not changed. */
  readonly?: ParagonFieldMapper['readOnly'];
  /** Which of the integration's field mappings it is: the `sourceType` of the input. Default: the first one. */
  'source-type'?: ParagonFieldMapper['sourceType'];
  /** The application object's name in the dashboard, under which the page's fields are registered. */
  'object-name'?: ParagonFieldMapper['objectName'];
  /** The account to load from, by id or external id; default: the current one. */
  'selected-credential-id'?: ParagonFieldMapper['selectedCredentialId'];
}

/** Events of `<paragon-field-mapper>`. */
export interface ParagonFieldMapperEvents {
  /** The user has changed the mapping. Read `value`. */
  input: Event;
  /** As `input`: each change is a choice of its own. */
  change: Event;
  /** Signing in failed. */
  'paragon-error': CustomEvent<ParagonElementEventMap['paragon-error']>;
}

/** Properties of `<paragon-file-picker>`, and the attributes whose names differ from them. */
export interface ParagonFilePickerProps extends Partial<
  Pick<
    ParagonFilePicker,
    | 'integration'
    | 'name'
    | 'required'
    | 'disabled'
    | 'allowedTypes'
    | 'multiple'
    | 'folders'
    | 'selectedCredentialId'
    | 'developerKey'
    | 'appId'
    | 'folderId'
    | 'scriptUrl'
    | 'styleUrl'
    | 'integrationOptions'
    | 'files'
    | 'client'
    | 'messages'
  >
> {
  /** MIME types that can be chosen, such as `image/*`; in the attribute with commas between. Default: all. */
  'allowed-types'?: string;
  /** The account, by id or external id; default: the current one. */
  'selected-credential-id'?: ParagonFilePicker['selectedCredentialId'];
  /** Google Drive: the project's key for the picker. */
  'developer-key'?: ParagonFilePicker['developerKey'];
  /** Google Drive: number of the Google Cloud project. Files can then be reached later with the `drive.file` scope. */
  'app-id'?: ParagonFilePicker['appId'];
  /** Box: the folder to begin in; default: `0`, the root. */
  'folder-id'?: ParagonFilePicker['folderId'];
  /** Address of a copy of the provider's script; default: the provider's own. The attribute `nonce` is given to it. */
  'script-url'?: ParagonFilePicker['scriptUrl'];
  /** Box: address of a copy of its style sheet. */
  'style-url'?: ParagonFilePicker['styleUrl'];
}

/** Events of `<paragon-file-picker>`. */
export interface ParagonFilePickerEvents {
  /** The user has chosen or removed something. Read `files`. */
  input: Event;
  /** As `input`: each choice is a change of its own. */
  change: Event;
  /** Something was chosen: `files` in one form for all providers (`id`, `name`, `mimeType`, `size`, `url`, `isFolder`, `raw`), and `raw`, the provider's whole answer. */
  'paragon-files-select': CustomEvent<ParagonElementEventMap['paragon-files-select']>;
  /** The provider's picker has appeared. */
  'paragon-picker-open': CustomEvent<ParagonElementEventMap['paragon-picker-open']>;
  /** It is gone, however it ended. */
  'paragon-picker-close': CustomEvent<ParagonElementEventMap['paragon-picker-close']>;
  /** It was closed without a choice. */
  'paragon-picker-cancel': CustomEvent<ParagonElementEventMap['paragon-picker-cancel']>;
  /** Something failed; `stage` tells where. The element shows it and a way on. */
  'paragon-error': CustomEvent<ParagonElementEventMap['paragon-error']>;
  /** The account was connected through this element. */
  'paragon-integration-install': CustomEvent<ParagonElementEventMap['paragon-integration-install']>;
  /** The portal was opened to connect the account. */
  'paragon-portal-open': CustomEvent<ParagonElementEventMap['paragon-portal-open']>;
  /** The portal was closed. */
  'paragon-portal-close': CustomEvent<ParagonElementEventMap['paragon-portal-close']>;
}

/** Properties of `<paragon-input>`, and the attributes whose names differ from them. */
export interface ParagonInputProps extends Partial<
  Pick<
    ParagonInput,
    | 'input'
    | 'error'
    | 'disabled'
    | 'readonly'
    | 'required'
    | 'integration'
    | 'selectedCredentialId'
    | 'client'
    | 'messages'
    | 'name'
    | 'value'
  >
> {
  /** Account to load lists from, by id or external id; default: the current one. */
  'selected-credential-id'?: ParagonInput['selectedCredentialId'];
}

/** Events of `<paragon-input>`. */
export interface ParagonInputEvents {
  /** The user has changed the value; read `value`. */
  input: Event;
  /** The user is done with a change. */
  change: Event;
}

/** Properties of `<paragon-install-flow>`, and the attributes whose names differ from them. */
export interface ParagonInstallFlowProps extends Partial<
  Pick<
    ParagonInstallFlow,
    | 'integration'
    | 'autostart'
    | 'accountType'
    | 'externalId'
    | 'selectedCredentialId'
    | 'allowMultipleCredentials'
    | 'oauthTimeout'
    | 'overrideRedirectUrl'
    | 'client'
    | 'messages'
    | 'origin'
    | 'running'
  >
> {
  /** Chooses the account type beforehand. */
  'account-type'?: string;
  /** Your own name for the new account; unique within the integration. */
  'external-id'?: ParagonInstallFlow['externalId'];
  /** Account to replace, by id or external id; its settings and workflows stay. */
  'selected-credential-id'?: ParagonInstallFlow['selectedCredentialId'];
  /** Connects a further account beside the ones there are. */
  'allow-multiple-credentials'?: ParagonInstallFlow['allowMultipleCredentials'];
  /** Milliseconds that the provider window may take; default 10 minutes. */
  'oauth-timeout'?: ParagonInstallFlow['oauthTimeout'];
  /** Where the provider sends the user back to, if not to the service. */
  'override-redirect-url'?: ParagonInstallFlow['overrideRedirectUrl'];
}

/** Events of `<paragon-install-flow>`. */
export interface ParagonInstallFlowEvents {
  /** Another stage is shown. */
  'paragon-stage-change': CustomEvent<ParagonElementEventMap['paragon-stage-change']>;
  /** The flow has ended and the account is connected. */
  'paragon-complete': CustomEvent<ParagonElementEventMap['paragon-complete']>;
  /** The flow was given up. */
  'paragon-cancel': CustomEvent<ParagonElementEventMap['paragon-cancel']>;
  /** The integration was connected through this element. */
  'paragon-integration-install': CustomEvent<ParagonElementEventMap['paragon-integration-install']>;
  /** A step failed; it can be tried again. Closing the provider window counts. */
  'paragon-error': CustomEvent<ParagonElementEventMap['paragon-error']>;
}

/** Properties of `<paragon-provider>`, and the attributes whose names differ from them. */
export interface ParagonProviderProps extends Partial<
  Pick<
    ParagonProvider,
    | 'projectId'
    | 'host'
    | 'tokenEndpoint'
    | 'colorScheme'
    | 'token'
    | 'getToken'
    | 'services'
    | 'client'
    | 'messages'
  >
> {
  /** Id of the Paragon project. */
  'project-id'?: ParagonProvider['projectId'];
  /** Address on the page's own origin that answers `{"token": "…"}` or the bare user token. */
  'token-endpoint'?: ParagonProvider['tokenEndpoint'];
  /** Colours of the elements inside: `light`, `dark`, or `auto` for what the reader's system prefers. Default: the page's. */
  'color-scheme'?: ParagonProvider['colorScheme'];
}

/** Events of `<paragon-provider>`. */
export interface ParagonProviderEvents {
  /** A user is signed in, and what they have is loaded. */
  'paragon-authenticate': CustomEvent<ParagonElementEventMap['paragon-authenticate']>;
  /** Signing in failed; `stage` is `authenticate`. Or an install in this tab did; `stage` is `oauth`. */
  'paragon-error': CustomEvent<ParagonElementEventMap['paragon-error']>;
  /** An integration was connected through this client. */
  'paragon-integration-install': CustomEvent<ParagonElementEventMap['paragon-integration-install']>;
  /** An integration was disconnected through this client. */
  'paragon-integration-uninstall': CustomEvent<ParagonElementEventMap['paragon-integration-uninstall']>;
  /** A workflow was changed through this client. */
  'paragon-workflow-change': CustomEvent<ParagonElementEventMap['paragon-workflow-change']>;
  /** A Connect Portal was opened. */
  'paragon-portal-open': CustomEvent<ParagonElementEventMap['paragon-portal-open']>;
  /** A Connect Portal was closed. */
  'paragon-portal-close': CustomEvent<ParagonElementEventMap['paragon-portal-close']>;
}

/** Properties of `<paragon-trigger-form>`, and the attributes whose names differ from them. */
export interface ParagonTriggerFormProps extends Partial<
  Pick<
    ParagonTriggerForm,
    'integration' | 'selectedCredentialId' | 'disabled' | 'value' | 'client' | 'messages'
  >
> {
  /** The account to listen to, by id or external id; default: the current one. */
  'selected-credential-id'?: ParagonTriggerForm['selectedCredentialId'];
}

/** Events of `<paragon-trigger-form>`. */
export interface ParagonTriggerFormEvents {
  /** The user has changed something. Read `value`. */
  input: Event;
  /** The user is done with a change. */
  change: Event;
  /** Signing in failed. */
  'paragon-error': CustomEvent<ParagonElementEventMap['paragon-error']>;
}

/** Every tag, with its class, what can be set on it, and its events. */
export interface ParagonTags {
  'paragon-connect': {element: ParagonConnect; props: ParagonConnectProps; events: ParagonConnectEvents};
  'paragon-field-mapper': {
    element: ParagonFieldMapper;
    props: ParagonFieldMapperProps;
    events: ParagonFieldMapperEvents;
  };
  'paragon-file-picker': {
    element: ParagonFilePicker;
    props: ParagonFilePickerProps;
    events: ParagonFilePickerEvents;
  };
  'paragon-input': {element: ParagonInput; props: ParagonInputProps; events: ParagonInputEvents};
  'paragon-install-flow': {
    element: ParagonInstallFlow;
    props: ParagonInstallFlowProps;
    events: ParagonInstallFlowEvents;
  };
  'paragon-provider': {element: ParagonProvider; props: ParagonProviderProps; events: ParagonProviderEvents};
  'paragon-trigger-form': {
    element: ParagonTriggerForm;
    props: ParagonTriggerFormProps;
    events: ParagonTriggerFormEvents;
  };
}
