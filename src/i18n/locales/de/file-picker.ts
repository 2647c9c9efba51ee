import type {FilePickerMessages, PickerErrorText} from '../../en-file-picker.js';

const failed = (name: string): PickerErrorText => ({
  title: `${name} konnte Ihre Dateien nicht zeigen`,
  text: 'Es ist nichts verloren gegangen. Bitte versuchen Sie es noch einmal.',
});

/** The German texts of the file picker. */
export const deFilePicker: FilePickerMessages = {
  pickFile: (name) => `Datei aus ${name} auswählen`,
  pickFiles: (name) => `Dateien aus ${name} auswählen`,
  pickAny: (name) => `Aus ${name} auswählen`,
  pickerRequired: 'Pflichtfeld',
  pickerMissing: 'Wählen Sie zuerst etwas aus.',
  pickerOpening: (name) => `${name} wird geöffnet…`,
  pickerIsOpen: (name) => `Wählen Sie im Fenster von ${name}`,
  pickerIsOpenText: 'Was Sie dort auswählen, erscheint hier.',
  pickerReady: (name) => `${name} ist bereit`,
  pickerReadyText: 'Drücken Sie auf den Knopf, um das Fenster zu öffnen.',
  openPicker: (name) => `${name} öffnen`,
  reconnectForPicker: (name) => `${name} neu verbinden`,
  nothingPicked: 'Es wurde nichts ausgewählt.',
  pickedFiles: 'Ausgewählt',
  pickedCount: (count) => (count === 1 ? '1 Element ist ausgewählt.' : `${count} Elemente sind ausgewählt.`),
  removePicked: (name) => `${name} entfernen`,
  pickedRemoved: (name) => `${name} wurde entfernt.`,
  fileKinds: {
    folder: 'Ordner',
    image: 'Bild',
    video: 'Video',
    audio: 'Audio',
    pdf: 'PDF',
    document: 'Dokument',
    sheet: 'Tabelle',
    slides: 'Präsentation',
    archive: 'Archiv',
    file: 'Datei',
  },
  pickerErrors: {
    picker_script_failed: (name) => ({
      title: `${name} konnte nicht geladen werden`,
      text: 'Vielleicht blockiert es Ihr Netzwerk oder eine Browsererweiterung. Prüfen Sie das und versuchen Sie es noch einmal.',
    }),
    picker_blocked: (name) => ({
      title: `Das Fenster von ${name} wurde blockiert`,
      text: 'Ihr Browser hat es nicht geöffnet. Erlauben Sie Pop-ups für diese Seite und versuchen Sie es noch einmal.',
    }),
    picker_unreachable: (name) => ({
      title: `Das Fenster von ${name} erreicht diese Seite nicht`,
      text: 'Schließen Sie das Fenster und versuchen Sie es noch einmal. Hilft das nicht, wenden Sie sich an den Support: Die Seite schottet sich von anderen Fenstern ab.',
    }),
    picker_failed: failed,
    picker_not_ready: failed,
    unknown: failed,
    integration_not_installed: (name) => ({
      title: `${name} ist nicht mehr verbunden`,
      text: 'Das Konto wurde inzwischen getrennt. Verbinden Sie es neu, um weiterzumachen.',
    }),
    account_not_valid: (name) => ({
      title: `${name} muss neu verbunden werden`,
      text: 'Das Konto nimmt diese Verbindung nicht mehr an. Was schon ausgewählt ist, bleibt.',
    }),
    not_found: (name) => ({
      title: `Dieses ${name}-Konto ist nicht verbunden`,
      text: 'Das Konto, das diese Seite gewählt hat, ist nicht da. Vielleicht wurde es getrennt.',
    }),
    session_changed: () => ({
      title: 'Ihre Sitzung hat sich geändert',
      text: 'Bitte versuchen Sie es noch einmal.',
    }),
  },
};
