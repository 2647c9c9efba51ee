declare global {
  /** Where the outside is. Classic scripts are served with it; see `assets.ts`. */
  const OUTSIDE: string;
}

/** How `gapi.load` may be asked. */
export interface LoadOptions {
  callback?: () => void;
  onerror?: (error?: unknown) => void;
  /** Milliseconds. */
  timeout?: number;
  ontimeout?: () => void;
}

export interface Folder {
  readonly id: string;
  readonly name: string;
}

/** A file or folder in a list. */
export interface Item extends Folder {
  readonly isFolder: boolean;
  readonly isSelectable: boolean;
  /** Bytes. */
  readonly size?: number;
  /** As the vendor's API shows it. */
  readonly raw: Record<string, unknown>;
}

export interface Page {
  readonly items: readonly Item[];
  /** Where the next page begins, if there is one. */
  readonly next?: string;
}

/** One way into the files. */
export interface View {
  readonly root: Folder;
  /** Rejects with an error whose message is for the user. */
  list(request: {folder: Folder; search: string; cursor?: string; signal: AbortSignal}): Promise<Page>;
}

export interface BrowserOptions {
  readonly title: string;
  /** At least one. */
  readonly views: readonly View[];
  /** How many may be chosen. */
  readonly max: number;
  readonly chooseLabel: string;
  readonly cancelLabel: string;
  readonly canSearch?: boolean;
  readonly isGrid?: boolean;
  /** Shown beside the search. */
  readonly more?: Node;
  onChoose(items: readonly Item[]): void;
  onCancel(): void;
}

export interface Browser {
  readonly element: HTMLElement;
  /** The folder that is open. */
  folder(): Folder;
  /** Lists the folder and takes the focus. */
  start(): void;
  reload(): Promise<void>;
  dispose(): void;
}

/** A view of the Google Picker, as its builder has been told. */
export interface GoogleView {
  /** One of `google.picker.ViewId`. */
  readonly id: string;
  readonly isUpload: boolean;
  readonly mode: string;
  readonly label?: string;
  readonly mimeTypes?: readonly string[];
  readonly query?: string;
  readonly includeFolders?: boolean;
  readonly selectFolders?: boolean;
  readonly parent?: string;
  readonly drives?: boolean;
  readonly ownedByMe?: boolean;
  readonly starred?: boolean;
}

/** What the dialog of the Google Picker gets from the page. */
export interface GoogleConfig {
  readonly title: string;
  readonly views: readonly GoogleView[];
  /** Some of `google.picker.Feature`. */
  readonly features: readonly string[];
  readonly appId?: string;
  readonly token?: string;
  readonly developerKey?: string;
  readonly selectableTypes?: readonly string[];
  readonly maxItems?: number;
}

/** A file of the Drive API with the members that the dialog asks for. */
export interface GoogleFile {
  readonly id: string;
  readonly name: string;
  readonly mimeType: string;
  readonly size?: string;
  readonly description?: string;
  readonly webViewLink?: string;
  readonly iconLink?: string;
  readonly modifiedTime?: string;
  readonly parents?: readonly string[];
  readonly shared?: boolean;
  /** The shared drive that it is in. */
  readonly driveId?: string;
}

/** What the page of Microsoft's picker has to know; see `microsoft.ts`. */
export interface MicrosoftSetup {
  /** Path of the Graph API, of the drive or of the site. */
  readonly api: string;
  /** Address that files are named by. */
  readonly site: string;
  readonly kind: 'business' | 'personal' | 'site';
  /** What was posted. */
  readonly token?: string;
  readonly problem?: string;
  readonly options?: MicrosoftOptions;
}

/** The options of File Picker 8.0, as far as they are heeded; see `microsoft-options.ts`. */
export interface MicrosoftOptions {
  readonly entry: {readonly sharePoint?: {readonly byPath?: {readonly web?: string; readonly list?: string}}};
  readonly messaging: {readonly origin: string; readonly channelId: string};
  readonly search?: {readonly enabled?: boolean};
  readonly selection?: {readonly mode?: 'single' | 'multiple' | 'pick'; readonly maximumCount?: number};
  readonly typesAndSources?: {
    readonly mode?: 'files' | 'folders' | 'all';
    readonly filters?: readonly string[];
    readonly pivots?: Readonly<Record<string, unknown>>;
  };
  readonly commands?: {
    readonly pick?: {readonly label?: string};
    readonly close?: {readonly label?: string};
  };
  readonly title?: string;
}

/** The page that has opened the picker. */
export interface MicrosoftHost {
  /** Resolves when the page has answered the greeting. */
  readonly isActive: Promise<void>;
  /** Sends a command and gives its answer. Rejects if the page refuses it, or does not answer. */
  command(data: {command: string} & Record<string, unknown>): Promise<Record<string, unknown>>;
  notify(notification: string): void;
}

/** A `driveItem` of Graph. */
export interface DriveItem {
  readonly id: string;
  readonly name: string;
  readonly size?: number;
  readonly webUrl?: string;
  readonly folder?: object;
  readonly file?: {readonly mimeType?: string};
  readonly createdBy?: {readonly user?: {readonly email?: string}};
  readonly parentReference?: Readonly<Record<string, unknown>>;
}

interface BoxTokens {
  readonly read?: string;
  readonly write?: string;
}

export type BoxToken =
  | string
  | BoxTokens
  | ((
      item: string,
    ) => string | BoxTokens | Record<string, string> | Promise<string | BoxTokens | Record<string, string>>);

/** Options of Box's Content Picker. */
export interface BoxOptions {
  /** An element, or a selector for one. */
  readonly container?: string | Element;
  /** Left out: any number. */
  readonly maxSelectable?: number;
  /** Without dots. */
  readonly extensions?: readonly string[];
  readonly canUpload?: boolean;
  readonly canCreateNewFolder?: boolean;
  readonly chooseButtonLabel?: string;
  readonly cancelButtonLabel?: string;
  readonly logoUrl?: string;
  readonly sharedLink?: string;
  readonly apiHost?: string;
}
