import {connect} from '../tools.mjs';

/** Files as the providers' pickers tell them. */
const CHOSEN = [
  {
    id: '1',
    name: 'Q1 2026.pdf',
    mimeType: 'application/pdf',
    size: 184_320,
    url: 'https://drive.google.com/1',
  },
  {id: '2', name: 'Reports', isFolder: true, url: 'https://drive.google.com/2'},
  {id: '3', name: 'Ferry at dawn.png', mimeType: 'image/png', size: 2_450_000},
  {id: '4', name: 'Budget 2026', mimeType: 'application/vnd.google-apps.spreadsheet'},
  {id: '5', name: `A_name_without_an_end_${'and_on_'.repeat(20)}.docx`, size: 12},
  {id: '6', name: 'תוכנית שנתית.txt', mimeType: 'text/plain', size: 920},
];

async function open({page, demoUrl}, query = '', more = {}) {
  await page.goto(`${demoUrl}/file-picker.html?multiple${query}`);
  await page.getByRole('button', {name: /^Choose/}).waitFor();
  await page.locator('paragon-file-picker').evaluate((picker, given) => Object.assign(picker, given), more);
}

const choose = ({page}) => page.getByRole('button', {name: /^Choose/}).click();

export const filePickerScenes = [
  {group: 'File picker', name: 'Nothing is chosen', open: (scene) => open(scene)},
  {
    group: 'File picker',
    name: 'Files of every kind',
    fullPage: true,
    async open(scene) {
      await open(scene, '', {files: CHOSEN});
      await scene.page.getByRole('link', {name: 'Q1 2026.pdf'}).waitFor();
    },
  },
  {
    group: 'File picker',
    name: 'Something is missing',
    async open(scene) {
      await open(scene);
      await scene.page.getByRole('button', {name: 'Send'}).click();
      await scene.page.getByText('Choose something first.').waitFor();
    },
  },
  {
    group: 'File picker',
    name: 'Switched off',
    open: (scene) => open(scene, '', {disabled: true, files: CHOSEN.slice(0, 2)}),
  },
  {
    group: 'File picker',
    name: 'On its way',
    async open(scene) {
      await connect(scene, 'googledrive');
      await scene.page.route('**/googledrive/js/api.js', () => new Promise(() => {}));
      await open(scene);
      await choose(scene);
      await scene.page.locator('paragon-file-picker:state(opening)').waitFor();
    },
  },
  {
    group: 'File picker',
    name: 'The account is connected first',
    async open(scene) {
      await open(scene);
      await choose(scene);
      await scene.page.getByRole('dialog').getByRole('button', {name: 'Connect Google Drive'}).waitFor();
    },
  },
  {
    group: 'File picker',
    name: 'The provider’s script is blocked',
    async open(scene) {
      await connect(scene, 'googledrive');
      await scene.page.route('**/googledrive/js/api.js', (route) => route.abort());
      await open(scene, '', {files: CHOSEN.slice(0, 1)});
      await choose(scene);
      await scene.page.getByText('Google Drive could not be loaded').first().waitFor();
    },
  },
  {
    group: 'File picker',
    name: 'Its window needs another click',
    async open(scene) {
      await connect(scene, 'onedrive');
      await open(scene, '&integration=onedrive');
      // As if the click had been long ago.
      await scene.page.evaluate(() =>
        Object.defineProperty(navigator, 'userActivation', {value: {isActive: false}}),
      );
      await scene.page.locator('paragon-file-picker').evaluate((picker) => picker.open());
      await scene.page.getByRole('button', {name: 'Open OneDrive'}).waitFor();
    },
  },
  {
    group: 'File picker',
    name: 'The user chooses in a window',
    async open(scene) {
      await connect(scene, 'onedrive');
      await open(scene, '&integration=onedrive');
      await choose(scene);
      await scene.page.getByText('Choose in the OneDrive window').first().waitFor();
    },
  },
];
