import type {InputMessages} from '../../en-input.js';

/** The German texts of inputs and their lists. */
export const deInput: InputMessages = {
  optional: '(freiwillig)',
  requiredMissing: (title) => `Geben Sie einen Wert für „${title}“ ein.`,
  invalidEmail: 'Geben Sie eine E-Mail-Adresse ein, etwa name@example.com.',
  invalidUrl: 'Geben Sie eine Webadresse ein, etwa https://example.com.',
  invalidNumber: 'Geben Sie eine Zahl ein.',
  showPassword: 'Zeigen',
  hidePassword: 'Verbergen',
  choose: 'Wählen…',
  loadingOptions: 'Auswahl wird geladen…',
  optionsFailed: 'Die Auswahl konnte nicht geladen werden.',
  noOptions: 'Es gibt nichts auszuwählen.',
  noMatch: (search) => `Nichts passt zu „${search}“.`,
  showOptions: (title) => `Auswahl zeigen: ${title}`,
  clearChoice: (title) => `Leeren: ${title}`,
  optionCount: (count, total, hasMore) => {
    const options = `${count.toLocaleString('de')} ${total === 1 ? 'Eintrag' : 'Einträge'}`;
    if (hasMore) return `bisher ${options}`;
    return count === total
      ? options
      : `${count.toLocaleString('de')} von ${total.toLocaleString('de')} Einträgen`;
  },
  useText: (text) => `„${text}“ verwenden`,
  retryList: 'Noch einmal versuchen',
  retryOptions: 'Die Auswahl konnte nicht geladen werden. Noch einmal versuchen.',
  retryMoreOptions: 'Weitere Einträge konnten nicht geladen werden. Noch einmal versuchen.',
  optionsMissing: 'Für dieses Feld gibt es noch keine Auswahl.',
  firstChoice: 'Erste Auswahl',
  secondChoice: 'Zweite Auswahl',
  chooseFirst: (title) => `Wählen Sie zuerst „${title}“`,
  loadingFields: 'Felder werden geladen…',
  fieldsFailed: 'Die Felder konnten nicht geladen werden.',
  noFields: 'Es gibt keine Felder auszufüllen.',
  addField: 'Feld hinzufügen',
  removeField: (title) => `Feld entfernen: ${title}`,
  addItem: (title) => `Hinzufügen: ${title}`,
  removeItem: (label) => `Entfernen: ${label}`,
  textFormat: (format) => `Textformat: ${format}`,
  learnMore: 'Mehr dazu',
  unsupportedInput: 'Diese Einstellung lässt sich hier noch nicht ändern.',
  inputFailed:
    'Dieses Feld konnte nicht geladen werden. Hilft ein neuer Versuch nicht, laden Sie die Seite neu.',
  tryAgain: 'Noch einmal versuchen',
  copy: 'Kopieren',
  copied: 'Kopiert',
  copyFailed: 'Drücken Sie Strg+C oder ⌘C zum Kopieren',
  fixedScopes: (count) =>
    count === 1 ? '1 Berechtigung wird immer gebraucht' : `${count} Berechtigungen werden immer gebraucht`,
  dropFile: 'Legen Sie hier eine Textdatei ab, oder',
  chooseFile: 'Datei wählen',
  replaceFile: 'Andere Datei wählen',
  removeFile: (name) => `${name} entfernen`,
  storedFile: 'Gespeicherte Datei',
  fileLimit: (size) => `Bis zu ${size}`,
  fileReading: (name) => `${name} wird gelesen…`,
  fileChosen: (name) => `${name} wurde gewählt.`,
  fileTooLarge: (name, limit) => `${name} ist zu groß. Eine Datei darf bis zu ${limit} haben.`,
  fileNoText: (name) =>
    `${name} ist keine Textdatei. Wählen Sie eine Datei wie einen Schlüssel oder ein Zertifikat in Textform.`,
  fileWrongType: (name, types) => `${name} ist von anderer Art. Wählen Sie eine von diesen: ${types}.`,
  fileUnreadable: (name) =>
    `${name} ließ sich nicht lesen. Versuchen Sie es noch einmal, oder wählen Sie eine andere Datei.`,
};
