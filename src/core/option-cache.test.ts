import {expect} from '@open-wc/testing';
import {waitFor} from '../../test/helpers/wait-for.js';
import {createOptionCache} from './option-cache.js';

/** A load that a test ends by hand. */
function loads() {
  const calls: {signal: AbortSignal; resolve(value: string): void; reject(error: Error): void}[] = [];
  const load = (signal: AbortSignal) =>
    new Promise<string>((resolve, reject) => void calls.push({signal, resolve, reject}));
  return {calls, load};
}

const outcome = (promise: Promise<string>) =>
  promise.catch((error: unknown) => (error instanceof Error ? `! ${error.message}` : `! ${String(error)}`));

describe('answers that are shared', () => {
  it('identical calls on their way share one; others do not', async () => {
    const cache = createOptionCache<string>(1000);
    const {calls, load} = loads();
    const all = [cache.get('a', 1, load), cache.get('a', 1, load), cache.get('b', 1, load)];
    expect(calls.length).to.equal(2);
    calls[0]?.resolve('A');
    calls[1]?.resolve('B');
    expect(await Promise.all(all)).to.deep.equal(['A', 'A', 'B']);
    cache.clear();
  });

  it('one who gives up stops nobody else; the last one stops the load', async () => {
    const cache = createOptionCache<string>(1000);
    const {calls, load} = loads();
    const [one, other] = [new AbortController(), new AbortController()];
    const first = outcome(cache.get('a', 1, load, one.signal));
    const second = outcome(cache.get('a', 1, load, other.signal));
    one.abort('first');
    expect(await first).to.equal('! first');
    expect(calls[0]?.signal.aborted).to.equal(false);
    other.abort('second');
    expect(await second).to.equal('! second');
    await waitFor(() => calls[0]?.signal.aborted === true);
    void cache.get('a', 1, load);
    expect(calls.length).to.equal(2);
    calls[1]?.resolve('');
    cache.clear();
  });

  it('an answer is kept for its time, then it goes by itself', async () => {
    const cache = createOptionCache<string>(30);
    const {calls, load} = loads();
    const first = cache.get('a', 1, load);
    calls[0]?.resolve('A');
    await first;
    expect(await cache.get('a', 1, load)).to.equal('A');
    expect(calls.length).to.equal(1);
    await waitFor(() => {
      void cache.get('a', 1, load);
      return calls.length === 2;
    });
    calls[1]?.resolve('again');
    cache.clear();
  });

  it('a failure is not kept', async () => {
    const cache = createOptionCache<string>(1000);
    const {calls, load} = loads();
    const both = [outcome(cache.get('a', 1, load)), outcome(cache.get('a', 1, load))];
    calls[0]?.reject(new Error('no'));
    expect(await Promise.all(both)).to.deep.equal(['! no', '! no']);
    const again = cache.get('a', 1, load);
    calls[1]?.resolve('yes');
    expect(await again).to.equal('yes');
    cache.clear();
  });

  it('an answer of another state counts for those only who asked in it', async () => {
    const cache = createOptionCache<string>(1000);
    const {calls, load} = loads();
    const before = cache.get('a', 'before', load);
    const after = cache.get('a', 'after', load);
    calls[1]?.resolve('new');
    calls[0]?.resolve('old');
    expect([await before, await after, await cache.get('a', 'after', load)]).to.deep.equal([
      'old',
      'new',
      'new',
    ]);
    expect(calls.length).to.equal(2);
    cache.clear();
  });

  it('once cleared nothing is served, also of what is still on its way', async () => {
    const cache = createOptionCache<string>(1000);
    const {calls, load} = loads();
    const first = cache.get('a', 1, load);
    cache.clear();
    calls[0]?.resolve('old');
    expect(await first).to.equal('old');
    const second = cache.get('a', 1, load);
    calls[1]?.resolve('new');
    expect(await second).to.equal('new');
    cache.clear();
  });

  it('the oldest answers give way', async () => {
    const cache = createOptionCache<string>(1000);
    let count = 0;
    const load = async () => String(++count);
    for (let index = 0; index < 51; index++) await cache.get(String(index), 1, load);
    expect([
      await cache.get('50', 1, load),
      await cache.get('1', 1, load),
      await cache.get('0', 1, load),
    ]).to.deep.equal(['51', '2', '52']);
    cache.clear();
  });
});
