import {deepFreeze} from './data.js';
import {ParagonError} from './errors.js';
import type {Http, RequestOptions} from './http.js';
import {assertValid, changeConfigurations, typeOfCredential} from './call-subject.js';
import {findConfiguration} from './install-selection.js';
import {findCredential} from './selection.js';
import type {SettingsMethods} from './types/settings.js';
import type {Credential, CredentialConfiguration} from './types/user.js';
import {readCredential, type UserStore} from './user.js';

export interface ConfigurationsDeps {
  readonly http: Http;
  readonly user: UserStore;
  /** Nothing may show a configuration that is gone. */
  readonly onDestroyed: (configurationId: string) => void;
}

type ConfigurationMethods = Pick<
  SettingsMethods,
  'createConfiguration' | 'updateConfiguration' | 'destroyConfiguration' | 'getCredentials'
>;

/** Configurations of accounts, and the accounts themselves as the service has them. */
export function createConfigurations({http, user, onDestroyed}: ConfigurationsDeps): ConfigurationMethods {
  function choose(credentialId: string) {
    user.current();
    const type = typeOfCredential(user, credentialId);
    const credential = findCredential(user.integration(type)?.allCredentials ?? [], credentialId);
    return {type, credential};
  }

  function chooseConfiguration(credentialId: string, id: string) {
    const {type, credential} = choose(credentialId);
    const {configuration} = findConfiguration(user.integration(type), id, credential.id);
    return {type, credential, configuration};
  }

  const request = (credential: Credential, options: RequestOptions) =>
    http.request(`/sdk/credentials/${encodeURIComponent(credential.id)}/configurations`, options);

  /** Takes over an account from an answer, and gives one of its configurations. */
  function takeOver(
    type: string,
    answer: unknown,
    pick: (configurations: readonly CredentialConfiguration[]) => CredentialConfiguration | undefined,
  ): CredentialConfiguration {
    const credential = readCredential(answer);
    user.putCredential(type, credential);
    const picked = pick(credential.configurations);
    if (!picked) {
      throw new ParagonError('protocol_error', 'The service answered without the configuration.');
    }
    return picked;
  }

  const createConfiguration: ConfigurationMethods['createConfiguration'] = async (wanted, options = {}) => {
    const {type, credential} = choose(wanted.credentialId);
    assertValid(credential);
    if (wanted.externalId !== undefined && !wanted.externalId.trim()) {
      throw new ParagonError('invalid_argument', 'externalId is blank.');
    }
    const answer = await request(credential, {
      method: 'POST',
      body: wanted.externalId === undefined ? {} : {externalId: wanted.externalId},
      signal: options.signal,
    });
    return takeOver(type, answer, (configurations) =>
      configurations.reduce<CredentialConfiguration | undefined>(
        (newest, one) =>
          !newest || Date.parse(one.dateCreated) >= Date.parse(newest.dateCreated) ? one : newest,
        undefined,
      ),
    );
  };

  const updateConfiguration: ConfigurationMethods['updateConfiguration'] = async (wanted, options = {}) => {
    const {type, credential, configuration} = chooseConfiguration(wanted.credentialId, wanted.id);
    const answer = await request(credential, {
      method: 'PATCH',
      body: {meta: wanted.meta ?? {}},
      credentialId: credential.id,
      configurationId: configuration.id,
      repeatable: true,
      signal: options.signal,
    });
    return takeOver(type, answer, (all) => all.find(({id}) => id === configuration.id));
  };

  const destroyConfiguration: ConfigurationMethods['destroyConfiguration'] = async (wanted, options = {}) => {
    const {type, credential, configuration} = chooseConfiguration(wanted.credentialId, wanted.id);
    if (configuration.isDefault) {
      throw new ParagonError(
        'invalid_argument',
        'The default configuration of an account cannot be removed.',
      );
    }
    await request(credential, {
      method: 'DELETE',
      credentialId: credential.id,
      configurationId: configuration.id,
      ignoreAnswer: true,
      signal: options.signal,
    });
    changeConfigurations(user, type, credential.id, (all) => all.filter(({id}) => id !== configuration.id));
    onDestroyed(configuration.id);
  };

  const getCredentials: ConfigurationMethods['getCredentials'] = async (options = {}) => {
    const answer = await http.request('/sdk/credentials', {signal: options.signal});
    if (!Array.isArray(answer)) {
      throw new ParagonError('protocol_error', 'The service answered with something else than accounts.');
    }
    return Object.freeze(answer.map((entry) => deepFreeze(readCredential(entry))));
  };

  return {createConfiguration, updateConfiguration, destroyConfiguration, getCredentials};
}
