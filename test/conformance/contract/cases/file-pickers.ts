import {casesOf, type ContractCase} from '../case.js';

/** What can be said of pickers without the vendors' scripts. */
export const filePickerCases: readonly ContractCase[] = casesOf('ExternalFilePicker', {
  'is made with and without new': {
    accounts: [{type: 'box'}],
    run: (paragon) =>
      [new paragon.ExternalFilePicker('box', {}), paragon.ExternalFilePicker('box', {})].map((picker) =>
        [picker.init, picker.open, picker.getInstance].map((method) => typeof method),
      ),
  },
  'needs a type': (paragon, _given, {outcome}) => outcome(() => void new paragon.ExternalFilePicker('', {})),
  'of an integration without a picker': (paragon, _given, {outcome}) =>
    outcome(() => void new paragon.ExternalFilePicker('slack', {})),
  'without a user': (paragon, _given, {outcome, logout}) => {
    logout();
    return outcome(() => void new paragon.ExternalFilePicker('box', {}));
  },
  'does not open before init': (paragon) => new paragon.ExternalFilePicker('googledrive', {}).open(),
  'init needs what the vendor needs': {
    accounts: [{type: 'googledrive'}],
    run: (paragon, _given, {outcome}) =>
      outcome(() => new paragon.ExternalFilePicker('googledrive', {}).init({})),
  },
});
