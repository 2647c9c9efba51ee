import {and, eq, lt} from 'drizzle-orm';
import type {Context, MiddlewareHandler} from 'hono';
import type {ContentfulStatusCode} from 'hono/utils/http-status';
import {idempotentAnswers} from '../db/schema.js';
import {sha256} from '../db/vault.js';
import {ApiError, badRequest, errorCodes} from '../errors.js';
import type {SdkEnv} from '../routes/sdk-app.js';
import type {Services} from '../services.js';

const DAY = 24 * 3600_000;
/** A request whose server died is not at work for ever. */
const MINUTE = 60_000;

/**
 * A POST with an `Idempotency-Key` happens once: repeated with the same body it gets the same answer again, also after
 * a lost connection. Answers that say "try again" are not kept.
 */
export function idempotency({db, vault}: Pick<Services, 'db' | 'vault'>): MiddlewareHandler<SdkEnv> {
  return async (c, next) => {
    const key = c.req.header('Idempotency-Key');
    if (c.req.method !== 'POST' || key === undefined) return next();
    if (!/^[\x21-\x7e]{1,200}$/.test(key))
      throw badRequest('The Idempotency-Key must be 1 to 200 visible characters.');
    const personId = c.var.person.id;
    // An answer holds what its token could see: another token of the user does not get it.
    const claim = JSON.stringify(c.var.own.permissions.claim);
    const requestHash = sha256(`${c.req.path}\n${claim}\n${await c.req.text()}`);
    const row = and(eq(idempotentAnswers.personId, personId), eq(idempotentAnswers.key, key));
    const label = `answer:${personId}:${key}`;

    await db.delete(idempotentAnswers).where(lt(idempotentAnswers.expiresAt, new Date()));
    const begun = await db
      .insert(idempotentAnswers)
      .values({personId, key, requestHash, expiresAt: new Date(Date.now() + MINUTE)})
      .onConflictDoNothing()
      .returning({key: idempotentAnswers.key});
    if (!begun.length) {
      const [known] = await db.select().from(idempotentAnswers).where(row);
      return replay(c, known, requestHash);
    }

    await next();
    // Errors have become answers by now; one of ours is as good as a success, for it would be the same again.
    const {status} = c.res;
    if (status >= 500 || status === 429) await db.delete(idempotentAnswers).where(row);
    else {
      const body = await vault.seal(label, await c.res.clone().text());
      await db
        .update(idempotentAnswers)
        .set({status, body, expiresAt: new Date(Date.now() + DAY)})
        .where(row);
    }

    async function replay(
      context: Context,
      known: typeof idempotentAnswers.$inferSelect | undefined,
      hash: string,
    ): Promise<Response> {
      if (known && known.requestHash !== hash)
        throw new ApiError(422, errorCodes.conflict, 'This Idempotency-Key was used for another request.');
      if (!known || known.status === null || known.body === null)
        throw new ApiError(
          409,
          errorCodes.conflict,
          'The first request with this Idempotency-Key is still at work.',
        );
      return context.body(await vault.open<string>(label, known.body), known.status as ContentfulStatusCode, {
        'Content-Type': 'application/json',
        'Idempotent-Replayed': 'true',
      });
    }
  };
}
