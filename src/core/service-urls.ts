import {ParagonError} from './errors.js';

/** Base URLs of the services, without a trailing slash. */
export interface ServiceUrls {
  /** Main API. */
  readonly api: string;
  /** `getTriggers()`. In the cloud: the main API. */
  readonly triggers: string;
  /** App events and workflow triggers. */
  readonly events: string;
  /** `request()`. */
  readonly proxy: string;
  /** Where the provider sends the user back to; its pages may report the result of a provider window. */
  readonly oauth: string;
  /** Instruction images. */
  readonly dashboard: string;
  /** Icons. */
  readonly cdn: string;
}

/** Names under which `configureGlobal` takes single base URLs, as the Paragon SDK has them. */
export interface ServiceUrlOverrides {
  readonly ZEUS_PUBLIC_URL?: string;
  readonly HERMES_PUBLIC_URL?: string;
  readonly WORKER_PROXY_PUBLIC_URL?: string;
  readonly PASSPORT_PUBLIC_URL?: string;
  readonly DASHBOARD_PUBLIC_URL?: string;
  readonly CDN_PUBLIC_URL?: string;
  readonly CONNECT_PUBLIC_URL?: string;
  readonly API_TRIGGER_KIT_PUBLIC_URL?: string;
  readonly PASSPORT_PRODUCTION_URL?: string;
}

const OVERRIDE_NAMES: Readonly<Record<keyof ServiceUrls, keyof ServiceUrlOverrides>> = {
  api: 'ZEUS_PUBLIC_URL',
  triggers: 'API_TRIGGER_KIT_PUBLIC_URL',
  events: 'HERMES_PUBLIC_URL',
  proxy: 'WORKER_PROXY_PUBLIC_URL',
  oauth: 'PASSPORT_PUBLIC_URL',
  dashboard: 'DASHBOARD_PUBLIC_URL',
  cdn: 'CDN_PUBLIC_URL',
};

const SERVICES = Object.keys(OVERRIDE_NAMES) as (keyof ServiceUrls)[];

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** What is left of a host name once a URL has been parsed; engines differ in what they let through. */
const HOST_NAME = /^([a-z\d-]+(\.[a-z\d-]+)*|\[[\d:.a-f]+\])$/i;

const forHost = (host: string): ServiceUrls => ({
  api: `https://zeus.${host}`,
  triggers: `https://actionkit.${host}`,
  events: `https://hermes.${host}`,
  proxy: `https://worker-proxy.${host}`,
  oauth: `https://passport.${host}`,
  dashboard: `https://dashboard.${host}`,
  cdn: `https://dashboard.${host}`,
});

const CLOUD: ServiceUrls = {
  ...forHost('useparagon.com'),
  triggers: 'https://zeus.useparagon.com',
  proxy: 'https://proxy.useparagon.com',
  cdn: 'https://cdn.useparagon.com/latest/dashboard/public',
};

/**
 * Works out where the services are.
 *
 * Without `host`: Paragon's cloud. A host name such as `mycompany.paragon.so` has one host per service, as an
 * on-premise installation does; scheme, port and path are dropped. A loopback address (`http://localhost:4400`,
 * `localhost:4400`) serves everything from that one origin, as the sandbox does. Single URLs win over the host.
 *
 * Throws `invalid_argument` for a host or URL that is not usable: https is required except on loopback.
 */
export function resolveServiceUrls(
  host?: string,
  services: Partial<ServiceUrls> = {},
  overrides: ServiceUrlOverrides = {},
): ServiceUrls {
  const base = host === undefined ? CLOUD : urlsOfHost(host);
  // In the cloud the main API serves the triggers, wherever it is.
  if (host === undefined) services = {triggers: overrides.ZEUS_PUBLIC_URL ?? services.api, ...services};
  const result: Record<string, string> = {};
  for (const name of SERVICES) {
    const given = overrides[OVERRIDE_NAMES[name]] ?? services[name];
    result[name] = given === undefined ? base[name] : checkedUrl(given);
  }
  return Object.freeze(result) as unknown as ServiceUrls;
}

function urlsOfHost(host: string): ServiceUrls {
  const text = host.trim();
  const url = parse(/^https?:\/\//i.test(text) ? text : `https://${text}`);
  const isLoopback = url !== undefined && LOOPBACK.test(url.hostname);
  // A number cannot have services as its subdomains.
  const isUsable = url && HOST_NAME.test(url.hostname) && (isLoopback || parse(forHost(url.hostname).api));
  if (!isUsable || url.username || url.password) {
    throw new ParagonError(
      'invalid_argument',
      `"${host}" is not a host name such as "mycompany.paragon.so".`,
    );
  }
  if (!isLoopback) return forHost(url.hostname);
  const origin = /^https:/i.test(text) ? url.origin : `http://${url.host}`;
  return Object.fromEntries(SERVICES.map((name) => [name, origin])) as unknown as ServiceUrls;
}

function checkedUrl(text: string): string {
  const url = parseSafeUrl(text);
  if (!url) {
    throw new ParagonError(
      'invalid_argument',
      `"${text}" is not a service URL: use https, or http on loopback.`,
    );
  }
  return (url.origin + url.pathname).replace(/\/+$/, '');
}

/** An absolute URL that may be called or linked: https, or http on loopback, without credentials. */
export function parseSafeUrl(text: string): URL | undefined {
  const url = parse(text);
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.test(url.hostname));
  return url && isSafe && !url.username && !url.password && !text.includes('\\') ? url : undefined;
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
