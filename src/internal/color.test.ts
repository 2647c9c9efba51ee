import {expect} from '@open-wc/testing';
import {parseColor} from './color.js';

describe('parseColor', () => {
  for (const [text, color] of [
    ['#4A154B', 'rgb(74, 21, 75)'],
    [' #fff ', 'rgb(255, 255, 255)'],
    ['rgb(1, 2, 3)', 'rgb(1, 2, 3)'],
    ['rgb(1 2 300)', 'rgb(1, 2, 255)'],
  ]) {
    it(`reads ${text}`, () => expect(parseColor(text)).to.equal(color));
  }
  for (const text of [
    'red',
    '#12345',
    'var(--x)',
    'url(x)',
    '#fff;}',
    'rgb(1,2,3);x:url(y)',
    '',
    undefined,
    7,
    {},
  ]) {
    it(`does not take ${String(text)}`, () => expect(parseColor(text)).to.equal(undefined));
  }
});
