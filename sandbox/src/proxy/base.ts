import type {Values} from '../accounts/accounts.js';
import {fill, memberOf} from '../accounts/template.js';
import {badRequest} from '../errors.js';

const LABEL = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
const HOST = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`, 'i');

/**
 * Where an API begins. A template that begins with a slash is below `outsideUrl`. Values of an account fill its
 * placeholders, and whatever they hold, they name one part of a host or of a path and nothing more.
 */
export function resolveBase(template: string, values: Values, outsideUrl: string): URL {
  for (const [, name = ''] of template.matchAll(/\{([\w.]+)\}/g)) {
    const value = memberOf(values, name);
    if (value === undefined || value === null || value === '' || typeof value === 'object')
      throw badRequest(`The account lacks ${name}, which is part of the API's address. Connect it again.`);
  }
  const [, origin = '', path = ''] = /^(https?:\/\/[^/]*)?(.*)$/s.exec(template) ?? [];
  const filledOrigin = origin ? fill(origin, values, hostPart) : outsideUrl;
  const filledPath = fill(path, values, pathPart).replace(/\/+$/, '');
  const base = parse(filledOrigin + filledPath);
  if (!base || base.pathname !== (filledPath || '/') || base.username || base.password) throw unusable();
  if (origin.includes('{') && !isPublicName(base.hostname)) throw unusable();
  return base;
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

function hostPart(text: string): string {
  if (!HOST.test(text)) throw unusable();
  return text;
}

function pathPart(text: string): string {
  if (/^\s*\.{1,2}\s*$/.test(text) || /[/\\%\p{Cc}\p{Cs}]/u.test(text)) throw unusable();
  return encodeURIComponent(text);
}

/** A name that a user has a say in must not lead into this machine or its network. */
const isPublicName = (hostname: string) =>
  /\.[a-z][a-z0-9-]+$/.test(hostname) && !/\.(?:localhost|local|internal|home\.arpa)$/.test(hostname);

const unusable = () =>
  badRequest("A value of this account is not usable in the API's address. Connect it again.");
