import type {Account, Accounts, Values} from '../accounts/accounts.js';
import {memberOf} from '../accounts/template.js';
import type {Catalog} from '../catalog/index.js';
import type {Workflow} from '../catalog/schema.js';
import type {Activity} from '../http/activity.js';
import type {Person} from '../users/persons.js';
import {holds} from './conditions.js';
import {isSwitchedOn, withSwitch} from './settings.js';

/** May a user with this metadata have the workflow at all? */
export const isPermitted = ({permissions}: Pick<Workflow, 'permissions'>, meta: Readonly<Values>): boolean =>
  !permissions || holds(permissions, (field) => memberOf(meta, field));

/** Switches off what a user may no longer have, as their metadata or the conditions have changed. */
export function createPermissionKeeper(deps: {accounts: Accounts; catalog: Catalog; activity: Activity}) {
  const {accounts, catalog, activity} = deps;

  const forbiddenIn = (person: Person, account: Account): string[] =>
    (catalog.byId(account.integrationId)?.workflows ?? [])
      .filter((workflow) => !isPermitted(workflow, person.meta))
      .map(({id}) => id);

  return Object.freeze({
    /** @returns The user's accounts as they are afterwards. */
    async enforce(person: Person): Promise<Account[]> {
      const own = await accounts.list(person);
      let hasChanged = false;
      for (const account of own) {
        const forbidden = forbiddenIn(person, account);
        for (const configuration of account.configurations) {
          if (!forbidden.some((id) => isSwitchedOn(configuration, id))) continue;
          hasChanged = true;
          await accounts
            .changeConfiguration(account, configuration.id, (current) => ({
              workflowSettings: forbidden
                .filter((id) => isSwitchedOn(current, id))
                .reduce((settings, id) => withSwitch(settings, id, false), current.workflowSettings),
            }))
            // Removed in the meantime: then nothing of it is on any more.
            .catch(() => undefined);
        }
      }
      if (!hasChanged) return own;
      activity.changed('users');
      return accounts.list(person);
    },
  });
}

export type PermissionKeeper = ReturnType<typeof createPermissionKeeper>;
