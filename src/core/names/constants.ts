/** Header that names the account of a request. */
export const SELECTED_CREDENTIAL_ID_HEADER = 'X-Paragon-Credential';
/** Header that names the configuration of a request. */
export const SELECTED_CREDENTIAL_CONFIG_ID_HEADER = 'X-Paragon-Configuration-Id';
/** Header that names the version of the protocol. */
export const SDK_VERSION_HEADER = 'X-Paragon-SDK-Version';
/** `Content-Type` with which the proxy finds out itself what the body is. */
export const INFER_CONTENT_TYPE_FROM_CONNECT_OPTIONS = 'auto';

/** File names of icons that differ from the integration's type. */
export const overrideActionAlias: Readonly<Partial<Record<string, string>>> = {
  'monday.com': 'monday',
  'wordpress.com': 'wordpress',
};

export type ALLOWED_FIELDS = 'accessTokenPath' | 'domain';

/** The integrations whose access token a page may have, and the members of `accountAuth` that hold it. */
export const AUTH_TOKEN_ALLOWED_INTEGRATIONS: Readonly<
  Record<string, Readonly<Partial<Record<ALLOWED_FIELDS, string>>>>
> = {
  box: {accessTokenPath: 'OAUTH_ACCESS_TOKEN'},
  googledrive: {accessTokenPath: 'OAUTH_ACCESS_TOKEN'},
  onedrive: {accessTokenPath: 'OAUTH_ACCESS_TOKEN', domain: 'DOMAIN'},
  sharepoint: {accessTokenPath: 'OAUTH_ACCESS_TOKEN'},
};
