export type * from './client.js';
export type * from './events.js';
export type * from './input.js';
export type * from './install.js';
export type * from './installs.js';
export type * from './integration.js';
export type * from './user.js';
