import type {Account, Values} from '../accounts/accounts.js';
import {checkInputs} from '../accounts/inputs.js';
import {
  accountTypeOf,
  inputsBefore,
  schemeOf,
  type InstallOptions,
  type Installer,
} from '../accounts/install.js';
import type {Integration} from '../catalog/schema.js';
import {badRequest} from '../errors.js';
import type {Permissions} from '../users/permissions.js';
import type {Person} from '../users/persons.js';
import type {OAuthClient} from './client.js';

/** What an app has of an install that its user began in the provider's marketplace. */
interface GivenCode {
  readonly code: string;
  /** The page that the provider sent the code to. */
  readonly redirectUrl?: string;
  readonly integrationOptions?: Values | null;
  readonly options: InstallOptions;
  readonly permissions: Permissions;
}

/** Connects an account by a code that a provider gave to the app. */
export function createCodeInstall({oauth, installer}: {oauth: OAuthClient; installer: Installer}) {
  return async (person: Person, integration: Integration, given: GivenCode): Promise<Account> => {
    const {code, redirectUrl, options, permissions} = given;
    const values = given.integrationOptions ?? {};
    await installer.checkOptions(person, integration, options, permissions);
    const named = values['accountType'];
    const accountType = accountTypeOf(
      integration,
      options.accountType ?? (typeof named === 'string' ? named : undefined),
    );
    if (schemeOf(integration, accountType) !== 'oauth')
      throw badRequest(`${integration.name} is connected by values: no provider gives a code for it.`);
    const inputs = checkInputs(integration, inputsBefore(integration, accountType), values);
    const {tokens, dateValidUntil} = await oauth.redeemInstallCode(integration, code, redirectUrl);
    return installer.connect(person, integration, {
      accountType,
      inputs,
      tokens,
      dateValidUntil,
      options,
      permissions,
    });
  };
}
