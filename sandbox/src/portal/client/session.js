/**
 * Signs the host's user in with a client of our own, at the server that this page comes from. The token stays in memory.
 *
 * @param {() => Promise<void>} loadElements
 * @param {(session: import('./types.js').OpenSession) => void} onClient Called with each new client.
 * @returns {import('./types.js').Session}
 */
export function createSession(loadElements, onClient) {
  /** @type {import('./types.js').HostUser | undefined} */
  let user;
  /** @type {import('./types.js').ProviderElement | undefined} */
  let provider;

  return Object.freeze({
    /** @param {import('./types.js').HostUser | undefined} next */
    setUser(next) {
      const isSame = user?.userId === next?.userId && user?.projectId === next?.projectId;
      user = next;
      if (next && isSame && provider) provider.token = next.token;
      if (isSame) return;
      // Its client, with all that it knows of the former user, goes with it.
      provider?.remove();
      provider = undefined;
    },

    async open() {
      await loadElements();
      if (!user) throw new Error('Nobody is signed in.');
      const isNew = !provider;
      const mine = (provider ??= mount(user));
      await mine.updateComplete;
      const {client} = mine;
      if (!client) throw new Error('The portal could not make a client.');
      if (isNew) onClient({client, provider: mine});
      await client.refresh();
      return {client, provider: mine};
    },
  });
}

/** @param {import('./types.js').HostUser} user */
function mount({projectId, token}) {
  const provider = /** @type {import('./types.js').ProviderElement} */ (
    document.createElement('paragon-provider')
  );
  Object.assign(provider, {projectId, token, host: location.origin});
  document.body.append(provider);
  return provider;
}
