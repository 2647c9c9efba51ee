/** What a file picker shows, and who hears of it. */
export interface FilePickerOptions {
  /** MIME types that can be chosen; for Box: endings of file names. Default: all. */
  readonly allowedTypes?: readonly string[];
  /** Default `false`. */
  readonly allowMultiSelect?: boolean;
  /** Default `false`. */
  readonly allowFolderSelect?: boolean;
  readonly onOpen?: () => void;
  readonly onClose?: () => void;
  /** Called with what the provider's picker says of the chosen files. */
  readonly onFileSelect?: (files: unknown) => void;
  /** The picker was closed without a choice. */
  readonly onCancel?: () => void;
  readonly integrationOptions?: {
    readonly googledrive?: {
      /** A value of `google.picker.DocsViewMode`. */
      readonly viewMode?: string;
      readonly includeFolders?: boolean;
      readonly enableSharedDrives?: boolean;
    };
    readonly box?: BoxPickerOptions;
  };
}

interface BoxPickerOptions {
  /** Draws the picker in a frame, so that its styles stay there. */
  readonly scopeCSS?: boolean;
  readonly container?: string;
  readonly maxSelectable?: number;
  readonly canUpload?: boolean;
  readonly canCreateNewFolder?: boolean;
  readonly canSetShareAccess?: boolean;
  readonly canDownload?: boolean;
  readonly canDelete?: boolean;
  readonly canRename?: boolean;
  readonly canPreview?: boolean;
  readonly canComment?: boolean;
  readonly canShare?: boolean;
  readonly canMove?: boolean;
  readonly canCopy?: boolean;
}

export interface FilePickerInitOptions {
  /** Google Drive: the project's key for the picker. */
  readonly developerKey?: string;
  /** Google Drive: number of the Google Cloud project. */
  readonly appId?: string;
  /** Box: the folder to begin in. */
  readonly folderId?: string;
  readonly selectedCredentialId?: string;
}

export interface IFilePicker {
  /** Loads the provider's script and the account's access token. */
  init(options: FilePickerInitOptions): Promise<boolean>;
  /** Shows the picker. Call it inside a user gesture. `false` if it cannot be shown. */
  open(): boolean;
  /** The provider's own picker object, if it has one. */
  getInstance(): unknown;
}

/** The type of `ExternalFilePicker`. */
export interface ExternalFilePickerConstruct {
  new (integrationType: string, options: FilePickerOptions): IFilePicker;
  (integrationType: string, options: FilePickerOptions): IFilePicker;
}
