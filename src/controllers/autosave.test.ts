import {expect} from '@open-wc/testing';
import type {ReactiveController} from 'lit';
import {ParagonError} from '../core/errors.js';
import {until} from '../../test/helpers/elements.js';
import {Autosave, AutosaveController} from './autosave.js';

/** A service that answers when the test says so. */
function createService() {
  const calls: {value: string; accept(reasons?: string[]): void; fail(error?: Error): void}[] = [];
  const save = (value: string) =>
    new Promise<string[]>((resolve, reject) => {
      calls.push({
        value,
        accept: (reasons = []) => resolve(reasons),
        fail: (error = new ParagonError('network_error', 'no answer')) => reject(error),
      });
    });
  const call = (index: number) => until(() => calls[index], `call ${index} of ${calls.length}`);
  return {calls, save, call};
}

function setUp() {
  const autosave = new Autosave<string>();
  const service = createService();
  const edit = (value: string, more: {hold?: boolean; delay?: number} = {}) =>
    autosave.edit('field', value, {save: service.save, delay: 5, ...more});
  const untilStatus = (status: string) =>
    until(() => autosave.get('field')?.status === status, `${status}, not ${autosave.get('field')?.status}`);
  const sent = () => service.calls.map(({value}) => value);
  return {autosave, edit, untilStatus, sent, ...service};
}

describe('Autosave', () => {
  it('saves once nothing was typed for half a second', async () => {
    const {autosave, call, sent, save} = setUp();
    const start = Date.now();
    for (const value of ['a', 'ab', 'abc']) autosave.edit('field', value, {save});
    expect(autosave.get('field')?.status).to.equal('editing');
    (await call(0)).accept();
    expect(Date.now() - start).to.be.at.least(490);
    await until(() => autosave.get('field')?.status === 'saved', 'saved');
    expect(sent()).to.deep.equal(['abc']);
  });

  it('saves at once what is committed or flushed, and only that once', async () => {
    const {autosave, edit, call, sent, untilStatus} = setUp();
    edit('a', {delay: 60_000});
    autosave.commit('field');
    autosave.commit('field');
    autosave.flush();
    (await call(0)).accept();
    await untilStatus('saved');
    autosave.flush();
    expect(sent()).to.deep.equal(['a']);
  });

  it('saves what was edited meanwhile after the running save, the last value only', async () => {
    const {autosave, edit, call, sent, untilStatus} = setUp();
    edit('a');
    const first = await call(0);
    edit('ab');
    autosave.flush();
    edit('abc');
    autosave.flush();
    expect(sent()).to.deep.equal(['a']);
    first.accept();
    const second = await call(1);
    expect(second.value).to.equal('abc');
    expect(autosave.get('field')?.status).to.equal('saving');
    second.accept();
    await untilStatus('saved');
    expect(sent()).to.deep.equal(['a', 'abc']);
  });

  it('lets a late answer change nothing of a newer edit', async () => {
    const {autosave, edit, call} = setUp();
    edit('a');
    const first = await call(0);
    edit('ab', {delay: 60_000});
    first.accept(['Not this.']);
    await new Promise((resolve) => setTimeout(resolve));
    expect(autosave.get('field')).to.deep.equal({value: 'ab', status: 'editing', reasons: []});
  });

  it('keeps what failed, and tries it again', async () => {
    const {autosave, edit, call, sent, untilStatus} = setUp();
    edit('a');
    (await call(0)).fail();
    await untilStatus('failed');
    expect(autosave.get('field')?.value).to.equal('a');
    expect(autosave.get('field')?.error?.code).to.equal('network_error');
    autosave.retry('field');
    expect(autosave.get('field')?.status).to.equal('saving');
    (await call(1)).accept();
    await untilStatus('saved');
    expect(sent()).to.deep.equal(['a', 'a']);
  });

  it('tells why the service refuses a value, and takes the corrected one', async () => {
    const {autosave, edit, call, untilStatus} = setUp();
    edit('a');
    (await call(0)).accept(['Too short.']);
    await untilStatus('refused');
    expect(autosave.get('field')?.reasons).to.deep.equal(['Too short.']);
    autosave.retry('field');
    edit('abc');
    expect(autosave.get('field')?.reasons).to.deep.equal([]);
    (await call(1)).accept();
    await untilStatus('saved');
  });

  it('keeps what is not complete without saving it', async () => {
    const {autosave, edit, sent} = setUp();
    edit('name@', {hold: true});
    autosave.flush();
    autosave.commit('field');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(autosave.get('field')?.status).to.equal('held');
    expect(sent()).to.deep.equal([]);
  });

  it('gives up what waits once it is held or discarded', async () => {
    const {autosave, edit, sent} = setUp();
    edit('a');
    edit('', {hold: true});
    autosave.edit('other', 'b', {save: () => Promise.reject(new Error('saved')), delay: 5});
    autosave.discard((key) => key === 'other');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(sent()).to.deep.equal([]);
    expect(autosave.get('other')).to.equal(undefined);
  });

  it('forgets the answer of what was discarded', async () => {
    const {autosave, edit, call} = setUp();
    edit('a');
    const running = await call(0);
    autosave.discard();
    running.fail();
    await new Promise((resolve) => setTimeout(resolve));
    expect(autosave.get('field')).to.equal(undefined);
  });
});

describe('AutosaveController', () => {
  function createHost() {
    const controllers = new Set<ReactiveController>();
    let updates = 0;
    const host = {
      addController: (controller: ReactiveController) => void controllers.add(controller),
      removeController: (controller: ReactiveController) => void controllers.delete(controller),
      requestUpdate: () => void updates++,
      updateComplete: Promise.resolve(true),
      isConnected: true as boolean,
    };
    const remove = () => {
      host.isConnected = false;
      controllers.forEach((controller) => controller.hostDisconnected?.());
    };
    return {host, remove, updates: () => updates};
  }

  it('draws anew with each change, and saves what waits when its host goes', async () => {
    const {autosave, edit, call, sent} = setUp();
    const {host, remove, updates} = createHost();
    const controller = new AutosaveController<string>(host);
    controller.follow(autosave);
    edit('a', {delay: 60_000});
    expect(updates()).to.equal(1);
    remove();
    (await call(0)).accept();
    expect(sent()).to.deep.equal(['a']);
    const before = updates();
    // An element that has been removed is drawn once more.
    controller.follow(autosave);
    edit('b', {delay: 60_000});
    expect(updates()).to.equal(before);
  });

  it('saves what waits when the page is hidden', async () => {
    const {autosave, edit, call} = setUp();
    const {host, remove} = createHost();
    new AutosaveController<string>(host).follow(autosave);
    edit('a', {delay: 60_000});
    Object.defineProperty(document, 'visibilityState', {value: 'hidden', configurable: true});
    document.dispatchEvent(new Event('visibilitychange'));
    Reflect.deleteProperty(document, 'visibilityState');
    (await call(0)).accept();
    remove();
  });
});
