import {ParagonError} from '../errors.js';
import {parseSafeUrl} from '../service-urls.js';
import type {PickerScriptOptions} from '../types/file-picker.js';

/** A script or style sheet that is not there by then has failed, in milliseconds. */
const LOAD_TIMEOUT = 20_000;
/** Our Trusted Types policy. A page that lists its policies has to allow it. */
const POLICY = 'paragon-elements';

/** What is loading or has loaded in a document, by address. */
const loads = new WeakMap<Document, Map<string, Promise<void>>>();
/** The addresses that our policy lets through. */
const trusted = new Set<string>();
let policy: {createScriptURL(url: string): unknown} | undefined;

interface Loading {
  readonly document: Document;
  /** Of the vendor, or of the page's copy. */
  readonly url: string;
  readonly options: PickerScriptOptions;
  readonly timeout?: number;
}

/**
 * Runs a vendor's script in a document: once per address, and again only after a failure. Nothing is loaded if what it
 * brings is there already. Rejects with `picker_script_failed`, or `invalid_argument` for an address that is not safe.
 */
export async function loadScript(loading: Loading, isThere: () => boolean): Promise<void> {
  if (isThere()) return;
  const {document, options} = loading;
  const url = safeAddress(loading.url);
  await once(document, url, async () => {
    const script = document.createElement('script');
    script.async = true;
    protect(script, options);
    try {
      // A policy makes an object that only stands for the text.
      script.src = trustedAddress(url, options.trustedTypesPolicy) as string;
    } catch (cause) {
      throw failed(`Trusted Types do not let ${url} load. Allow the policy "${POLICY}"`, cause);
    }
    await added(script, {...loading, url});
    if (isThere()) return;
    script.remove();
    throw failed(`${url} has loaded, but is not the script of the file picker`);
  });
}

/** Adds a vendor's style sheet to a document, as `loadScript` does. */
export async function loadStyle(loading: Loading): Promise<void> {
  const {document, options} = loading;
  const url = safeAddress(loading.url);
  await once(document, url, async () => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = url;
    if (options.nonce) link.nonce = options.nonce;
    await added(link, {...loading, url});
  });
}

/** The same address at the same time is one load. What has failed is forgotten. */
function once(document: Document, url: string, load: () => Promise<void>): Promise<void> {
  const known = loads.get(document) ?? new Map<string, Promise<void>>();
  loads.set(document, known);
  let running = known.get(url);
  if (!running) {
    running = load();
    known.set(url, running);
    running.catch(() => known.delete(url));
  }
  return running;
}

/** Puts an element into the head and waits until it has loaded. One that fails is taken out. */
function added(element: HTMLScriptElement | HTMLLinkElement, loading: Loading): Promise<void> {
  const {document, url, timeout = LOAD_TIMEOUT} = loading;
  return new Promise((resolve, reject) => {
    const end = (failure?: ParagonError) => {
      clearTimeout(timer);
      document.removeEventListener('securitypolicyviolation', onViolation);
      if (!failure) return resolve();
      element.remove();
      reject(failure);
    };
    const onViolation = ({blockedURI, effectiveDirective}: SecurityPolicyViolationEvent) => {
      if (blockedURI !== url && blockedURI !== new URL(url).origin) return;
      end(failed(`The page's content security policy blocks ${url}. Allow it in ${effectiveDirective}`));
    };
    const timer = setTimeout(
      () => end(failed(`${url} did not load within ${timeout / 1000} seconds`)),
      timeout,
    );
    element.addEventListener('load', () => end());
    element.addEventListener('error', () => {
      // The violation that explains it is told in a task of its own.
      setTimeout(() => end(failed(`${url} cannot be loaded: blocked or out of reach`)));
    });
    document.addEventListener('securitypolicyviolation', onViolation);
    document.head.append(element);
  });
}

function protect(script: HTMLScriptElement, {nonce, integrity}: PickerScriptOptions): void {
  if (nonce) script.nonce = nonce;
  if (!integrity) return;
  script.integrity = integrity;
  // Without it the browser cannot compare.
  script.crossOrigin = 'anonymous';
}

/** Absolute. Throws `invalid_argument` unless it is https, on loopback, or of the page's own origin. */
function safeAddress(text: string): string {
  const url = URL.canParse(text, document.baseURI) ? new URL(text, document.baseURI) : undefined;
  if (!url || !(parseSafeUrl(url.href) || (url.origin === location.origin && url.origin !== 'null'))) {
    throw new ParagonError('invalid_argument', `"${text}" is not an address that a script can come from.`);
  }
  return url.href;
}

/** The address as the page's Trusted Types want it. A page without any gets the text. */
function trustedAddress(url: string, given: PickerScriptOptions['trustedTypesPolicy']): unknown {
  if (given) return given.createScriptURL(url);
  trusted.add(url);
  try {
    policy ??= trustedTypes()?.createPolicy(POLICY, {
      createScriptURL(address) {
        if (trusted.has(address)) return address;
        throw new TypeError(`The policy "${POLICY}" is not for ${address}.`);
      },
    });
  } catch {
    // The page does not allow the policy; whether it needs one shows when the address is set.
  }
  return policy ? policy.createScriptURL(url) : url;
}

interface TrustedTypePolicies {
  createPolicy(
    name: string,
    rules: {createScriptURL(url: string): string},
  ): {createScriptURL(url: string): unknown};
}

const trustedTypes = () => (globalThis as {trustedTypes?: TrustedTypePolicies}).trustedTypes;

const failed = (message: string, cause?: unknown) =>
  new ParagonError('picker_script_failed', `${message}.`, cause === undefined ? {} : {cause});
