import {isRecord} from '../data.js';
import {ParagonError, toParagonError} from '../errors.js';
import type {FilePickerInitOptions} from '../types/file-picker.js';
import {expandType} from './mime-types.js';
import {pickedFile} from './picked-file.js';
import {loadScript} from './scripts.js';
import type {Opening, PreparedPicker, Vendor, VendorContext} from './vendor.js';

const SCRIPT = 'https://apis.google.com/js/api.js';
const FOLDER = 'application/vnd.google-apps.folder';
/** The library behind the script that is not there by then has failed, in milliseconds. */
const LIBRARY_TIMEOUT = 20_000;
/** A picker that has not reported itself by then counts as shown, in milliseconds. */
const SHOWN_TIMEOUT = 5_000;

/** The parts of Google's objects that are used here. */
interface GoogleApi {
  load(name: string, then: {callback(): void; onerror(): void; timeout: number; ontimeout(): void}): void;
}
interface GooglePicker {
  isVisible?(): boolean;
  setVisible(isVisible: boolean): unknown;
  dispose?(): void;
}
interface DocsView {
  setIncludeFolders(isOn: boolean): unknown;
  setSelectFolderEnabled(isOn: boolean): unknown;
  setMode(mode: string): unknown;
  setEnableDrives(isOn: boolean): unknown;
}
interface PickerBuilder {
  addView(view: DocsView): unknown;
  enableFeature(feature: unknown): unknown;
  setAppId(id: string): unknown;
  setCallback(callback: (response: unknown) => void): unknown;
  setDeveloperKey(key: string): unknown;
  setOAuthToken(token: string): unknown;
  setOrigin?(origin: string): unknown;
  setSelectableMimeTypes(types: string): unknown;
  build(): GooglePicker;
}
interface PickerLibrary {
  readonly PickerBuilder: new () => PickerBuilder;
  readonly DocsView: new () => DocsView;
  readonly Feature: Readonly<Record<string, unknown>>;
}

/** Google's Picker: a script that shows a dialog in the page, with a frame of Google's. */
export const googleDrive: Vendor = {
  check({developerKey}) {
    if (developerKey) return;
    throw new ParagonError(
      'invalid_argument',
      'Google Drive needs a developerKey, an API key for the Picker API.',
    );
  },
  load,
  prepare,
  normalize: (raw) =>
    pickedFile({
      id: raw.id,
      name: raw['name'],
      mimeType: raw['mimeType'],
      size: raw['sizeBytes'],
      url: raw['url'],
      isFolder: raw['type'] === 'folder' || raw['mimeType'] === FOLDER,
      raw,
    }),
};

async function load(options: FilePickerInitOptions): Promise<void> {
  if (library()) return;
  await loadScript({document, url: options.scriptUrl ?? SCRIPT, options}, () => api() !== undefined);
  await new Promise<void>((resolve, reject) => {
    const fail = () =>
      reject(new ParagonError('picker_script_failed', 'Google did not deliver the library of its picker.'));
    api()?.load('picker', {
      callback: () => (library() ? resolve() : fail()),
      onerror: fail,
      timeout: LIBRARY_TIMEOUT,
      ontimeout: fail,
    });
  });
}

function prepare(context: VendorContext): PreparedPicker {
  const {access} = context;
  let opening: Opening | undefined;
  let isOver = false;
  const onResponse = (response: unknown) => hear(response, opening);
  /** The token that the picker was built with: it never gets another one. */
  let token = access.fresh;
  let picker = token === undefined ? undefined : build(context, token, onResponse);

  function show(newest: string, mine: Opening): void {
    if (mine.signal.aborted || isOver) return;
    if (!picker || token !== newest) {
      dispose(picker);
      token = newest;
      picker = build(context, newest, onResponse);
    }
    picker.setVisible(true);
    const timer = setTimeout(() => mine.onShown(), SHOWN_TIMEOUT);
    mine.signal.addEventListener('abort', () => clearTimeout(timer));
  }

  return {
    getInstance: () => picker,
    open(mine) {
      opening = mine;
      mine.signal.addEventListener('abort', () => {
        const used = picker;
        picker = undefined;
        opening = undefined;
        used?.setVisible(false);
        // Google's code is not done with it while it still tells its end.
        setTimeout(() => dispose(used));
      });
      watchPolicy(mine);
      if (access.fresh !== undefined) show(access.fresh, mine);
      else {
        access
          .getToken()
          .then((newest) => show(newest, mine))
          .catch((cause: unknown) => mine.onFailed(toParagonError(cause)));
      }
      return {focus: () => picker?.setVisible(true)};
    },
    dispose() {
      // An opening goes on until its own end.
      if (opening) return;
      isOver = true;
      dispose(picker);
    },
  };
}

/** Builds a picker. It shows nothing yet. */
function build(
  {options, given}: VendorContext,
  token: string,
  onResponse: (response: unknown) => void,
): GooglePicker {
  const google = library();
  if (!google) throw new ParagonError('picker_script_failed', "The library of Google's picker is gone.");
  const {viewMode, includeFolders, enableSharedDrives} = options.integrationOptions?.googledrive ?? {};
  const folders = options.allowFolderSelect === true;
  const builder = new google.PickerBuilder();
  const addView = (drives: boolean) => {
    const view = new google.DocsView();
    if (folders || includeFolders) view.setIncludeFolders(true);
    if (folders) view.setSelectFolderEnabled(true);
    if (viewMode) view.setMode(viewMode);
    if (drives) view.setEnableDrives(true);
    builder.addView(view);
  };
  addView(false);
  if (enableSharedDrives) {
    addView(true);
    enable(builder, google.Feature['SUPPORT_DRIVES']);
  }
  if (options.allowMultiSelect) enable(builder, google.Feature['MULTISELECT_ENABLED']);
  if (options.allowedTypes?.length) {
    const types = options.allowedTypes.flatMap(expandType);
    builder.setSelectableMimeTypes([...new Set(folders ? [...types, FOLDER] : types)].join(','));
  }
  if (given.appId) builder.setAppId(given.appId);
  builder.setDeveloperKey(given.developerKey ?? '');
  builder.setOAuthToken(token);
  builder.setOrigin?.(topOrigin());
  builder.setCallback(onResponse);
  return builder.build();
}

const enable = (builder: PickerBuilder, feature: unknown): void => {
  if (feature !== undefined) builder.enableFeature(feature);
};

function hear(response: unknown, opening: Opening | undefined): void {
  if (!opening || !isRecord(response)) return;
  switch (response['action']) {
    case 'loaded':
      return opening.onShown();
    case 'picked':
      return opening.onPicked(Array.isArray(response['docs']) ? response['docs'] : [], response);
    case 'cancel':
      return opening.onCancelled();
    case 'error':
      return opening.onFailed(
        new ParagonError(
          'picker_failed',
          "Google's picker failed. Check the developer key and its restrictions.",
        ),
      );
  }
}

/** Tells if the page's own policy keeps the dialog empty. */
function watchPolicy({signal, onFailed}: Opening): void {
  const onViolation = ({effectiveDirective, blockedURI}: SecurityPolicyViolationEvent) => {
    if (!/^(frame|child)-src/.test(effectiveDirective) || !/\bgoogle\.com/.test(blockedURI)) return;
    onFailed(
      new ParagonError(
        'picker_failed',
        `The page's content security policy blocks the dialog: allow ${blockedURI} in ${effectiveDirective}.`,
      ),
    );
  };
  document.addEventListener('securitypolicyviolation', onViolation, {signal});
}

/** Google's dialog speaks to the outermost page. */
function topOrigin(): string {
  const ancestors = [...(location.ancestorOrigins ?? [])];
  return ancestors.at(-1) ?? location.origin;
}

function dispose(picker: GooglePicker | undefined): void {
  try {
    picker?.dispose?.();
  } catch {
    // It is gone already.
  }
}

/** Elements of a page can be found by the same name, so both are looked at closely. */
function api(): GoogleApi | undefined {
  const found = (globalThis as {gapi?: unknown}).gapi;
  return isRecord(found) && typeof found['load'] === 'function' ? (found as unknown as GoogleApi) : undefined;
}

function library(): PickerLibrary | undefined {
  const google = (globalThis as {google?: unknown}).google;
  const found = isRecord(google) ? google['picker'] : undefined;
  return isRecord(found) && typeof found['PickerBuilder'] === 'function'
    ? (found as unknown as PickerLibrary)
    : undefined;
}
