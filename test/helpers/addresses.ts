/** Where the end-to-end tests find the demo and the sandbox; Playwright's configuration starts both. */
export const DEMO_URL = process.env['E2E_DEMO_URL'] ?? 'http://localhost:5273';
export const SANDBOX_URL = process.env['E2E_SANDBOX_URL'] ?? 'http://localhost:4500';

/** A development token of the sandbox. */
export async function userToken(user: string): Promise<string> {
  const response = await fetch(`${SANDBOX_URL}/_sandbox/token?user=${encodeURIComponent(user)}`);
  return ((await response.json()) as {token: string}).token;
}
