import {expect} from '@open-wc/testing';
import {classifyWindow, type WindowVerdict} from './window-classifier.js';

describe('classifyWindow', () => {
  const table: [
    previous: WindowVerdict,
    isClosed: boolean,
    hasFocus: boolean,
    expected: WindowVerdict,
    why: string,
  ][] = [
    ['open', false, false, 'open', 'the user is at the provider'],
    ['open', false, true, 'open', 'the user looks at our page meanwhile'],
    ['open', true, true, 'closing', 'closed: the focus came back to us in the same moment'],
    ['open', true, false, 'severed', 'cut: the provider still has the focus'],
    ['closing', true, true, 'closing', 'the service has the last word'],
    ['closing', true, false, 'closing', 'the user has gone elsewhere since'],
    ['closing', false, true, 'open', 'a handle that comes back was never closed'],
    ['severed', true, false, 'severed', 'still at the provider'],
    ['severed', true, true, 'unknown', 'back on our page: closed, or just behind'],
    ['unknown', true, true, 'unknown', 'nothing new'],
    ['unknown', true, false, 'severed', 'went back to the provider'],
  ];
  for (const [previous, isClosed, hasFocus, expected, why] of table) {
    it(`${previous}, ${isClosed ? 'closed' : 'not closed'}, ${hasFocus ? 'focused' : 'not focused'} → ${expected}: ${why}`, () => {
      expect(classifyWindow(previous, {isClosed, hasFocus})).to.equal(expected);
    });
  }
});
