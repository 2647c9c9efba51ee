import type {MapperMessages} from '../../en-mapper.js';

/** The German texts of the field mapper. */
export const deMapper: MapperMessages = {
  objectType: 'Art des Datensatzes',
  dependentType: 'Typ',
  chooseFirst: (title) => `Wählen Sie zuerst „${title}“`,
  connectFirst: (name) => `Verbinden Sie zuerst ${name}`,
  yourField: 'Ihr Feld',
  integrationField: (name) => `Feld in ${name}`,
  integrationFieldFor: (name, label) => `Feld in ${name} für ${label}`,
  notMapped: 'Nicht zugeordnet',
  dropMappingsTitle: (choice) => (choice ? `Zu „${choice}“ wechseln?` : 'Diese Auswahl leeren?'),
  dropMappingsText: (count) =>
    count === 1
      ? 'Ein Feld ist zugeordnet. Seine Zuordnung geht verloren.'
      : `${count} Zuordnungen gehen verloren.`,
  dropMappingsConfirm: 'Ja, Zuordnungen verwerfen',
  dropMappingsKeep: 'Lassen, wie es ist',
  suggestionsTitle: (count) =>
    count === 1
      ? 'Ein Feld heißt auf beiden Seiten gleich.'
      : `${count} Felder heißen auf beiden Seiten gleich.`,
  takeSuggestion: (field) => `„${field}“ nehmen`,
  takeSuggestionFor: (field, label) => `„${field}“ für ${label} nehmen`,
  leaveSuggestion: 'Nein',
  leaveSuggestionFor: (field, label) => `Nein, nicht „${field}“ für ${label}`,
  takeAllSuggestions: 'Alle nehmen',
  leaveAllSuggestions: 'Nein, danke',
  mappedTo: (label, field) => `${label} ist ${field} zugeordnet.`,
  mappedCount: (count) => (count === 1 ? 'Ein Feld wurde zugeordnet.' : `${count} Felder wurden zugeordnet.`),
  addMappingRow: 'Feld hinzufügen',
  createMappingRow: 'Wählen Sie ein Feld, oder geben Sie den Namen eines neuen ein',
  removeMappingRow: (label) => `${label} entfernen`,
  mappingRowAdded: (label) => `${label} wurde hinzugefügt.`,
  mappingRowRemoved: (label) => `${label} wurde entfernt.`,
  mappingRowExists: (label) => `„${label}“ steht schon in der Liste.`,
  sameFieldTwice: (labels) => `Wird auch für ${labels} verwendet.`,
  sameNameTwice: 'Dieses Feld steht zweimal in der Liste.',
  formerField: 'Wird nicht mehr angeboten',
  noMappingRows: 'Noch sind keine Felder zugeordnet. Fügen Sie unten eines hinzu.',
  noFieldsToMap: 'Noch gibt es keine Felder, die sich zuordnen lassen.',
  choose: 'Wählen…',
  mappingUnavailable: 'Hier lassen sich keine Felder zuordnen',
  mappingUnavailableText: 'Diese Integration bietet keine Felder an, die sich zuordnen lassen.',
  fieldsFailed: 'Die Felder konnten nicht geladen werden.',
  objectMissing: (title) => `Wählen Sie einen Wert für „${title}“.`,
  mappingMissing: 'Ordnen Sie mindestens ein Feld zu.',
};
