import {createHash, createHmac, randomBytes, webcrypto} from 'node:crypto';
import {chmod, mkdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
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

/** Reads the key file of a data folder; makes it on first start. Only its owner may read it. */
export async function readKeyFile(folder: string): Promise<Uint8Array> {
  const path = join(folder, 'secret.key');
  await mkdir(folder, {recursive: true, mode: 0o700});
  await writeFile(path, randomBytes(32).toString('base64url') + '\n', {flag: 'wx', mode: 0o600}).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') {
        throw new StartError(
          'data-folder-unusable',
          `The key file ${path} cannot be written. Choose another folder with --data.`,
          {cause: error},
        );
      }
    },
  );
  await chmod(path, 0o600);
  const key = Buffer.from((await readFile(path, 'utf8')).trim(), 'base64url');
  if (key.length !== 32) {
    throw new StartError(
      'wrong-key-file',
      `The key file ${path} is damaged. Restore it, or delete the data folder to start over.`,
    );
  }
  return key;
}

/** For comparing and finding secrets without keeping them. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** 256 random bits for states, nonces and the like. */
export const randomToken = (): string => randomBytes(32).toString('base64url');
