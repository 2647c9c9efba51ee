import {setTimeout as sleep} from 'node:timers/promises';
import type {Context} from 'hono';
import {streamSSE} from 'hono/streaming';
import type {Activity, Topic} from '../http/activity.js';

/** Changes that come close together are told together. */
const INTERVAL = 250;
/** Tells a quiet connection from a dead one. */
const HEARTBEAT = 15_000;
/** How soon browsers try again. */
const RETRY = 1000;

/** Tells what has changed, as Server-Sent Events `change` with a list of topics, until either side ends it. */
export function streamChanges(c: Context, activity: Activity): Response {
  const response = streamSSE(c, async (stream) => {
    const gone = new AbortController();
    stream.onAbort(() => gone.abort());
    const over = AbortSignal.any([gone.signal, activity.closed]);
    const changed = new Set<Topic>();
    let wake = () => {};
    const stopWatching = activity.watch((topic) => {
      changed.add(topic);
      wake();
    });
    const pause = (milliseconds: number, signal: AbortSignal) =>
      sleep(milliseconds, undefined, {signal, ref: false}).catch(() => undefined);
    try {
      await stream.writeSSE({event: 'hello', data: '{}', retry: RETRY});
      while (!over.aborted) {
        if (!changed.size) {
          const woken = new AbortController();
          wake = () => woken.abort();
          await pause(HEARTBEAT, AbortSignal.any([over, woken.signal]));
        }
        if (over.aborted) break;
        if (!changed.size) {
          await stream.write(': still here\n\n');
          continue;
        }
        const topics = [...changed];
        changed.clear();
        await stream.writeSSE({event: 'change', data: JSON.stringify(topics)});
        await pause(INTERVAL, over);
      }
    } finally {
      stopWatching();
    }
  });
  response.headers.set('Cache-Control', 'no-store');
  return response;
}
