import {expect, fixture, html} from '@open-wc/testing';
import {formatDate, formatSize, formatTime, localeOf} from './locale.js';

describe('locale', () => {
  it('is the nearest language, across shadow roots', async () => {
    const outer = await fixture<HTMLElement>(html`<div lang="de"><p></p></div>`);
    const host = outer.querySelector('p')!;
    const inner = document.createElement('span');
    host.attachShadow({mode: 'open'}).append(inner);
    expect(localeOf(inner)).to.equal('de');
    expect(formatDate('2026-03-01T08:00:00.000Z', 'de')).to.equal('1. März 2026');
  });

  it('is none rather than one that no date can be written in', async () => {
    const element = await fixture<HTMLElement>(html`<p lang="no such thing"></p>`);
    expect(() => formatDate('2026-03-01T08:00:00.000Z', localeOf(element))).not.to.throw();
    expect(formatDate('nonsense', undefined)).to.equal('');
    expect(formatDate(undefined, 'en')).to.equal('');
    expect(formatTime(Infinity, 'en')).to.equal('');
    expect(formatTime(NaN, 'en')).to.equal('');
  });

  it('says sizes in the unit that a reader expects', () => {
    const sizes = [12, 1500, 1_500_000, 2_000_000_000, 5_000_000_000_000];
    expect(sizes.map((size) => formatSize(size, 'en')).join()).to.equal(
      '12 byte,1.5 kB,1.5 MB,2 GB,5,000 GB',
    );
    expect(formatSize(1_500_000, 'de').replace(/\s/, ' ')).to.equal('1,5 MB');
  });
});
