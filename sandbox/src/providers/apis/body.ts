import type {Context} from 'hono';

/** The members of a JSON body; none if it is no object. */
export async function membersOf(c: Context): Promise<Readonly<Record<string, unknown>>> {
  const body: unknown = await c.req.json().catch(() => ({}));
  return body !== null && typeof body === 'object' ? (body as Record<string, unknown>) : {};
}
