/** The texts of the install flow. */
export interface InstallMessages {
  readonly accountTypeTitle: string;
  readonly accountTypeText: (name: string) => string;
  readonly instructionTitle: string;
  readonly instructionDone: string;
  readonly copyLink: string;
  readonly preOptionsTitle: (name: string) => string;
  readonly postOptionsTitle: (name: string) => string;
  readonly next: string;
  readonly finish: string;
  readonly opensNewWindow: string;
  readonly oauthTitle: (name: string) => string;
  readonly oauthOpening: string;
  readonly oauthWaiting: (name: string) => string;
  readonly oauthUnknown: (name: string) => string;
  readonly oauthFinishing: string;
  readonly wrongInputs: (count: number) => string;
  readonly redirect: string;
  readonly redirectText: (name: string) => string;
  readonly oauthDeadline: (time: string) => string;
  readonly openAgain: string;
}

/** The English texts of the install flow. */
export const enInstall: InstallMessages = {
  accountTypeTitle: 'Choose your account',
  accountTypeText: (name) => `Which kind of ${name} account do you want to connect?`,
  instructionTitle: 'Before you connect',
  instructionDone: 'I have installed it',
  copyLink: 'Copy link',
  preOptionsTitle: (name) => `Connect your ${name} account`,
  postOptionsTitle: (name) => `Finish setting up ${name}`,
  next: 'Continue',
  finish: 'Finish',
  opensNewWindow: 'opens a new window',
  oauthTitle: (name) => `Continue at ${name}`,
  oauthOpening: 'Opening the sign-in window…',
  oauthWaiting: (name) => `Sign in to ${name} in the window that has opened, and allow the connection there.`,
  oauthUnknown: (name) => `Is the ${name} window still open? Finish there. If it is gone, open it again.`,
  oauthFinishing: 'Finishing the connection…',
  wrongInputs: (count) => `${count} fields need your attention.`,
  redirect: 'Continue in this tab',
  redirectText: (name) =>
    `You can also sign in to ${name} in this tab. You leave this page for it, and come back here afterwards.`,
  oauthDeadline: (time) => `You have until ${time}.`,
  openAgain: 'Open again',
};
