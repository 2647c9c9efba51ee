import type {ServiceUrlOverrides} from './core/service-urls.js';
import type {ParagonClient} from './core/types/client.js';
import {createParagon, paragon} from './default-client.js';

export * from './core/errors.js';
export {preloadFilePicker} from './core/file-pickers/preload.js';
export * from './core/install-errors.js';
export * from './core/proxy-error.js';
export {ParagonError as BaseSDKError, toParagonError as getConnectSDKError} from './core/errors.js';
export * from './core/names/constants.js';
export * from './core/names/inputs.js';
export * from './core/names/plans.js';
export * from './core/names/states.js';
export * from './core/names/tokens.js';
export * from './core/names/values.js';
export type * from './core/types/index.js';
export type {ParagonOptions} from './core/paragon.js';
export type {ServiceUrlOverrides, ServiceUrls} from './core/service-urls.js';

export {createParagon, paragon};
export {paragon as connectSingleton};

/**
 * `new ConnectSDK(host)` makes an independent client, as `createParagon({host})` does; an object has base URLs of
 * single services. What it returns is a client, not an instance of this class.
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- the constructor returns a client
class ConnectSDK {
  constructor(hostOrServices?: string | ServiceUrlOverrides) {
    return createParagon(
      typeof hostOrServices === 'string' ? {host: hostOrServices} : {services: hostOrServices},
    );
  }
}
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- the constructor returns a client
interface ConnectSDK extends ParagonClient {}
// eslint-disable-next-line no-restricted-syntax -- the Paragon SDK has this default export
export default ConnectSDK;
