import {closeQuietly, type ProviderWindow} from '../browser.js';
import {isRecord} from '../data.js';
import {ParagonError, toParagonError} from '../errors.js';
import {parseSafeUrl} from '../service-urls.js';
import type {IntegrationAccount} from '../types/workflows.js';
import {microsoftAddress} from './microsoft-options.js';
import {connectPort} from './microsoft-port.js';
import {memberOf, pickedFile} from './picked-file.js';
import type {Opening, PreparedPicker, Vendor, VendorContext} from './vendor.js';

/** Size of the window, in pixels. */
const WIDTH = 1080;
const HEIGHT = 680;
/** How often the window is looked at, in milliseconds. */
const WATCH_INTERVAL = 250;
/** A window that has not said hello by then cannot be reached, in milliseconds. */
const HELLO_TIMEOUT = 60_000;
/** The policies of a page that cut it off from the windows it opens. */
const CUTS_OFF = /^(same-origin|noopener-allow-popups)\b(?!-)/;

/** OneDrive and SharePoint: File Picker 8.0, a page of Microsoft's in a window of its own. No script is needed. */
export const microsoft: Vendor = {
  check: () => undefined,
  load: async () => undefined,
  prepare,
  normalize: (raw) =>
    pickedFile({
      id: raw.id,
      name: raw['name'],
      mimeType: memberOf(raw['file'], 'mimeType'),
      size: raw['size'],
      url: raw['webUrl'],
      isFolder: isRecord(raw['folder']),
      raw,
    }),
};

/** The part of a window that can be written into while it is still empty. */
type EmptyWindow = ProviderWindow & {readonly document?: Document};

function prepare(context: VendorContext): PreparedPicker {
  const base = baseOf(context.type, context.access.account);
  return {
    getInstance: () => null,
    open: (opening) => openWindow(context, base, opening),
    dispose: () => undefined,
  };
}

/** Where the account's picker is, without the last part of the path. Throws `protocol_error` if it cannot be used. */
function baseOf(type: string, {accountAuth, providerData}: IntegrationAccount): URL {
  const given = type === 'onedrive' ? accountAuth?.['DOMAIN'] : providerData?.['webUrl'];
  const text = typeof given === 'string' ? given.trim() : '';
  if (!text && type === 'onedrive') return new URL('https://onedrive.live.com');
  const url = parseSafeUrl(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  if (url) return url;
  throw new ParagonError('protocol_error', 'The account has no address at which its files could be picked.');
}

/** Opens the window in the same task, inside the click; its page comes once the token is there. */
function openWindow(context: VendorContext, base: URL, opening: Opening): {focus(): void} {
  const {browser, access} = context;
  const {signal} = opening;
  const channelId = crypto.randomUUID();
  const {left, top} = browser.centre(WIDTH, HEIGHT);
  const features = `popup,width=${WIDTH},height=${HEIGHT},left=${left},top=${top}`;
  // A name of its own, so that two pickers do not share a window.
  const popup: EmptyWindow | null = browser.open('about:blank', `paragon-picker-${channelId}`, features);
  if (!popup || popup.closed) {
    throw new ParagonError('picker_blocked', 'The browser has blocked the window. Call open() in a click.');
  }
  const address = microsoftAddress(context, base, channelId);
  let isSent = false;
  let hasSaidHello = false;

  const stopListening = browser.onMessage(({source, origin, data, ports}) => {
    if (hasSaidHello || !isSent || source !== popup || origin !== base.origin) return;
    if (!isRecord(data) || data['type'] !== 'initialize' || data['channelId'] !== channelId) return;
    const port = ports?.[0];
    if (!port) return;
    hasSaidHello = true;
    clearTimeout(deadline);
    connectPort(port, opening, () => access.renew());
    opening.onShown();
  });
  const deadline = setTimeout(() => opening.onFailed(unreachable()), HELLO_TIMEOUT);
  const watch = setInterval(() => {
    if (!popup.closed) return;
    clearInterval(watch);
    if (hasSaidHello || !isSent) return opening.onCancelled();
    isCutOff(context).then(
      (cut) => (cut ? opening.onFailed(unreachable()) : opening.onCancelled()),
      () => opening.onCancelled(),
    );
  }, WATCH_INTERVAL);
  const end = () => {
    clearInterval(watch);
    clearTimeout(deadline);
    stopListening();
    closeQuietly(popup);
  };
  signal.addEventListener('abort', end);
  // Nobody could hear the window any more.
  if (typeof window !== 'undefined') window.addEventListener('pagehide', opening.onCancelled, {signal});

  const token = access.fresh;
  (token === undefined ? access.getToken() : Promise.resolve(token))
    .then((newest) => {
      if (signal.aborted || popup.closed) return;
      isSent = true;
      send(popup, address, newest, opening);
    })
    .catch((cause: unknown) => opening.onFailed(toParagonError(cause)));
  return {focus: () => popup.focus()};
}

/** Sends the window to the picker with the token in a form, so that it stands in no address. */
function send({document}: EmptyWindow, address: string, token: string, opening: Opening): void {
  if (!document) throw unreachable();
  document.addEventListener('securitypolicyviolation', ({effectiveDirective}) => {
    if (effectiveDirective !== 'form-action') return;
    const {origin} = new URL(address);
    opening.onFailed(
      new ParagonError(
        'picker_failed',
        `The page's content security policy blocks the picker: allow ${origin} in form-action.`,
      ),
    );
  });
  const form = document.createElement('form');
  form.method = 'post';
  form.action = address;
  const field = document.createElement('input');
  field.type = 'hidden';
  field.name = 'access_token';
  field.value = token;
  form.append(field);
  document.body.append(form);
  form.submit();
}

/**
 * Whether the page's own opener policy cuts it off from the window, which then looks closed. Only its headers say so;
 * if they cannot be read, whoever has closed the window has the page before them again.
 */
async function isCutOff({browser}: VendorContext): Promise<boolean> {
  try {
    const {headers} = await browser.fetch(location.href, {method: 'HEAD'});
    return CUTS_OFF.test(headers.get('Cross-Origin-Opener-Policy')?.trim() ?? '');
  } catch {
    return !browser.hasFocus();
  }
}

const unreachable = () =>
  new ParagonError(
    'picker_unreachable',
    'The window of the picker cannot be reached. If the page has the header Cross-Origin-Opener-Policy, it must be ' +
      'same-origin-allow-popups; otherwise the picker did not load.',
  );
