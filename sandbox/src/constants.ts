/** The project that a sandbox serves unless it is told otherwise. */
export const DEFAULT_PROJECT_ID = '5f4c9a1e-7d3b-4e62-9a08-3c1b6d2f7e90';

export const DEFAULT_PORT = 4400;
export const DEFAULT_DATA_FOLDER = '.paragon-sandbox';

/** Every page says this, so that nobody mistakes the sandbox for the service it stands in for. */
export const BANNER =
  'Paragon Sandbox: an independent local stand-in for development and tests. Not a service of Paragon.';
