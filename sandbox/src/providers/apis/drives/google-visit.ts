import type {Context} from 'hono';
import type {Access} from '../access.js';
import type {Drive, DriveItem} from './drive.js';

/** What a route works with. */
export interface GoogleVisit {
  readonly drive: Drive;
  readonly found: Access;
  /** The file of this id, if the token may know of it. */
  file(id: string | undefined): DriveItem | undefined;
  /** May the token only use what the app has made itself? */
  readonly seesOwnOnly: boolean;
  /** Answers with the members that are asked for. */
  answer(value: object, usual?: string): Response;
}

/** Runs a route for the drive that a token was issued for, if its scopes allow that. */
export type GoogleRoute = (
  kind: 'read' | 'write',
  run: (c: Context, visit: GoogleVisit) => Promise<Response> | Response,
) => (c: Context) => Promise<Response>;
