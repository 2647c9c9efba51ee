import {mkdtemp} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {sql} from 'drizzle-orm';
import {createAccounts} from '../src/accounts/accounts.js';
import {installRights} from '../src/accounts/own-accounts.js';
import {createCatalog} from '../src/catalog/index.js';
import {DEFAULT_PROJECT_ID} from '../src/constants.js';
import {openDatabase} from '../src/db/open.js';
import {createVault, readKeyFile} from '../src/db/vault.js';
import {createSandbox, type Sandbox} from '../src/index.js';
import {demoKeys} from '../src/providers/people.js';
import {readPermissions} from '../src/users/permissions.js';
import {createPersons} from '../src/users/persons.js';

/** The user who is measured. */
export const MEASURED_USER = 'user-1';
const CREDENTIALS_EACH = 10;

/** Starts a sandbox whose database holds that many users with ten accounts each. */
export async function sandboxWithUsers(users: number, databaseUrl?: string): Promise<Sandbox> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'paragon-bench-'));
  await fillDatabase({users, dataFolder, databaseUrl});
  return createSandbox({dataFolder, databaseUrl});
}

export interface ManyUsers {
  /** How many there are in all, with ten accounts each. */
  readonly users: number;
  /** Where the key is, and the embedded database if there is no other. */
  readonly dataFolder: string;
  readonly databaseUrl?: string;
  /** Users whose accounts can be used, and how many they have; by default the measured one with ten. */
  readonly measured?: Readonly<Record<string, number>>;
}

/** Fills the database of a sandbox that does not run. The accounts of all but the measured users cannot be opened. */
export async function fillDatabase(options: ManyUsers): Promise<void> {
  const {users, dataFolder, databaseUrl, measured = {[MEASURED_USER]: CREDENTIALS_EACH}} = options;
  const {db, close} = await openDatabase({dataFolder, memory: false, databaseUrl});
  try {
    const vault = await createVault(await readKeyFile(join(dataFolder, 'secret.key'), '--data'));
    const integration = createCatalog().byType('sendgrid');
    if (!integration) throw new Error('The built-in catalogue has changed.');
    const inputs = {SENDGRID_API_KEY: demoKeys.sendgrid[0].key};
    // Nobody opens what belongs to the others, so one sealed value stands in for all of theirs.
    const sealed = await vault.seal('others', inputs);
    await db.execute(sql`
      insert into persons (id, project_id, user_id)
      select gen_random_uuid(), ${DEFAULT_PROJECT_ID}::uuid, 'user-' || number from generate_series(2, ${users}::int) number`);
    await db.execute(sql`
      insert into credentials (id, project_id, person_id, integration_id, status, provider_id, inputs)
      select gen_random_uuid(), project_id, id, ${integration.id}::uuid, 'VALID', 'account-' || number, ${sealed}::text
      from persons cross join generate_series(1, ${CREDENTIALS_EACH}::int) number`);
    await db.execute(sql`
      insert into configurations (id, credential_id, is_default, shared_settings, workflow_settings)
      select gen_random_uuid(), id, true, ${sealed}::text, ${sealed}::text from credentials`);
    const accounts = createAccounts(db, vault);
    const persons = createPersons(db, DEFAULT_PROJECT_ID, () => undefined);
    for (const [user, count] of Object.entries(measured)) {
      const person = await persons.forUser(user);
      for (let number = 0; number < count; number++)
        await accounts.store(
          person,
          {
            integrationId: integration.id,
            status: 'VALID',
            providerId: `account-${number}`,
            providerData: {number},
            accountType: null,
            inputs,
            tokens: null,
            dateValidUntil: null,
          },
          {
            allowMultiple: true,
            workflowSettings: {},
            rights: installRights(readPermissions(undefined), integration),
          },
        );
    }
  } finally {
    await close();
  }
}
