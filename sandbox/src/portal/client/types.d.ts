/** What the server has put into the page. */
export interface PortalSetup {
  /** Origins of hosts; `null` stands for every one on this machine. */
  readonly origins: readonly string[] | null;
  /** Address of the module that registers the elements. */
  readonly elements: string;
  /** Why no portal can be shown. */
  readonly problem?: string;
}

export interface Credential {
  readonly id: string;
  readonly externalId?: string;
  readonly status: 'VALID' | 'INVALID' | 'PENDING';
}

/** What a user has of one integration. */
export interface IntegrationState {
  readonly credentialId?: string;
  readonly allCredentials?: readonly Credential[];
}

export type Integrations = Readonly<Record<string, IntegrationState>>;

/** Who is signed in at the host. */
export interface HostUser {
  readonly projectId: string;
  readonly userId: string;
  readonly token: string;
  readonly integrations: Integrations;
}

/** A portal that the host asks for. */
export interface Wish {
  /** Changes when the host asks for another portal, and only then. */
  readonly key: string;
  readonly integrationId: string;
  /** Such as `slack` or `custom.harborcrm`. */
  readonly type: string;
  readonly name: string;
  readonly options: InstallOptions;
  readonly sources: HostSources;
  /** The call is about the install, not about the portal: `installIntegration()`. */
  readonly isInstall: boolean;
  /** The host opens the provider's window itself. */
  readonly hostSignsIn: boolean;
  readonly showsPortalAfterwards: boolean;
  /** What is asked after signing in is not to be asked here. */
  readonly skipsPostOptions: boolean;
}

/** What the host brings to inputs. */
export interface HostSources {
  /** By the key of the dropdown: a list, or without one what a function of the host loads. */
  readonly dropdowns: readonly {
    readonly key: string;
    readonly options?: readonly unknown[];
    readonly refreshOnOpen?: boolean;
  }[];
  /** By the name of the application's object. */
  readonly mappings: readonly (readonly [key: string, mapping: unknown])[];
}

export interface InstallOptions {
  readonly accountType?: string | readonly string[];
  readonly externalId?: string;
  readonly selectedCredentialId?: string;
  readonly selectedConfigurationId?: string;
  readonly allowMultipleCredentials: boolean;
  readonly overrideRedirectUrl?: string;
}

/** One message of the host, as far as it matters here. */
export interface HostState {
  readonly user: HostUser | undefined;
  readonly wish: Wish | undefined;
}

/** The page that shows this one in a frame. */
export interface Host {
  /** Calls a method of the host's client; rejects if it fails or does not answer. */
  call(method: string, ...parameters: readonly unknown[]): Promise<unknown>;
  /** Calls a method on whose result nothing depends. */
  tell(method: string, ...parameters: readonly unknown[]): void;
}

/** What is used of the library's client. */
export interface Client {
  readonly $user: {listen(listener: () => void): () => void};
  getUser(): {readonly integrations?: Integrations};
  getIntegrationMetadata(type: string): {readonly icon: string};
  refresh(): Promise<void>;
  /** In force until the function that it returns is called. */
  useDataSources(type: string, sources: object): () => void;
  subscribe(
    name: string,
    listener: (event: ClientEvent, user: unknown, origin?: object) => void,
  ): () => boolean;
}

export interface ClientEvent {
  readonly integrationId: string;
  readonly workflowId?: string;
  readonly workflowStateChange?: object;
}

export interface ProviderElement extends HTMLElement {
  projectId: string;
  host: string;
  token: string;
  colorScheme: string;
  readonly client?: Client;
  readonly updateComplete: Promise<unknown>;
}

export interface ConnectElement extends HTMLElement, Partial<InstallOptions> {
  integration: string;
  show(): void;
  hide(): void;
}

export interface InstallFlowElement extends HTMLElement {
  integration: string;
  readonly hasUnsavedInput: boolean;
  readonly updateComplete: Promise<unknown>;
  start(): void;
  resume(credentialId: string): void;
  cancel(): void;
}

/** Our client and the element that provides it. */
export interface OpenSession {
  readonly client: Client;
  readonly provider: ProviderElement;
}

export interface Session {
  /** Who is to be signed in. Whoever was before is signed out, unless it is the same user. */
  setUser(user: HostUser | undefined): void;
  /** Signs the user in, or loads anew what they have. */
  open(): Promise<OpenSession>;
}

/** The page's own dialogs; one is shown at a time. */
export interface View {
  waiting(name: string, onClose: () => void): void;
  trouble(name: string, text: string, onClose: () => void): void;
  /** The dialog that an install without a portal around it stands in. */
  stages(content: StagesContent): void;
  clear(): void;
}

export interface StagesContent {
  readonly name: string;
  readonly icon: string;
  readonly element: InstallFlowElement;
  readonly onClose: () => void;
}

/** One portal, from the host's call to its end. */
export interface Showing {
  readonly key: string;
  /** The host has changed, but still wants the same. */
  follow(user: HostUser): void;
  /** Takes it away without telling the host. */
  end(): void;
}
