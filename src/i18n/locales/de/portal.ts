import type {ErrorText, PortalMessages} from '../../messages.js';

const unreachable: ErrorText = {
  title: 'Der Dienst ist nicht erreichbar',
  text: 'Prüfen Sie Ihre Internetverbindung und versuchen Sie es noch einmal. Es ist nichts verloren gegangen.',
};

const unavailable: ErrorText = {
  title: 'Der Dienst ist gerade nicht verfügbar',
  text: 'Meist ist das nach wenigen Minuten vorbei. Bitte versuchen Sie es noch einmal.',
};

/** The German texts of the button, the catalogue, the portal and the install flow. */
export const dePortal: PortalMessages = {
  connect: (name) => `${name} verbinden`,
  manage: (name) => `${name} verwalten`,
  loading: 'Wird geladen…',
  close: 'Schließen',
  notConnected: 'Nicht verbunden',
  status: {
    VALID: 'Verbunden',
    INVALID: 'Braucht Aufmerksamkeit',
    PENDING: 'Einrichtung nicht abgeschlossen',
  },
  overview: 'Überblick',
  account: 'Konto',
  accounts: 'Konten',
  unnamedAccount: 'Verbundenes Konto',
  connectedSince: (date) => `Verbunden seit ${date}`,
  connectAnother: 'Weiteres Konto verbinden',
  connectHint: (name) => `Sie behalten die Kontrolle: ${name} lässt sich hier jederzeit wieder trennen.`,
  invalidTitle: 'Diese Verbindung funktioniert nicht mehr',
  invalidText: (name) =>
    `${name} nimmt sie nicht mehr an. Verbinden Sie sich neu, um weiterzumachen; Ihre Einstellungen bleiben, wie sie sind.`,
  reconnect: 'Neu verbinden',
  pendingTitle: 'Noch ein Schritt',
  pendingText: (name) => `Ihr ${name}-Konto ist verknüpft, aber einige Angaben fehlen noch.`,
  finishSetup: 'Einrichtung abschließen',
  disconnect: 'Trennen',
  disconnectTitle: (name) => `${name} trennen?`,
  disconnectText: (name, account) =>
    `Die Verbindung zu ${account} wird mitsamt ihren ${name}-Einstellungen entfernt, und alles, was sie benutzt, endet. ` +
    'Das lässt sich nicht rückgängig machen.',
  disconnectConfirm: 'Ja, trennen',
  disconnectKeep: 'Verbunden lassen',
  disconnected: (name) => `${name} wurde getrennt.`,
  discardTitle: 'Eingaben verwerfen?',
  discardKeep: 'Weiter bearbeiten',
  discardConfirm: 'Verwerfen',
  limitReachedTitle: 'Alle Plätze sind vergeben',
  limitReachedText:
    'In diesem Produkt kann nur eine bestimmte Zahl von Menschen Konten verbinden, und sie ist erreicht. ' +
    'Bitten Sie die Betreiber um einen Platz und prüfen Sie es dann noch einmal.',
  limitCheck: 'Noch einmal prüfen',
  limitStill: 'Es sind noch alle Plätze vergeben.',
  configuration: 'Konfiguration',
  triggers: 'Auslöser',
  details: 'Einzelheiten',
  lastRefreshed: (date) => `Zuletzt erneuert am ${date}`,
  disconnectWorkflows: 'Diese Workflows enden:',
  defaultConfiguration: 'Standard',
  unnamedConfiguration: (number) => `Konfiguration ${number}`,
  settings: 'Einstellungen',
  workflows: 'Workflows',
  saved: 'Gespeichert',
  notSaved: 'Nicht gespeichert',
  saveFailed: (title) => `„${title}“ konnte nicht gespeichert werden.`,
  settingsMissingTitle: 'Es fehlt noch etwas',
  settingsMissingText: (titles) => `Füllen Sie ${titles} aus, um Workflows einzuschalten.`,
  workflowNeedsSettings: 'Füllen Sie zuerst die erforderlichen Einstellungen aus.',
  workflowNotOn: (title) => `„${title}“ konnte nicht eingeschaltet werden.`,
  workflowNotOff: (title) => `„${title}“ konnte nicht ausgeschaltet werden.`,
  unnamedWorkflow: 'Workflow',
  lockedInvalid: 'Verbinden Sie dieses Konto neu, um hier etwas zu ändern.',
  lockedPending: 'Schließen Sie die Einrichtung dieses Kontos ab, um hier etwas zu ändern.',
  nothingToSetUpTitle: 'Nichts einzustellen',
  nothingToSetUpText: (name) => `${name} ist einsatzbereit. Es gibt keine Einstellungen.`,
  noWorkflowsTitle: 'Hier gibt es noch nichts für Sie',
  noWorkflowsText:
    'Was diese Integration kann, ist für Sie nicht freigegeben. Bitten Sie Ihre Administration darum.',
  nothingConnectedTitle: 'Noch kein Konto',
  nothingConnectedText: (name) => `Verbinden Sie ${name}, um es hier zu nutzen.`,
  cancel: 'Abbrechen',
  copy: 'Kopieren',
  copied: 'Kopiert',
  copyFailed: 'Drücken Sie Strg+C oder ⌘C zum Kopieren',
  saving: 'Wird gespeichert…',
  tryAgain: 'Noch einmal versuchen',
  completeTitle: (name) => `${name} ist verbunden`,
  completeText: 'Alles ist bereit.',
  signInAgain: 'Neu anmelden',
  errors: {
    not_authenticated: {
      title: 'Sie sind nicht angemeldet',
      text: 'Melden Sie sich auf dieser Seite an, um Ihre Konten zu sehen und zu verbinden.',
    },
    unauthorized: {
      title: 'Ihre Sitzung ist abgelaufen',
      text: 'Melden Sie sich neu an, um dort weiterzumachen, wo Sie waren.',
    },
    forbidden: {title: 'Das dürfen Sie nicht', text: 'Bitten Sie Ihre Administration um die Berechtigung.'},
    feature_missing: {
      title: 'Nicht im Tarif enthalten',
      text: 'Im Tarif dieses Produkts ist das Zuordnen eigener Felder nicht enthalten. Nur seine Betreiber können das ändern.',
    },
    rate_limited: {
      title: 'Zu viele Anfragen',
      text: 'Bitte warten Sie einen Moment und versuchen Sie es dann noch einmal.',
    },
    network_error: unreachable,
    timeout: unreachable,
    service_error: unavailable,
    protocol_error: unavailable,
    invalid_argument: {
      title: 'Hier ist etwas nicht richtig eingerichtet',
      text: 'Die Seite muss berichtigt werden, bevor sich hier Konten verbinden lassen.',
    },
    not_found: {title: 'Das gibt es nicht mehr', text: 'Es wurde vielleicht inzwischen entfernt.'},
    integration_not_found: {
      title: 'Diese Integration ist nicht verfügbar',
      text: 'Vielleicht wurde sie abgeschaltet, oder ihr Name hat sich geändert.',
    },
    unknown: {
      title: 'Etwas ist schiefgegangen',
      text: 'Bitte versuchen Sie es noch einmal. Bleibt es so, wenden Sie sich an den Support.',
    },
    already_installed: {title: 'Schon verbunden', text: 'Dieses Konto ist bereits verbunden.'},
    integration_not_installed: {
      title: 'Dieses Konto ist nicht verbunden',
      text: 'Es wurde vielleicht inzwischen entfernt.',
    },
    rejected: {
      title: 'Das hat nicht geklappt',
      text: (error) => error.message || 'Prüfen Sie Ihre Eingaben und versuchen Sie es dann noch einmal.',
    },
    account_not_valid: {
      title: 'Dieses Konto kann gerade nicht benutzt werden',
      text: 'Verbinden Sie es neu oder schließen Sie die Einrichtung ab, und versuchen Sie es noch einmal.',
    },
    headless_not_enabled: {
      title: 'Hier ist etwas nicht richtig eingerichtet',
      text: 'Die Seite muss berichtigt werden, bevor sich hier Konten verbinden lassen.',
    },
    input_required: {
      title: 'Es werden noch Angaben gebraucht',
      text: 'Verbinden Sie dieses Konto hier, damit Sie danach gefragt werden können.',
    },
    session_changed: {title: 'Ihre Sitzung hat sich geändert', text: 'Bitte versuchen Sie es noch einmal.'},
    install_elsewhere: {
      title: 'Das geht anderswo weiter',
      text: 'Es wurde in einem anderen Tab oder Teil der Seite neu begonnen. Machen Sie dort weiter, oder beginnen Sie hier neu.',
    },
    oauth_blocked: {
      title: 'Das Anmeldefenster wurde blockiert',
      text: 'Ihr Browser hat es nicht geöffnet. Erlauben Sie Pop-ups für diese Seite und versuchen Sie es noch einmal.',
    },
    oauth_timeout: {
      title: 'Die Zeit ist um',
      text: 'Die Anmeldung hat zu lange gedauert. Sie können gleich noch einmal beginnen.',
    },
    oauth_cancelled: {
      title: 'Das Anmeldefenster wurde geschlossen',
      text: 'Es wurde nichts verbunden. Sie können es jederzeit noch einmal öffnen.',
    },
    oauth_denied: {
      title: 'Der Zugriff wurde nicht erlaubt',
      text: 'Die Verbindung wurde im Anmeldefenster abgelehnt. War das ein Versehen, versuchen Sie es noch einmal.',
    },
    oauth_start_failed: {
      title: 'Das Anmeldefenster ließ sich nicht öffnen',
      text: 'Der Dienst hat es nicht rechtzeitig vorbereitet. Bitte versuchen Sie es noch einmal.',
    },
  },
};
