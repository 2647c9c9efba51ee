import {onMounted, ref, type Ref} from 'vue';

/** Where live examples look for a sandbox. */
export const SANDBOX = 'http://localhost:4400';

export interface Session {
  readonly projectId: string;
  readonly token: string;
}

/** A user of the local sandbox: `undefined` while it is asked, `null` if none is running. */
export function useSandbox(): Ref<Session | null | undefined> {
  const session = ref<Session | null>();
  onMounted(async () => {
    try {
      const response = await fetch(`${SANDBOX}/_sandbox/token?user=docs-reader`);
      session.value = response.ok ? ((await response.json()) as Session) : null;
    } catch {
      session.value = null;
    }
  });
  return session;
}
