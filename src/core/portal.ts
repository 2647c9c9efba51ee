import {ParagonError, toParagonError} from './errors.js';
import {callSafely, type Events} from './events.js';
import {requireFeature} from './features.js';
import type {Integrations} from './integrations.js';
import {checkedRedirectUrl} from './redirect-url.js';
import type {InstallFlow} from './types/client.js';
import type {OwnDataSources} from './types/data-sources.js';
import type {IntegrationInstallEvent, ParagonEventListener, ParagonEventMap} from './types/events.js';
import type {InstallOptions, PortalView} from './types/install.js';
import {checkedSelection, findConfiguration} from './install-selection.js';
import type {UserStore} from './user.js';
import {selectCredential} from './user-changes.js';

export interface PortalDeps {
  readonly user: UserStore;
  readonly integrations: Integrations;
  readonly events: Events;
  isHeadless(): boolean;
  /** How a portal is shown when the caller brings no view of its own. */
  getView(): PortalView | undefined;
  /** Registers the data sources of one portal; the returned function takes them back. */
  useDataSources(type: string, sources: OwnDataSources): () => void;
}

interface OpenPortal {
  readonly integrationId: string;
  readonly configurationId: string | undefined;
  readonly options: InstallOptions;
  /** Ends the call; `hide` takes the portal away too. */
  close(reason: ParagonError, hide: boolean): void;
}

/** Shows one Connect Portal at a time and tells what happens through it. */
export function createPortal(deps: PortalDeps) {
  const {user, integrations, events, isHeadless, getView, useDataSources} = deps;
  let open: OpenPortal | undefined;

  function connect(type: string, options: InstallOptions = {}): Promise<IntegrationInstallEvent> {
    const result = new Promise<IntegrationInstallEvent>((resolve, reject) => {
      const fail = (cause: unknown) => {
        const error = toParagonError(cause);
        // Closing and giving up are no failures.
        if (error.code !== 'portal_closed' && error.code !== 'aborted')
          callSafely(() => options.onError?.(error));
        reject(error);
      };
      try {
        show(type, options, resolve, fail);
      } catch (cause) {
        fail(cause);
      }
    });
    // Most pages do not await: a portal that the user closes must not look like an error of the page.
    result.catch(() => undefined);
    return result;
  }

  /**
   * Shows the portal, or throws. `onClosed` is called once, whoever ends it; the returned function ends it, too. With
   * `flow` the portal draws this install, which is under way already.
   */
  function show(
    type: string,
    options: InstallOptions,
    onInstall: ((event: IntegrationInstallEvent) => void) | undefined,
    onClosed: (reason: ParagonError) => void,
    flow?: InstallFlow,
  ): () => void {
    user.current();
    const record = integrations.getActive(type);
    const state = user.integration(type);
    const {selectedConfigurationId, selectedCredentialId, signal} = options;
    if (options.mapObjectFields) requireFeature(user, 'dfm');
    checkedRedirectUrl(options.overrideRedirectUrl);
    let selected = checkedSelection(state, options);
    let configurationId: string | undefined;
    if (selectedConfigurationId !== undefined) {
      const found = findConfiguration(state, selectedConfigurationId, selectedCredentialId);
      selected = found.credential.id;
      configurationId = found.configuration.id;
    }
    signal?.throwIfAborted();
    const view = viewFor(options);
    open?.close(new ParagonError('portal_closed', 'Another portal was opened.'), true);
    if (selected) selectCredential(user, type, selected, configurationId);

    const payload = Object.freeze({integrationId: record.id, integrationType: type});
    const stopListening = listen(record.id, options, onInstall);
    const removeSources = useDataSources(type, options);
    let isOpen = false;
    const current: OpenPortal = {
      integrationId: record.id,
      configurationId,
      options,
      close(reason, hide) {
        if (open !== current) return;
        open = undefined;
        signal?.removeEventListener('abort', onAbort);
        if (hide) view?.hide();
        if (isOpen) events.emit('onPortalClose', payload, options.origin);
        stopListening();
        removeSources();
        onClosed(reason);
      },
    };
    const onAbort = () => current.close(toParagonError(signal?.reason), true);
    signal?.addEventListener('abort', onAbort);
    open = current;
    if (view) {
      Promise.resolve()
        .then(() =>
          view.show({integration: type, options, flow, onClosed: () => current.close(closed(), false)}),
        )
        .then(() => {
          if (open !== current) return;
          isOpen = true;
          events.emit('onPortalOpen', payload, options.origin);
        })
        .catch((cause: unknown) => current.close(toParagonError(cause), true));
    }
    return () => current.close(closed(), true);
  }

  /** How a portal would be shown; nothing if the page draws everything itself. */
  const viewFor = (options: InstallOptions): PortalView | undefined =>
    options.view ?? (isHeadless() ? undefined : getView());

  /** Calls the functions given to `connect()` for what happens to this integration while its portal is open. */
  function listen(
    integrationId: string,
    options: InstallOptions,
    onInstall?: (event: IntegrationInstallEvent) => void,
  ): () => void {
    const stops: (() => void)[] = [];
    const on = <Name extends keyof ParagonEventMap>(
      name: Name,
      listener: ParagonEventListener<Name> | undefined,
    ) => {
      if (!listener) return;
      const stop = events.subscribe(name, ((event, connectUser, origin) => {
        if (event.integrationId === integrationId) listener(event, connectUser, origin);
      }) as ParagonEventListener<Name>);
      stops.push(stop);
    };
    on('onIntegrationInstall', options.onInstall ?? options.onSuccess);
    on('onIntegrationInstall', onInstall);
    on('onIntegrationUninstall', options.onUninstall);
    on('onWorkflowChange', options.onWorkflowChange);
    on('onPortalOpen', options.onOpen);
    on('onPortalClose', options.onClose);
    return () => {
      for (const stop of stops) stop();
    };
  }

  /** Tells the open portal's `onError`, if it is about this integration or none is named. */
  function reportError(integrationId: string | undefined, error: ParagonError): void {
    if (open && (integrationId === undefined || open.integrationId === integrationId)) {
      const {onError} = open.options;
      callSafely(() => onError?.(error));
    }
  }

  function closePortal(): void {
    open?.close(closed(), true);
  }

  /** Closes the portal if it shows this configuration, which is gone. */
  function closeConfiguration(configurationId: string): void {
    if (open?.configurationId === configurationId) closePortal();
  }

  return Object.freeze({connect, show, viewFor, listen, reportError, closePortal, closeConfiguration});
}

export type Portal = ReturnType<typeof createPortal>;

const closed = () => new ParagonError('portal_closed', 'The portal was closed.');
