import type {CDPSession} from '@playwright/test';

/** Of a heap snapshot, as far as it is read here. */
interface Snapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly [readonly string[]];
    };
  };
  readonly nodes: readonly number[];
}

/** What is no value of the page: code is compiled again and again, the better the more often it runs. */
const NO_VALUES = new Set(['code', 'hidden', 'native', 'object shape', 'synthetic']);

/** Bytes of objects, texts, functions and other values in a page. Taking them down collects the garbage first. */
export async function bytesOfValues(cdp: CDPSession): Promise<number> {
  const chunks: string[] = [];
  const onChunk = ({chunk}: {chunk: string}) => void chunks.push(chunk);
  cdp.on('HeapProfiler.addHeapSnapshotChunk', onChunk);
  await cdp.send('HeapProfiler.takeHeapSnapshot', {reportProgress: false});
  cdp.off('HeapProfiler.addHeapSnapshotChunk', onChunk);
  const {snapshot, nodes} = JSON.parse(chunks.join('')) as Snapshot;
  const {node_fields: fields, node_types: types} = snapshot.meta;
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')];
  let bytes = 0;
  for (let at = 0; at < nodes.length; at += fields.length) {
    if (!NO_VALUES.has(types[0][nodes[at + type] ?? 0] ?? '')) bytes += nodes[at + size] ?? 0;
  }
  return bytes;
}
