import {ParagonError} from '../../core/errors.js';

/**
 * Fetches a user token from the page's own server. The answer is `{"token": "…"}` or the bare token. Only the page's
 * own origin is asked, with its cookies: a token of one site must not be fetched by another.
 */
export async function fetchTokenFrom(endpoint: string): Promise<string> {
  const url = URL.canParse(endpoint, document.baseURI) ? new URL(endpoint, document.baseURI) : undefined;
  if (url?.origin !== location.origin) {
    throw new ParagonError(
      'invalid_argument',
      `token-endpoint "${endpoint}" is not on this page's origin ${location.origin}. Use a path such as "/paragon-token".`,
    );
  }
  const response = await fetch(url, {
    credentials: 'same-origin',
    headers: {Accept: 'application/json, text/plain'},
  }).catch((cause: unknown) => {
    throw new ParagonError('network_error', `token-endpoint ${url.pathname} cannot be reached.`, {cause});
  });
  if (!response.ok) {
    const {status} = response;
    const isRefused = status === 401 || status === 403;
    throw new ParagonError(
      isRefused ? 'unauthorized' : 'service_error',
      `token-endpoint ${url.pathname} answered with status ${status}.`,
      {status},
    );
  }
  const token = tokenIn(await response.text());
  if (token) return token;
  throw new ParagonError(
    'protocol_error',
    `token-endpoint ${url.pathname} answered with neither {"token": "…"} nor a bare token.`,
    {status: response.status},
  );
}

function tokenIn(answer: string): string | undefined {
  let token: unknown = answer.trim();
  try {
    const parsed: unknown = JSON.parse(answer);
    token = typeof parsed === 'object' && parsed !== null ? (parsed as {token?: unknown}).token : parsed;
  } catch {
    // A bare token is no JSON.
  }
  return typeof token === 'string' && /^[\w-]+\.[\w-]+\.[\w-]*$/.test(token) ? token : undefined;
}
