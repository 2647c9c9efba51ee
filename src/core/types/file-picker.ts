import type {ParagonError} from '../errors.js';

/** What a file picker shows, and who hears of it. */
export interface FilePickerOptions {
  /**
   * MIME types that can be chosen, such as `application/pdf` or `image/*`. Box and Microsoft also take endings, such as
   * `pdf` or `.pdf`, and Microsoft the groups of its picker, such as `photo`. Default: all.
   */
  readonly allowedTypes?: readonly string[];
  /** Default `false`. */
  readonly allowMultiSelect?: boolean;
  /**
   * Default `false`. With `true`, Google Drive offers folders beside files; Box and Microsoft offer folders only.
   */
  readonly allowFolderSelect?: boolean;
  /** The picker has appeared. */
  readonly onOpen?: () => void;
  /** Each `open()` that returned `true` ends with it, after one of the three below. */
  readonly onClose?: () => void;
  /**
   * Called with the chosen files as the vendor's picker describes them. `selection` has them in one form for all
   * vendors, and the vendor's whole answer.
   */
  readonly onFileSelect?: (files: VendorFile[], selection: FileSelection) => void;
  /** The picker was closed without a choice. */
  readonly onCancel?: () => void;
  /** The picker cannot be shown, or ended with a failure. */
  readonly onError?: (error: ParagonError) => void;
  readonly integrationOptions?: {
    readonly googledrive?: {
      /** A value of `google.picker.DocsViewMode`: `list` or `grid`. */
      readonly viewMode?: string;
      /** Shows folders, so that files in them can be reached. */
      readonly includeFolders?: boolean;
      /** Adds a tab with the shared drives. */
      readonly enableSharedDrives?: boolean;
    };
    readonly box?: BoxPickerOptions;
  };
}

interface BoxPickerOptions {
  /** Without meaning here: the picker is always in a frame, so that its styles stay there. */
  readonly scopeCSS?: boolean;
  /** Without meaning here: the picker is always shown in a dialog. */
  readonly container?: string;
  /** Default: 1, or without a limit with `allowMultiSelect`. */
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

/** A file or folder as the vendor's picker describes it. The members beside `id` are the vendor's own. */
export interface VendorFile {
  readonly id: string;
  readonly [member: string]: unknown;
}

/** A chosen file or folder, in the same form for all vendors. */
export interface PickedFile {
  /** Id in the vendor's API. */
  readonly id: string;
  /** Empty if the vendor does not say it. */
  readonly name: string;
  /** As the vendor says, or by the ending of the name. `undefined` for folders and where neither is known. */
  readonly mimeType: string | undefined;
  /** Bytes. */
  readonly size: number | undefined;
  /** Address at which the vendor shows it. */
  readonly url: string | undefined;
  readonly isFolder: boolean;
  /** The vendor's own description. */
  readonly raw: unknown;
}

/** What was chosen, for all vendors alike. */
export interface FileSelection {
  readonly integration: string;
  readonly files: readonly PickedFile[];
  /** The vendor's whole answer. */
  readonly raw: unknown;
}

export interface FilePickerInitOptions extends PickerScriptOptions {
  /** Google Drive: the project's key for the picker. */
  readonly developerKey?: string;
  /** Google Drive: number of the Google Cloud project. Files can then be reached later with the `drive.file` scope. */
  readonly appId?: string;
  /** Box: the folder to begin in; `0` is the root. */
  readonly folderId?: string;
  /** The account, by id or external id. Default: the current one. */
  readonly selectedCredentialId?: string;
}

/** How the vendor's script is loaded. Microsoft's picker has none. */
export interface PickerScriptOptions {
  /** Address of a copy of the vendor's script. Default: the vendor's own address. */
  readonly scriptUrl?: string;
  /** Box: address of a copy of its style sheet. */
  readonly styleUrl?: string;
  /** Nonce of the page's content security policy. */
  readonly nonce?: string;
  /** Hash of the script, as the `integrity` attribute takes it. The script's server has to allow it by CORS. */
  readonly integrity?: string;
  /** Makes the address of the script trusted. Default: our own Trusted Types policy, `paragon-elements`. */
  readonly trustedTypesPolicy?: {createScriptURL(url: string): unknown};
}

export interface IFilePicker {
  /**
   * Loads the vendor's script and the account's access token. Rejects with a `ParagonError`; it can be called again
   * then. Call it early, so that `open()` has nothing to wait for.
   */
  init(options?: FilePickerInitOptions): Promise<boolean>;
  /**
   * Shows the picker. Call it inside a user gesture, or a window may be blocked. `false` if it cannot be shown;
   * `onError` says why.
   */
  open(): boolean;
  /** The vendor's own picker object. `null` before `init()`, and for Microsoft, whose picker is a window. */
  getInstance(): unknown;
  /** Closes the picker, as if the user had done so. */
  close(): void;
}

/** The type of `ExternalFilePicker`. */
export interface ExternalFilePickerConstruct {
  new (integrationType: string, options?: FilePickerOptions): IFilePicker;
  (integrationType: string, options?: FilePickerOptions): IFilePicker;
}
