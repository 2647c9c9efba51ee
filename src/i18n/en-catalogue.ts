/** The texts of the list of all integrations. */
export interface CatalogueMessages {
  readonly searchLabel: string;
  readonly searchPlaceholder: string;
  readonly resultCount: (count: number) => string;
  readonly noResults: (search: string) => string;
  readonly noResultsHint: string;
  readonly clearSearch: string;
  readonly emptyCatalogue: string;
  readonly emptyCatalogueHint: string;
}

/** The English texts of the list of all integrations. */
export const enCatalogue: CatalogueMessages = {
  searchLabel: 'Search integrations',
  searchPlaceholder: 'Search',
  resultCount: (count) => (count === 1 ? '1 integration' : `${count} integrations`),
  noResults: (search) => `Nothing found for “${search}”`,
  noResultsHint: 'Search for a part of the name.',
  clearSearch: 'Clear search',
  emptyCatalogue: 'No integrations yet',
  emptyCatalogueHint: 'You can connect your accounts here once there are some.',
};
