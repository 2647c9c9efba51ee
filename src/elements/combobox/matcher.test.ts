import {expect} from '@open-wc/testing';
import {ItemList, valueOf} from './items.js';
import {Layout} from './layout.js';
import {fold, rank} from './matcher.js';

describe('what fits a search', () => {
  const fits = (text: string, search: string) => rank(fold(text), fold(search));

  it('tells beginnings, beginnings of words and the rest', () => {
    expect(fits('Sales team', 'sal')).to.equal(0);
    expect(fits('The sales team', 'SAL')).to.equal(1);
    expect(fits('Wholesales of sales', 'sales')).to.equal(1);
    expect(fits('Wholesales', 'sales')).to.equal(2);
    expect(fits('Sales', 'x')).to.equal(undefined);
  });

  it('compares without case, accents and spaces around', () => {
    expect(fits('Éclair', ' eCLAIR ')).to.equal(0);
    expect(fits('Ωμέγα', 'ωμεγα')).to.equal(0);
    expect(fits('e\u0301te\u0301', 'été')).to.equal(0);
    expect(fits('(vega)', 'vega')).to.equal(1);
  });

  it('takes a bounded time for texts that are made to be slow', () => {
    const texts = ['a'.repeat(1_000_000), 'ab'.repeat(500_000), '\u0301'.repeat(1_000_000)];
    const searches = ['a'.repeat(1_000_000), `${'a'.repeat(300)}b`, `${'ab'.repeat(150)}c`];
    // Built piece by piece; reading a character puts them together.
    for (const text of [...texts, ...searches]) text.charCodeAt(text.length - 1);
    const start = performance.now();
    for (const text of texts) for (const search of searches) fits(text, search);
    expect(performance.now() - start).to.be.below(50);
  });

  it('keeps each value once, also one that is named like a member of objects', () => {
    const option = (value: unknown) => ({label: `L ${String(value)}`, value: value as string});
    const list = new ItemList().with([option('__proto__'), option(1), option('1'), option('constructor')]);
    expect(list.options.map(valueOf).join()).to.equal('__proto__,1,constructor');
    expect(list.find('toString')).to.equal(undefined);
  });

  it('looks through a long list later, and the first of several options with one value stays where it is', () => {
    const entries = Array.from({length: 10_000}, (_none, index) => ({
      label: `Option ${index}`,
      value: String(index % 9000),
    }));
    const list = new ItemList().with(entries);
    expect(list.length).to.equal(10_000);
    expect(list.find('5')?.label).to.equal('Option 5');
    const distinct = list.distinct();
    expect(distinct.options).to.deep.equal(entries.slice(0, 9000));
    expect(list.with([{label: 'Once more', value: '3'}]).options).to.deep.equal(distinct.options);
  });

  it('goes on with a section on the next page, and leaves out titles without matches', () => {
    const page = (label: string) => [{title: 'Teams', items: [{label, value: label}]}];
    const list = new ItemList()
      .with(page('One'))
      .with([...page('Two'), {title: 'Rest', items: [{label: 'Six', value: '6'}]}]);
    expect(list.sections.map(({title}) => title).join()).to.equal('Teams,Rest');
    const kinds = (search: string) => {
      const rows = new Layout(list.matching(search));
      return Array.from({length: rows.length}, (_none, index) => rows.at(index)?.kind).join();
    };
    expect(kinds('')).to.equal('title,option,option,title,option');
    expect(kinds('six')).to.equal('title,option');
  });

  it('finds the same in a list that was made ready in part, and says when it is', () => {
    const entries = Array.from({length: 12_000}, (_none, index) => ({
      label: `Option ${index}`,
      value: String(index),
      subtitle: index === 11_999 ? 'The last one' : undefined,
    }));
    const [list, other] = [new ItemList().with(entries), new ItemList().with(entries)];
    expect(list.prepare(5000)).to.equal(true);
    for (const search of ['option 1199', 'last', '7', 'x'])
      expect(list.matching(search).options).to.deep.equal(other.matching(search).options);
    expect(list.matching('last').length).to.equal(1);
    expect(list.prepare(5000)).to.equal(false);
  });

  it('filters 100,000 options in the time of a few frames, once they are folded', () => {
    const entries = Array.from({length: 100_000}, (_none, index) => ({
      label: `Option ${index}`,
      value: String(index),
    }));
    const list = new ItemList().with(entries);
    list.matching('option');
    const times = ['9', '98', '987', '12', '4'].map((search) => {
      const start = performance.now();
      list.matching(search);
      return performance.now() - start;
    });
    expect(Math.min(...times)).to.be.below(100);
  });
});
