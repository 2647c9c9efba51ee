import {isData} from './data.js';

/**
 * What the host's `connect()` was given for inputs. Lists come with the description of the inputs; what a function of the
 * host loads is asked for when it is needed, as no function gets through a message.
 *
 * @param {unknown} config the description of the portal
 * @param {unknown} mapObjectFields
 * @returns {import('./types.js').HostSources}
 */
export function readSources(config, mapObjectFields) {
  const dropdowns = inputsOf(config)
    .filter(({type, key}) => type === 'CUSTOM_DROPDOWN' && typeof key === 'string')
    .flatMap(dropdownOf);
  return {dropdowns, mappings: isData(mapObjectFields) ? Object.entries(mapObjectFields) : []};
}

/**
 * @param {import('./data.js').Data} input
 * @returns {import('./types.js').HostSources['dropdowns']}
 */
function dropdownOf(input) {
  const {key, customDropdownOptions: options} = input;
  if (Array.isArray(options) && options.length) return [{key: String(key), options}];
  // Only what the host loads itself says whether it has to be loaded anew, and keeps saying so when there is a list.
  return 'refreshOnOpen' in input ? [{key: String(key), refreshOnOpen: input['refreshOnOpen'] === true}] : [];
}

/** @param {unknown} config */
function inputsOf(config) {
  if (!isData(config)) return [];
  const {sharedMeta, workflowMeta} = config;
  const holders = [sharedMeta, ...(isData(workflowMeta) ? Object.values(workflowMeta) : [])];
  return holders
    .flatMap((holder) => (isData(holder) && Array.isArray(holder['inputs']) ? holder['inputs'] : []))
    .filter(isData);
}

/**
 * The same as a page gives it to our client.
 *
 * @param {import('./types.js').Wish} wish
 * @param {import('./types.js').Host} host
 */
export function dataSourcesOf({type, sources}, host) {
  return {
    dropdowns: Object.fromEntries(
      sources.dropdowns.map(({key, options, refreshOnOpen}) => [
        key,
        options ?? {
          refreshOnOpen,
          loadOptions: (/** @type {string=} */ cursor, /** @type {string=} */ search) =>
            host.call('_loadCustomDropdownOptions', key, cursor, search),
        },
      ]),
    ),
    mapObjectFields: Object.fromEntries(
      sources.mappings.map(([key, mapping]) => [
        key,
        hasLoaders(mapping) ? loadersOf(key, mapping) : mapping,
      ]),
    ),
  };

  /** @param {string} key @param {import('./data.js').Data} mapping */
  function loadersOf(key, {useBYOFieldMappingOption: _, ...applicationFields}) {
    /** @param {string} what @param {object} parameters */
    const load = (what, parameters) => host.call('_fetchBYOFieldMappingOptions', type, what, key, parameters);
    return {
      applicationFields,
      objectTypes: {
        get: (/** @type {string=} */ cursor, /** @type {string=} */ search) =>
          load('objectTypes', {cursor, search}),
      },
      integrationFields: {
        get: (
          /** @type {{objectType: string}} */ {objectType},
          /** @type {string=} */ cursor,
          /** @type {string=} */ search,
        ) => load('integrationFields', {objectType, cursor, search}),
      },
    };
  }
}

/** @param {unknown} mapping @returns {mapping is import('./data.js').Data} */
const hasLoaders = (mapping) => isData(mapping) && mapping['useBYOFieldMappingOption'] === true;
