import {expect, fixture, html} from '@open-wc/testing';
import {loadMarkdown} from './markdown.js';

async function draw(text: string): Promise<HTMLElement> {
  const render = await loadMarkdown();
  return fixture<HTMLElement>(html`<div>${render(text, 4)}</div>`);
}

describe('Markdown', () => {
  it('draws what descriptions are made of', async () => {
    const element = await draw(
      '# Title\n\nSome *text* &amp; **more**,\na `code`.\n\n1. one\n2. two\n\n- [link](https://example.com/a)\n\n> quote\n\n![alt](https://example.com/i.png)',
    );
    const tags = [...element.querySelectorAll('*')].map(({localName}) => localName);
    expect(tags).to.deep.equal([
      'h4',
      'p',
      'em',
      'strong',
      'code',
      'ol',
      'li',
      'li',
      'ul',
      'li',
      'a',
      'blockquote',
      'p',
      'p',
      'img',
    ]);
    expect(element.querySelector('p')?.textContent).to.contain('text & more');
    expect(element.querySelector('a')?.rel).to.equal('noopener noreferrer');
    expect(element.querySelector('a')?.target).to.equal('_blank');
  });

  const hostile = [
    '<img src=x onerror="globalThis.hacked=1">',
    '<script>globalThis.hacked=1</script>',
    '[x](javascript:globalThis.hacked=1)',
    '[x](JaVaScRiPt:globalThis.hacked=1)',
    '[x](java\tscript:globalThis.hacked=1)',
    '[x](&#106;avascript:globalThis.hacked=1)',
    '[x](data:text/html,<script>hacked</script>)',
    '[x](vbscript:x)',
    '![x](javascript:globalThis.hacked=1)',
    '![x](data:image/svg+xml,<svg onload=alert(1)>)',
    '![x](http://example.com/tracker.png)',
    '<svg onload="globalThis.hacked=1">',
    '<https://example.com/"onmouseover="hacked>',
    '| a |\n|---|\n| <b onclick=x> |',
  ];
  for (const text of hostile) {
    it(`makes nothing of ${text.replace(/\s/g, ' ')}`, async () => {
      const element = await draw(text);
      expect(element.querySelectorAll('script, svg, b, img').length).to.equal(0);
      for (const link of element.querySelectorAll('a')) {
        expect(['https:', 'http:', 'mailto:']).to.include(link.protocol);
        expect(link.getAttributeNames().sort()).to.deep.equal(['href', 'rel', 'target']);
      }
      expect('hacked' in globalThis).to.equal(false);
    });
  }

  it('stays quick and shallow with texts that are made to hurt', async () => {
    const start = performance.now();
    await draw('> '.repeat(3000) + 'x');
    await draw('*'.repeat(20_000));
    await draw('[a]('.repeat(10_000));
    expect(performance.now() - start).to.be.lessThan(4000);
  });
});
