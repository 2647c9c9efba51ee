import {expect} from '@open-wc/testing';
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
});
