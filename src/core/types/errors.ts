import type {ParagonError} from '../errors.js';

/** Names of errors whose members are the same as those of any other. */
type PlainErrorName =
  | 'ParagonError'
  | 'ProxyRequestError'
  | 'UserNotAuthenticatedError'
  | 'HeadlessModeNotEnabledError'
  | 'NoActiveInstallFlowError'
  | 'OAuthBlockedError'
  | 'OAuthTimeoutError'
  | 'OAuthCancelledError'
  | 'OAuthDeniedError'
  | 'OAuthStartError';

/** An error of the client; what else it has can be told by its `name`. */
export type ConnectSDKError = ParagonError &
  (
    | {readonly name: 'UnknownError'; readonly originalError: unknown}
    | {
        readonly name: 'IntegrationNotFoundError' | 'IntegrationNotInstalledError';
        readonly meta: {readonly integrationName: string};
      }
    | {readonly name: PlainErrorName}
  );

/** What `onError` of `installFlow.start()` is called with. */
export type InstallFlowError = ConnectSDKError;
