import {createHash, createHmac, randomBytes, webcrypto} from 'node:crypto';
import {chmod, mkdir, readFile, writeFile} from 'node:fs/promises';
import {dirname} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {StartError} from '../errors.js';

/** Encrypts what must not lie readable in the database. */
export interface Vault {
  /** Seals a JSON value. It can only be opened again under the same label. */
  seal(label: string, value: unknown): Promise<string>;
  open<T>(label: string, sealed: string): Promise<T>;
  /** A secret for one purpose, always the same for one key file. */
  derive(purpose: string): string;
}

const PREFIX = 'v1.';

/** AES-256-GCM; the label is authenticated with it, so that a sealed value cannot be moved to another row. */
export async function createVault(rawKey: Uint8Array): Promise<Vault> {
  const key = await webcrypto.subtle.importKey('raw', rawKey, 'AES-GCM', false, ['encrypt', 'decrypt']);
  const parameters = (label: string, iv: Uint8Array) => ({
    name: 'AES-GCM',
    iv,
    additionalData: new TextEncoder().encode(label),
  });

  return Object.freeze({
    async seal(label: string, value: unknown) {
      const iv = webcrypto.getRandomValues(new Uint8Array(12));
      const plain = new TextEncoder().encode(JSON.stringify(value));
      const sealed = await webcrypto.subtle.encrypt(parameters(label, iv), key, plain);
      return PREFIX + Buffer.concat([iv, Buffer.from(sealed)]).toString('base64url');
    },

    async open<T>(label: string, sealed: string) {
      const bytes = Buffer.from(sealed.slice(PREFIX.length), 'base64url');
      const plain = await webcrypto.subtle.decrypt(
        parameters(label, bytes.subarray(0, 12)),
        key,
        bytes.subarray(12),
      );
      return JSON.parse(new TextDecoder().decode(plain)) as T;
    },

    derive: (purpose: string) => createHmac('sha256', rawKey).update(purpose).digest('base64url'),
  });
}

/** Reads a key file; makes it on first start. Only its owner may read one that was made here. */
export async function readKeyFile(path: string, flag: '--data' | '--key-file'): Promise<Uint8Array> {
  const unusable = (what: string) => (cause: unknown) => {
    throw new StartError(
      'data-folder-unusable',
      `The key file ${path} ${what} Choose another with ${flag}.`,
      {
        cause,
      },
    );
  };
  await mkdir(dirname(path), {recursive: true, mode: 0o700}).catch(unusable('cannot be made.'));
  await writeFile(path, randomBytes(32).toString('base64url') + '\n', {flag: 'wx', mode: 0o600}).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') unusable('cannot be written.')(error);
    },
  );
  // A file that was given is its giver's: secrets that are mounted into containers cannot be changed.
  if (flag === '--data')
    await chmod(path, 0o600).catch(unusable('belongs to another user, or cannot be changed.'));
  const key = Buffer.from(await readWhole(path).catch(unusable('cannot be read.')), 'base64url');
  if (key.length !== 32) {
    throw new StartError(
      'wrong-key-file',
      `The key file ${path} is damaged. Restore it, or delete the data folder to start over.`,
    );
  }
  return key;
}

/** Another process may have made the file this moment, and not yet written to it. */
async function readWhole(path: string): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    const text = (await readFile(path, 'utf8')).trim();
    if (text || attempt === 20) return text;
    await sleep(50);
  }
}

/** For comparing and finding secrets without keeping them. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** 256 random bits for states, nonces and the like. */
export const randomToken = (): string => randomBytes(32).toString('base64url');
