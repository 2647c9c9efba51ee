/** Where a tab keeps what it has left for. It holds nothing secret, and nothing that was typed. */
export const DEPARTURE_KEY = 'paragon-elements.install';
