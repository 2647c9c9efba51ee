import {createPublicKey} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {
  SignJWT,
  decodeJwt,
  exportJWK,
  generateKeyPair,
  importJWK,
  jwtVerify,
  type JWK,
  type JWTHeaderParameters,
} from 'jose';
import type {KeyStore} from '../db/keys.js';
import {ApiError, StartError, errorCodes} from '../errors.js';
import {
  MalformedPermissions,
  PERMISSIONS_CLAIM,
  readPermissions,
  type Permissions,
  type PermissionsClaim,
} from './permissions.js';

/** Signs development user tokens and judges all user tokens. */
export interface UserTokens {
  /** What a valid token says. Anything else is an `ApiError` with status 401. */
  verify(token: string | undefined): Promise<VerifiedToken>;
  sign(userId: string, options?: TokenOptions): Promise<string>;
}

export interface VerifiedToken {
  readonly userId: string;
  readonly permissions: Permissions;
}

export interface TokenOptions {
  /** Seconds; a negative number gives an expired token. Default: an hour. */
  readonly expiresIn?: number;
  /** What the token is restricted to. Signed as it is, so that wrong ones can be tried as well. */
  readonly permissions?: PermissionsClaim;
}

const ALGORITHM = 'RS256';
const LEEWAY = 60;
/** More than headers may hold. In process, nothing else limits them. */
const MAX_LENGTH = 16_000;
const DEVELOPMENT_KEY = 'development';

type PublicKey = Awaited<ReturnType<typeof importJWK>>;

export async function createUserTokens(options: {
  projectId: string;
  keys: KeyStore;
  publicKeyFiles: readonly string[];
}): Promise<UserTokens> {
  const {projectId} = options;
  const privateJwk = await options.keys.getOrMake<JWK>('user-token', async () => {
    const {privateKey} = await generateKeyPair(ALGORITHM, {modulusLength: 2048, extractable: true});
    return exportJWK(privateKey);
  });
  const privateKey = await importJWK(privateJwk, ALGORITHM);
  const publicKeys = new Map<string, PublicKey>();
  const {kty, n, e} = privateJwk;
  publicKeys.set(DEVELOPMENT_KEY, await importJWK({kty, n, e}, ALGORITHM));
  for (const file of options.publicKeyFiles) publicKeys.set(file, await readPublicKey(file));

  /** Keys come from here alone; what the header says can only choose among them. */
  async function verifyWithAnyKey(token: string) {
    const checks = {algorithms: [ALGORITHM], clockTolerance: LEEWAY, requiredClaims: ['sub', 'exp']};
    const candidates = (header: JWTHeaderParameters) => {
      const named = header.kid === undefined ? undefined : publicKeys.get(header.kid);
      return named ? [named] : [...publicKeys.values()];
    };
    let queue: PublicKey[] | undefined;
    for (;;) {
      try {
        return await jwtVerify(
          token,
          (header: JWTHeaderParameters) => {
            queue ??= candidates(header);
            const [next, ...rest] = queue;
            queue = rest;
            if (!next) throw new Error('There is no key.');
            return next;
          },
          checks,
        );
      } catch (error) {
        const wrongKey = (error as {code?: string}).code === 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED';
        if (!wrongKey || !queue?.length) throw error;
      }
    }
  }

  return Object.freeze({
    async verify(token: string | undefined) {
      if (!token) throw unauthorized('A user token is missing. Send it as "Authorization: Bearer <token>".');
      // Decoders forgive padding and white space; a token has neither.
      if (token.length > MAX_LENGTH || !/^[\w-]+\.[\w-]+\.[\w-]*$/.test(token))
        throw unauthorized('The user token is not a signed JWT.');
      let claims;
      try {
        claims = (await verifyWithAnyKey(token)).payload;
      } catch (cause) {
        throw unauthorized(reasonFor(cause));
      }
      if (typeof claims.sub !== 'string' || claims.sub === '' || claims.sub.length > 255)
        throw unauthorized('The user token names no user: its "sub" is empty or too long.');
      if (/\p{Cc}|\p{Cs}/u.test(claims.sub))
        throw unauthorized('The user token names no user: its "sub" holds control characters.');
      // JSON has numbers that no clock reaches, such as 1e999.
      if (![claims.exp, claims.nbf ?? 0, claims.iat ?? 0].every(Number.isFinite))
        throw unauthorized('The user token is not valid.');
      if (typeof claims.iat === 'number' && claims.iat > Date.now() / 1000 + LEEWAY)
        throw unauthorized(
          'The user token was issued in the future. Check the clock of the server that signs it.',
        );
      const audiences = claims.aud === undefined ? undefined : [claims.aud].flat();
      if (audiences && !audiences.includes(`useparagon.com/${projectId}`))
        throw unauthorized('The user token is for another project: its "aud" does not name this one.');
      return {userId: claims.sub, permissions: permissionsIn(claims[PERMISSIONS_CLAIM])};
    },

    sign: (userId: string, {expiresIn = 3600, permissions}: TokenOptions = {}) => {
      const now = Math.floor(Date.now() / 1000);
      const claims = permissions === undefined ? {} : {[PERMISSIONS_CLAIM]: permissions};
      return new SignJWT({...claims, aud: `useparagon.com/${projectId}`})
        .setProtectedHeader({alg: ALGORITHM, typ: 'JWT', kid: DEVELOPMENT_KEY})
        .setSubject(userId)
        .setIssuedAt(Math.min(now, now + expiresIn))
        .setExpirationTime(now + expiresIn)
        .sign(privateKey);
    },
  });
}

function permissionsIn(claim: unknown): Permissions {
  try {
    return readPermissions(claim);
  } catch (cause) {
    if (!(cause instanceof MalformedPermissions)) throw cause;
    throw unauthorized(
      `The user token is not valid: its claim ${PERMISSIONS_CLAIM} cannot be understood, ${cause.message}`,
    );
  }
}

/** Who a token says it is for, unverified: good for logs and rules, never for deciding who may do what. */
export function claimedUser(token: string | undefined): string | undefined {
  try {
    // Whoever sends a token writes whatever they like into it.
    const sub: unknown = token && token.length <= MAX_LENGTH ? decodeJwt(token).sub : undefined;
    return typeof sub === 'string' ? sub.slice(0, 255) : undefined;
  } catch {
    return undefined;
  }
}

export const bearerToken = (header: string | undefined): string | undefined =>
  /^Bearer +(\S+)$/i.exec(header ?? '')?.[1];

function reasonFor(cause: unknown): string {
  const {code, claim} = cause as {code?: string; claim?: string};
  if (code === 'ERR_JWT_EXPIRED') return 'The user token has expired.';
  if (code === 'ERR_JOSE_ALG_NOT_ALLOWED') return 'The user token is not signed with RS256.';
  if (code === 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED')
    return 'The user token is signed with a key that this sandbox does not know. Use /_sandbox/token, or start it with --public-key.';
  if (claim === 'sub') return 'The user token names no user: its "sub" is missing.';
  if (claim === 'exp') return 'The user token has no expiry: its "exp" is missing.';
  if (claim === 'nbf') return 'The user token is not valid yet.';
  return 'The user token is not valid.';
}

const unauthorized = (message: string) => new ApiError(401, errorCodes.unauthorized, message);

/** A PEM public key, an X.509 certificate or a JWK. */
async function readPublicKey(file: string): Promise<PublicKey> {
  try {
    const content = (await readFile(file, 'utf8')).trim();
    const key = content.startsWith('{')
      ? createPublicKey({key: JSON.parse(content) as JWK & {kty: string}, format: 'jwk'})
      : createPublicKey(content);
    if (key.asymmetricKeyType !== 'rsa') throw new Error('not an RSA key');
    return await importJWK(key.export({format: 'jwk'}) as JWK, ALGORITHM);
  } catch (cause) {
    throw new StartError(
      'bad-public-key',
      `The file ${file} of --public-key holds no RSA public key. Give a PEM file that begins with "-----BEGIN PUBLIC KEY-----", or a JWK.`,
      {cause},
    );
  }
}
