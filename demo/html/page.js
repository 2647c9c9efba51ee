// The page of the pretend product, as the frameworks beside it draw it. What attributes cannot say are properties.

const FIELDS = {
  Contact: {
    fields: [
      {label: 'First name', value: 'first_name'},
      {label: 'Last name', value: 'last_name'},
      {label: 'Email', value: 'email'},
      {label: 'Phone number', value: 'phone'},
    ],
    defaultFields: ['first_name', 'last_name', 'email'],
    userCanRemoveMappings: true,
  },
};

const find = (selector) => document.querySelector(selector);
let mapping;
let files = [];

// First of all: the provider may sign in at once.
find('paragon-provider').addEventListener('paragon-authenticate', ({type}) => log(type));
for (const name of [
  'paragon-integration-install',
  'paragon-integration-uninstall',
  'paragon-portal-open',
  'paragon-portal-close',
]) {
  find('paragon-provider').addEventListener(name, ({type, detail}) => log(type, detail.integrationType));
}
find('paragon-provider').addEventListener('paragon-error', ({type, detail}) =>
  log(type, detail.stage, detail.error.message),
);
const user = await signedInUser();
showUser();
addEventListener('hashchange', showPage);
showPage();

function showPage() {
  const isTeam = location.hash === '#team';
  const page = find(isTeam ? '#team' : '#integrations').content.cloneNode(true);
  if (!isTeam) prepare(page);
  find('#page').replaceChildren(page);
}

/** Before the elements are in the page, and perhaps before they are defined. */
function prepare(page) {
  const mapper = page.querySelector('paragon-field-mapper');
  const picker = page.querySelector('paragon-file-picker');
  const shown = page.querySelector('#mapping');
  const chosen = page.querySelector('#files');

  const showMapping = () => {
    shown.textContent = mapping === undefined ? 'Nothing is mapped.' : JSON.stringify(mapping);
  };
  const showFiles = () => {
    chosen.textContent = `${files.length} chosen`;
  };

  page.querySelector('.user').textContent = user;
  mapper.mapObjectFields = FIELDS;
  mapper.value = mapping;
  mapper.addEventListener('change', () => {
    mapping = mapper.value;
    showMapping();
  });
  page.querySelector('#locked').addEventListener('change', ({target}) => (mapper.disabled = target.checked));
  page.querySelector('#forget').addEventListener('click', () => {
    mapper.value = mapping = undefined;
    showMapping();
  });
  page.querySelector('#contacts').addEventListener('submit', (event) => {
    event.preventDefault();
    log('submit', new FormData(event.currentTarget).get('mapping'));
  });
  picker.files = files;
  picker.addEventListener('change', () => {
    files = picker.files;
    showFiles();
  });
  picker.addEventListener('paragon-files-select', ({type, detail}) => log(type, detail.files.length));
  showMapping();
  showFiles();
}

function log(...parts) {
  const line = document.createElement('li');
  line.textContent = parts.join('  ');
  find('#log').append(line);
}

/** Who is signed in; the product's own back end knows. */
async function signedInUser() {
  const response = await fetch('/api/me');
  return response.ok ? (await response.json()).user : '';
}

function showUser() {
  const select = find('#user');
  if (![...select.options].some(({value}) => value === user)) select.add(new Option(user));
  select.value = user;
}
