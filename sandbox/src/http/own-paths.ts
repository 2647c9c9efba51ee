/** Is this path the sandbox's own, for those who work with it? It is neither noted nor hit by faults. */
export const isOwnPath = (path: string) =>
  path === '/' || path.startsWith('/_') || path === '/openapi.json' || path === '/docs';
