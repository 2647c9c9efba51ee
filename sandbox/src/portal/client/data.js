/** @typedef {Readonly<Record<string, unknown>>} Data */

/** @param {unknown} value @returns {value is Data} */
export const isData = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
