import {Autosave} from '../../controllers/autosave.js';
import type {ConnectInputValue, ParagonClient} from '../../core/types/index.js';

/** Edits of settings and switches, on their way to the service. */
export type Drafts = Autosave<ConnectInputValue>;

/** What an edit is about. Without a workflow it is a setting of the integration, without an input a switch. */
export interface DraftSubject {
  readonly credentialId: string;
  readonly configurationId: string;
  readonly workflowId?: string;
  readonly inputId?: string;
}

export const draftKey = ({credentialId, configurationId, workflowId, inputId}: DraftSubject): string =>
  JSON.stringify([credentialId, configurationId, workflowId ?? null, inputId ?? null]);

/** Tells whether an edit is about this account. */
export const isAbout = (credentialId: string) => (key: string) =>
  key.startsWith(`[${JSON.stringify(credentialId)},`);

const byClient = new WeakMap<ParagonClient, Drafts>();

/**
 * The edits of a client's user. They belong to no portal: one that is closed loses none of them, and what could not be
 * saved is still there when it is opened again. When another user signs in, they are forgotten.
 */
export function draftsOf(client: ParagonClient): Drafts {
  const found = byClient.get(client);
  if (found) return found;
  const drafts: Drafts = new Autosave();
  byClient.set(client, drafts);
  const idOf = () => {
    const user = client.$user.get();
    return user.authenticated ? user.userId : undefined;
  };
  let userId = idOf();
  client.$user.listen(() => {
    if (idOf() === userId) return;
    userId = idOf();
    drafts.discard();
  });
  return drafts;
}
