import {expect} from '@open-wc/testing';
import fc from 'fast-check';
import {isParagonError} from './errors.js';
import {resolveServiceUrls} from './service-urls.js';

describe('resolveServiceUrls', () => {
  it('knows the cloud', () => {
    const urls = resolveServiceUrls();
    expect(urls.api).to.equal('https://zeus.useparagon.com');
    expect(urls.proxy).to.equal('https://proxy.useparagon.com');
    expect(urls.cdn).to.equal('https://cdn.useparagon.com/latest/dashboard/public');
  });

  for (const [host, api] of [
    ['mycompany.paragon.so', 'https://zeus.mycompany.paragon.so'],
    ['https://mycompany.paragon.so:8443/path', 'https://zeus.mycompany.paragon.so'],
    ['httpbin.corp.test', 'https://zeus.httpbin.corp.test'],
    ['http://localhost:4400', 'http://localhost:4400'],
    ['localhost:4400', 'http://localhost:4400'],
    ['127.0.0.1:4400', 'http://127.0.0.1:4400'],
    ['https://[::1]:4400', 'https://[::1]:4400'],
  ] as const) {
    it(`${host} → ${api}`, () => expect(resolveServiceUrls(host).api).to.equal(api));
  }

  it('takes single services by either name, the override first', () => {
    const urls = resolveServiceUrls(
      'mycompany.paragon.so',
      {api: 'https://a.example/', events: 'https://e.example'},
      {ZEUS_PUBLIC_URL: 'https://z.example/base/'},
    );
    expect(urls.api).to.equal('https://z.example/base');
    expect(urls.events).to.equal('https://e.example');
    expect(urls.oauth).to.equal('https://passport.mycompany.paragon.so');
  });

  it('asks for triggers where the installation has them', () => {
    expect(resolveServiceUrls().triggers).to.equal('https://zeus.useparagon.com');
    expect(resolveServiceUrls('mycompany.paragon.so').triggers).to.equal(
      'https://actionkit.mycompany.paragon.so',
    );
    expect(resolveServiceUrls('localhost:4400').triggers).to.equal('http://localhost:4400');
    const elsewhere = {ZEUS_PUBLIC_URL: 'https://z.example'};
    expect(resolveServiceUrls(undefined, {}, elsewhere).triggers).to.equal('https://z.example');
    const named = {API_TRIGGER_KIT_PUBLIC_URL: 'https://t.example'};
    expect(resolveServiceUrls(undefined, {}, {...elsewhere, ...named}).triggers).to.equal(
      'https://t.example',
    );
  });

  for (const [host, services] of [
    ['', {}],
    ['https://user:pass@host.example', {}],
    ['not a host', {}],
    [undefined, {api: 'http://evil.example'}],
    [undefined, {api: 'javascript:alert(1)'}],
    [undefined, {api: 'https://user@host.example'}],
    [undefined, {api: ''}],
  ] as const) {
    it(`refuses ${String(host)} ${JSON.stringify(services)}`, () => {
      let caught: unknown;
      try {
        resolveServiceUrls(host, services);
      } catch (error) {
        caught = error;
      }
      expect(isParagonError(caught) && caught.code).to.equal('invalid_argument');
    });
  }

  it('whatever the host, services are on https, or on loopback, and carry no credentials', () => {
    const pieces = fc.constantFrom(
      'http://',
      'https://',
      'localhost',
      '127.0.0.1',
      'a.example',
      ':80',
      '@',
      '/',
      '\\',
      '#',
      '?',
      '..',
      'javascript:',
      '%2f',
      ' ',
      '\t',
      'ü',
    );
    const host = fc.oneof(
      fc.string(),
      fc.array(pieces, {maxLength: 6}).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(host, (text) => {
        let urls: ReturnType<typeof resolveServiceUrls>;
        try {
          urls = resolveServiceUrls(text);
        } catch (error) {
          return isParagonError(error) && error.code === 'invalid_argument';
        }
        return Object.values(urls).every((url) => {
          const {protocol, hostname, username, password, pathname} = new URL(url);
          const isLoopback = /^(localhost|127\..*|\[::1\])$/.test(hostname);
          return (protocol === 'https:' || isLoopback) && !username && !password && pathname === '/';
        });
      }),
      {numRuns: 2000},
    );
  });
});
