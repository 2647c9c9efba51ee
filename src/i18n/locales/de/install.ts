import type {InstallMessages} from '../../en-install.js';

/** The German texts of the install flow. */
export const deInstall: InstallMessages = {
  accountTypeTitle: 'Wählen Sie Ihr Konto',
  accountTypeText: (name) => `Welche Art von ${name}-Konto möchten Sie verbinden?`,
  instructionTitle: 'Bevor Sie verbinden',
  instructionDone: 'Ich habe es installiert',
  copyLink: 'Link kopieren',
  preOptionsTitle: (name) => `Verbinden Sie Ihr ${name}-Konto`,
  postOptionsTitle: (name) => `${name} fertig einrichten`,
  next: 'Weiter',
  finish: 'Fertigstellen',
  opensNewWindow: 'öffnet ein neues Fenster',
  oauthTitle: (name) => `Weiter bei ${name}`,
  oauthOpening: 'Das Anmeldefenster wird geöffnet…',
  oauthWaiting: (name) =>
    `Melden Sie sich in dem Fenster, das sich geöffnet hat, bei ${name} an, und erlauben Sie dort die Verbindung.`,
  oauthUnknown: (name) =>
    `Ist das Fenster von ${name} noch offen? Schließen Sie die Anmeldung dort ab. Ist es weg, öffnen Sie es noch einmal.`,
  oauthFinishing: 'Die Verbindung wird fertiggestellt…',
  wrongInputs: (count) => `${count} Felder brauchen Ihre Aufmerksamkeit.`,
  redirect: 'In diesem Tab fortfahren',
  redirectText: (name) =>
    `Sie können sich auch in diesem Tab bei ${name} anmelden. Dafür verlassen Sie diese Seite und kommen danach zurück.`,
  oauthDeadline: (time) => `Sie haben Zeit bis ${time}.`,
  openAgain: 'Noch einmal öffnen',
};
