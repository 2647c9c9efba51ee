// `gapi.load`, as far as it loads the picker.

/** @type {Promise<unknown> | undefined} */
let library;
/** A module that has failed is not asked for again under the same address. */
let attempt = 0;

/** Loads what `gapi.load('picker')` promises; again if it has failed before. */
function loadPicker() {
  attempt++;
  library ??= import(`${OUTSIDE}/googledrive/js/picker.js${attempt > 1 ? `?attempt=${attempt}` : ''}`).catch(
    (error) => {
      library = undefined;
      throw error;
    },
  );
  return library;
}

/**
 * @param {string} names Libraries, joined by colons.
 * @param {(() => void) | import('./types.js').LoadOptions} given
 */
function load(names, given) {
  const {callback, onerror, timeout, ontimeout} =
    typeof given === 'function' ? /** @type {import('./types.js').LoadOptions} */ ({callback: given}) : given;
  const unknown = names.split(':').filter((name) => !['picker', 'client', 'auth', 'auth2'].includes(name));
  let isOver = false;
  /** @param {(() => unknown) | undefined} then */
  const end = (then) => {
    if (isOver) return;
    isOver = true;
    then?.();
  };
  if (timeout !== undefined) setTimeout(() => end(ontimeout), timeout);
  const loaded = unknown.length
    ? Promise.reject(new Error(`There is no library ${unknown.join()}.`))
    : names.split(':').includes('picker')
      ? loadPicker()
      : Promise.resolve();
  loaded.then(
    () => end(callback),
    (error) =>
      end(() => {
        if (onerror) onerror(error);
        else console.error(`gapi.load could not load ${names}.`, error);
      }),
  );
}

/** @type {{gapi?: Record<string, unknown>}} */
const page = /** @type {never} */ (globalThis);
page.gapi = {...page.gapi, load};
