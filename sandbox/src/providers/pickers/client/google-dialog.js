import {createBrowser} from './browser.js';
import {record} from './dom.js';
import {constants} from './google-constants.js';
import {createGoogleViews} from './google-views.js';

const {DocsViewMode, Feature} = constants;
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** @type {{origins: readonly string[] | null}} */
const setup = JSON.parse(document.querySelector('meta[name=picker-setup]')?.getAttribute('content') ?? '{}');
const place = document.getElementById('picker');
const host = window.parent;
let isTold = false;

/** @param {string} origin */
function isAllowed(origin) {
  if (setup.origins) return setup.origins.includes(origin);
  return /^https?:/.test(origin) && LOOPBACK.test(new URL(origin).hostname);
}

/** @param {import('./types.js').GoogleConfig} config @param {string} origin */
function show(config, origin) {
  /** @param {string} pickerMessage @param {object} [more] */
  const tell = (pickerMessage, more) => host.postMessage({pickerMessage, ...more}, origin);
  const views = createGoogleViews(config, {
    onListed() {
      if (!isTold) tell('loaded');
      isTold = true;
    },
    onFailure: () => tell('error'),
  });
  if (!views.length) {
    place?.append('There is nothing to choose from: no view lists files.');
    tell('error');
    return;
  }
  const isMultiple = config.features.includes(Feature.MULTISELECT_ENABLED);
  const browser = createBrowser({
    title: config.title,
    views,
    max: isMultiple ? (config.maxItems ?? Infinity) : 1,
    chooseLabel: 'Select',
    cancelLabel: 'Cancel',
    isGrid: config.views[0]?.mode === DocsViewMode.GRID,
    onChoose: (items) =>
      tell('picked', {docs: items.map(({raw}) => raw), view: [config.views[0]?.id, null, {}]}),
    onCancel: () => tell('cancel'),
  });
  place?.replaceChildren(browser.element);
  browser.start();
}

window.addEventListener('message', ({source, origin, data}) => {
  // Loaded alone, the page is its own parent.
  if (source !== host || host === window || !isAllowed(origin) || place?.childElementCount) return;
  const {pickerMessage, config} = record(data);
  if (pickerMessage === 'configure')
    show(/** @type {import('./types.js').GoogleConfig} */ (/** @type {unknown} */ (record(config))), origin);
});

if (host === window)
  place?.append('The dialog of the picker. Pages show it in a frame, by google.picker.PickerBuilder.');
// Nobody in particular is told that there is somebody: the page around answers, and only allowed ones may be that.
// eslint-disable-next-line no-restricted-syntax -- the origin of the page around is not known yet, and nothing is said
else host.postMessage({pickerMessage: 'ready'}, '*');
