/** The texts of the field mapper. */
export interface MapperMessages {
  readonly objectType: string;
  readonly dependentType: string;
  readonly chooseFirst: (title: string) => string;
  readonly connectFirst: (name: string) => string;
  readonly yourField: string;
  readonly integrationField: (name: string) => string;
  readonly integrationFieldFor: (name: string, label: string) => string;
  readonly notMapped: string;
  readonly dropMappingsTitle: (choice: string | undefined) => string;
  readonly dropMappingsText: (count: number) => string;
  readonly dropMappingsConfirm: string;
  readonly dropMappingsKeep: string;
  readonly suggestionsTitle: (count: number) => string;
  readonly takeSuggestion: (field: string) => string;
  readonly takeSuggestionFor: (field: string, label: string) => string;
  readonly leaveSuggestion: string;
  readonly leaveSuggestionFor: (field: string, label: string) => string;
  readonly takeAllSuggestions: string;
  readonly leaveAllSuggestions: string;
  readonly mappedTo: (label: string, field: string) => string;
  readonly mappedCount: (count: number) => string;
  readonly addMappingRow: string;
  readonly createMappingRow: string;
  readonly removeMappingRow: (label: string) => string;
  readonly mappingRowAdded: (label: string) => string;
  readonly mappingRowRemoved: (label: string) => string;
  readonly mappingRowExists: (label: string) => string;
  readonly sameFieldTwice: (labels: string) => string;
  readonly sameNameTwice: string;
  readonly formerField: string;
  readonly noMappingRows: string;
  readonly noFieldsToMap: string;
  readonly choose: string;
  readonly mappingUnavailable: string;
  readonly mappingUnavailableText: string;
  readonly fieldsFailed: string;
  readonly objectMissing: (title: string) => string;
  readonly mappingMissing: string;
}

/** In English. */
export const enMapper: MapperMessages = {
  objectType: 'Kind of record',
  dependentType: 'Type',
  chooseFirst: (title) => `Choose “${title}” first`,
  connectFirst: (name) => `Connect ${name} first`,
  yourField: 'Your field',
  integrationField: (name) => `${name} field`,
  integrationFieldFor: (name, label) => `${name} field for ${label}`,
  notMapped: 'Not mapped',
  dropMappingsTitle: (choice) => (choice ? `Change to “${choice}”?` : 'Clear this choice?'),
  dropMappingsText: (count) =>
    count === 1 ? 'One field is mapped. Its mapping will be lost.' : `${count} mappings will be lost.`,
  dropMappingsConfirm: 'Yes, drop the mappings',
  dropMappingsKeep: 'Keep as it is',
  suggestionsTitle: (count) =>
    count === 1 ? 'One field looks the same on both sides.' : `${count} fields look the same on both sides.`,
  takeSuggestion: (field) => `Use “${field}”`,
  takeSuggestionFor: (field, label) => `Use “${field}” for ${label}`,
  leaveSuggestion: 'No',
  leaveSuggestionFor: (field, label) => `No, not “${field}” for ${label}`,
  takeAllSuggestions: 'Use all',
  leaveAllSuggestions: 'No, thanks',
  mappedTo: (label, field) => `${label} is mapped to ${field}.`,
  mappedCount: (count) => (count === 1 ? 'One field was mapped.' : `${count} fields were mapped.`),
  addMappingRow: 'Add a field',
  createMappingRow: 'Choose a field, or type the name of a new one',
  removeMappingRow: (label) => `Remove ${label}`,
  mappingRowAdded: (label) => `${label} was added.`,
  mappingRowRemoved: (label) => `${label} was removed.`,
  mappingRowExists: (label) => `“${label}” is in the list already.`,
  sameFieldTwice: (labels) => `Is used for ${labels}, too.`,
  sameNameTwice: 'This field is in the list twice.',
  formerField: 'No longer offered',
  noMappingRows: 'No fields are mapped yet. Add one below.',
  noFieldsToMap: 'There are no fields to map yet.',
  choose: 'Choose…',
  mappingUnavailable: 'Fields cannot be mapped here',
  mappingUnavailableText: 'This integration offers no fields to map.',
  fieldsFailed: 'The fields could not be loaded.',
  objectMissing: (title) => `Choose a value for “${title}”.`,
  mappingMissing: 'Map at least one field.',
};
