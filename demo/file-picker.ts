import '../src/define.js';
import './account.js';
import {log, logEvents} from './event-log.js';
import {showContent} from './file-content.js';

const asked = new URLSearchParams(location.search);
const outside = import.meta.env.VITE_OUTSIDE_URL;
const box = `${outside}/box/platform/elements/21.0.0/en-US/picker`;

/** Where the sandbox has the pickers. A real page leaves these away: the providers' own addresses are the default. */
const SCRIPTS: Readonly<Record<string, {scriptUrl: string; styleUrl?: string}>> = {
  googledrive: {scriptUrl: `${outside}/googledrive/js/api.js`},
  box: {scriptUrl: `${box}.js`, styleUrl: `${box}.css`},
};

const picker = document.querySelector('paragon-file-picker');
const provider = document.querySelector('paragon-provider');
const form = document.querySelector<HTMLFormElement>('#form');
const content = document.querySelector('#content');

if (picker && provider && form && content) {
  const integration = asked.get('integration') ?? 'googledrive';
  Object.assign(picker, {
    integration,
    multiple: asked.has('multiple'),
    folders: asked.has('folders'),
    allowedTypes: asked.get('types')?.split(','),
    developerKey: 'google-demo-developer-key',
    appId: '1234567890',
    ...SCRIPTS[integration],
  });
  showChoices(integration);
  logEvents(document);
  picker.addEventListener('change', () =>
    log(`change  ${picker.files.map(({name}) => name).join(', ') || 'nothing'}`),
  );
  picker.addEventListener('paragon-files-select', ({detail}) => {
    const file = detail.files.find(({isFolder}) => !isFolder);
    content.textContent = file ? '' : 'A folder has no content of its own.';
    if (file && provider.client) void showContent(content, provider.client, integration, file);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    log(`submit  ${new FormData(form).getAll('files').join(' ')}`);
  });
}

/** The form above the picker says what the address says. */
function showChoices(integration: string): void {
  const select = document.querySelector<HTMLSelectElement>('#integration');
  if (select) select.value = integration;
  for (const name of ['multiple', 'folders']) {
    const box = document.querySelector<HTMLInputElement>(`#${name}`);
    if (box) box.checked = asked.has(name);
  }
}
