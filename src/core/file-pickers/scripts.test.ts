import {expect} from '@open-wc/testing';
import {rejection} from '../../../test/helpers/client.js';
import {loadScript, loadStyle} from './scripts.js';

const URL_OF_SCRIPT = 'https://vendor.example/picker.js';

/** A document that loads nothing: the test says how each load ends. */
function setUp(options = {}, timeout = 5000) {
  const inert = document.implementation.createHTMLDocument();
  const state = {isThere: false};
  const load = (url = URL_OF_SCRIPT) =>
    loadScript({document: inert, url, options, timeout}, () => state.isThere);
  const scripts = () => [...inert.querySelectorAll('script')];
  const finish = (event: 'load' | 'error', isThere = event === 'load') => {
    state.isThere = isThere;
    scripts().at(-1)?.dispatchEvent(new Event(event));
  };
  return {inert, state, load, scripts, finish};
}

describe('scripts of vendors', () => {
  it('two who ask at the same time get one script', async () => {
    const {load, scripts, finish} = setUp();
    const both = Promise.all([load(), load()]);
    expect(scripts().map(({src}) => src)).to.deep.equal([URL_OF_SCRIPT]);
    finish('load');
    await both;
    await load();
    expect(scripts().length).to.equal(1);
  });

  it('what is there already is not loaded', async () => {
    const {load, state, scripts} = setUp();
    state.isThere = true;
    await load();
    expect(scripts().length).to.equal(0);
  });

  for (const [name, spoil] of [
    ['fails', (one: ReturnType<typeof setUp>) => one.finish('error')],
    ['loads, but is something else', (one: ReturnType<typeof setUp>) => one.finish('load', false)],
  ] as const) {
    it(`one that ${name} is taken out and can be loaded again`, async () => {
      const one = setUp();
      const first = rejection(one.load());
      spoil(one);
      expect((await first).code).to.equal('picker_script_failed');
      expect(one.scripts().length).to.equal(0);
      const second = one.load();
      one.finish('load');
      await second;
      expect(one.scripts().length).to.equal(1);
    });
  }

  it('one that does not come in time has failed', async () => {
    const {load, scripts} = setUp({}, 5);
    const error = await rejection(load());
    expect([error.code, error.message]).to.deep.equal([
      'picker_script_failed',
      `${URL_OF_SCRIPT} did not load within 0.005 seconds.`,
    ]);
    expect(scripts().length).to.equal(0);
  });

  it('has the nonce and the hash that the page gives', async () => {
    const {load, scripts, finish} = setUp({nonce: 'abc', integrity: 'sha384-AAAA'});
    const loading = load();
    const {nonce, integrity, crossOrigin} = scripts()[0]!;
    expect([nonce, integrity, crossOrigin]).to.deep.equal(['abc', 'sha384-AAAA', 'anonymous']);
    finish('load');
    await loading;
  });

  it('asks the policy of the page for its address', async () => {
    const asked: string[] = [];
    const trustedTypesPolicy = {
      createScriptURL(url: string) {
        asked.push(url);
        return url;
      },
    };
    const {load, finish} = setUp({trustedTypesPolicy});
    const loading = load();
    finish('load');
    await loading;
    expect(asked).to.deep.equal([URL_OF_SCRIPT]);
  });

  for (const url of [
    'javascript:alert(1)',
    'data:text/javascript,alert(1)',
    'http://vendor.example/picker.js',
    'https://user:word@vendor.example/picker.js',
    'blob:https://vendor.example/1',
  ]) {
    it(`does not load ${url}`, async () => {
      const {load, scripts} = setUp();
      expect((await rejection(load(url))).code).to.equal('invalid_argument');
      expect(scripts().length).to.equal(0);
    });
  }

  it('loads a copy of the page by a path', async () => {
    const {load, scripts, finish} = setUp();
    const loading = load('/copies/picker.js');
    expect(scripts()[0]!.src).to.equal(`${location.origin}/copies/picker.js`);
    finish('load');
    await loading;
  });

  it('loads a style sheet once', async () => {
    const {inert} = setUp();
    const load = () =>
      loadStyle({document: inert, url: 'https://vendor.example/a.css', options: {nonce: 'n'}});
    const both = Promise.all([load(), load()]);
    const links = [...inert.querySelectorAll('link')];
    expect(links.map(({href, nonce}) => [href, nonce])).to.deep.equal([
      ['https://vendor.example/a.css', 'n'],
    ]);
    links[0]!.dispatchEvent(new Event('load'));
    await both;
  });
});
