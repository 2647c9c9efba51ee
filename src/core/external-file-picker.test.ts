import {expect} from '@open-wc/testing';
import {createPickers} from '../../test/helpers/file-pickers.js';
import {createExternalFilePicker} from './external-file-picker.js';
import type {FilePickerFactory} from './file-pickers/file-picker.js';

const signedIn = {current: () => undefined} as never;
const active = {getActive: () => undefined} as never;
const session = {};

const facadeOver = (load: () => Promise<FilePickerFactory>) =>
  createExternalFilePicker({user: signedIn, integrations: active, getSession: () => session}, load);

describe('ExternalFilePicker', () => {
  it('makes one picker for calls of init() that run side by side', async () => {
    const vendor = createPickers('onedrive', {accountAuth: {DOMAIN: 'https://contoso.example'}});
    let made = 0;
    const Picker = facadeOver(async () => () => {
      made++;
      return vendor.create().picker;
    });
    const picker = new Picker('onedrive', {});
    expect(await Promise.all([picker.init({}), picker.init({})])).to.deep.equal([true, true]);
    expect(made).to.equal(1);
  });

  it('tells that open() came too early, and can be set up again after a failure', async () => {
    const vendor = createPickers('onedrive', {accountAuth: {DOMAIN: 'https://contoso.example'}});
    let isReachable = false;
    const Picker = facadeOver(async () => {
      if (!isReachable) throw new Error('offline');
      return () => vendor.create().picker;
    });
    const codes: string[] = [];
    const picker = Picker('onedrive', {onError: ({code}) => codes.push(code)});
    expect(picker.open()).to.equal(false);
    expect(await picker.init({}).catch(({code}: {code: string}) => code)).to.equal('network_error');
    isReachable = true;
    expect(await picker.init({})).to.equal(true);
    expect(codes).to.deep.equal(['picker_not_ready']);
    expect(picker.open()).to.equal(true);
    picker.close();
  });

  it('is only for the four drives', () => {
    const Picker = facadeOver(() => Promise.reject(new Error('not needed')));
    expect(() => Picker('slack', {})).to.throw('"slack" has no file picker');
  });
});
