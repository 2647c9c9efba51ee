/** What tests do again and again in the page with the official SDK. Nothing here changes how the SDK behaves. */

interface Installed {
  readonly integrationId: string;
  readonly integrationType: string;
  readonly credentialId: string;
  readonly credential: {readonly id: string; readonly status: string; readonly externalId?: string};
}

/** What an install flow has told its callbacks so far. */
export interface FlowLog {
  readonly stages: {readonly stage: string; readonly options?: readonly {readonly id: string}[]}[];
  readonly errors: {readonly name: string; readonly message: string; readonly stage: string | null}[];
  completed: Installed | null;
}

/** One of an integration's accounts in the state of the SDK. */
export interface StateCredential {
  readonly id: string;
  readonly status: string;
  readonly externalId?: string;
  readonly providerId: string;
  readonly providerData: Record<string, unknown>;
  readonly configurations: readonly StateConfiguration[];
}
export interface StateConfiguration {
  readonly id: string;
  readonly isDefault: boolean;
  readonly externalId?: string;
  readonly sharedSettings: Record<string, unknown>;
  readonly workflowSettings: Record<string, {enabled: boolean; settings: Record<string, unknown>}>;
}

/** An integration in the state of the SDK. */
export interface StateIntegration {
  readonly enabled: boolean;
  readonly credentialId?: string;
  readonly credentialStatus?: string;
  readonly sharedSettings?: Record<string, unknown>;
  readonly workflowSettings?: StateConfiguration['workflowSettings'];
  readonly allCredentials: readonly StateCredential[];
  readonly allConfigurations?: readonly StateConfiguration[];
}

export interface Failure {
  readonly name: string;
  readonly message: string;
  /** Of a failed proxy request. */
  readonly response?: unknown;
}

export type SdkEvent =
  'onIntegrationInstall' | 'onIntegrationUninstall' | 'onWorkflowChange' | 'onPortalOpen' | 'onPortalClose';

/** What the SDK's types call an enumeration is a text like any other where pages are written without types. */
type EventName = Parameters<typeof window.paragon.subscribe>[0];

export interface PageTools {
  /** What the flow that was started last has told. */
  readonly flow: FlowLog;
  /** Everything that any event has told since `listen()`. */
  readonly events: {readonly name: SdkEvent; readonly event: unknown; readonly userId: string | undefined}[];
  /** Starts an install flow that takes notes of what it tells. */
  start(type: string, options?: Record<string, unknown>): void;
  /** Presses the button that ends the instruction which the flow has shown. */
  finishInstruction(): void;
  listen(): void;
  state(type: string): StateIntegration | null;
  /** How something fails; it is an error if it does not. */
  failure(work: () => unknown): Promise<Failure>;
}

function newLog(): FlowLog {
  return {stages: [], errors: [], completed: null};
}

const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

let flow = newLog();
/** Buttons are functions, which notes cannot hold. */
let finishInstruction: (() => void) | undefined;
const events: PageTools['events'] = [];
let isListening = false;

export const tools: PageTools = {
  get flow() {
    return flow;
  },
  events,

  start(type, options = {}) {
    const log = (flow = newLog());
    window.paragon.installFlow.start(type, {
      ...options,
      onNext: (stage: FlowLog['stages'][number] & {finish?: {onClick(): void}}) => {
        log.stages.push(plain(stage));
        finishInstruction = stage.finish?.onClick;
      },
      onComplete: (event: Installed) => (log.completed = plain(event)),
      onError: (error: Error, at: {stage: string} | null) =>
        log.errors.push({name: error.name, message: error.message, stage: at?.stage ?? null}),
    } as never);
  },

  finishInstruction() {
    if (!finishInstruction) throw new Error('The flow shows no instruction.');
    finishInstruction();
  },

  listen() {
    events.length = 0;
    if (isListening) return;
    isListening = true;
    const names: SdkEvent[] = [
      'onIntegrationInstall',
      'onIntegrationUninstall',
      'onWorkflowChange',
      'onPortalOpen',
      'onPortalClose',
    ];
    for (const name of names)
      window.paragon.subscribe(name as EventName, (event: unknown, user: {userId?: string}) => {
        events.push({name, event: plain(event), userId: user.userId});
      });
  },

  state(type) {
    const user = window.paragon.getUser();
    if (!user.authenticated) return null;
    const integrations = user.integrations as unknown as Record<string, StateIntegration>;
    return integrations[type] ?? null;
  },

  async failure(work) {
    try {
      await work();
    } catch (error) {
      const {name, message, response} = error as Failure;
      return {name, message, response};
    }
    throw new Error('It did not fail.');
  },
};
