import type {CatalogueMessages} from '../../en-catalogue.js';

/** The German texts of the list of all integrations. */
export const deCatalogue: CatalogueMessages = {
  searchLabel: 'Integrationen durchsuchen',
  searchPlaceholder: 'Suchen',
  resultCount: (count) => (count === 1 ? '1 Integration' : `${count} Integrationen`),
  noResults: (search) => `Nichts gefunden zu „${search}“`,
  noResultsHint: 'Prüfen Sie die Schreibweise oder suchen Sie nach einem Teil des Namens.',
  clearSearch: 'Suche löschen',
  emptyCatalogue: 'Noch keine Integrationen',
  emptyCatalogueHint: 'Sobald es welche gibt, können Sie Ihre Konten hier verbinden.',
};
