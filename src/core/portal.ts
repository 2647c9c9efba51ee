import {ParagonError, UserNotAuthenticatedError, toParagonError} from './errors.js';
import {callSafely, type Events} from './events.js';
import type {Integrations} from './integrations.js';
import type {IntegrationInstallEvent, ParagonEventListener, ParagonEventMap} from './types/events.js';
import type {InstallOptions, PortalView} from './types/install.js';
import {checkedSelection, findConfiguration} from './selection.js';
import type {UserStore} from './user.js';

export interface PortalDeps {
  readonly user: UserStore;
  readonly integrations: Integrations;
  readonly events: Events;
  isHeadless(): boolean;
  /** How a portal is shown when the caller brings no view of its own. */
  getView(): PortalView | undefined;
}

interface OpenPortal {
  readonly type: string;
  readonly configurationId: string | undefined;
  /** Ends the call; `hide` takes the portal away too. */
  close(reason: ParagonError, hide: boolean): void;
}

/** Shows one Connect Portal at a time and tells what happens through it. */
export function createPortal({user, integrations, events, isHeadless, getView}: PortalDeps) {
  let open: OpenPortal | undefined;

  function connect(type: string, options: InstallOptions = {}): Promise<IntegrationInstallEvent> {
    const result = new Promise<IntegrationInstallEvent>((resolve, reject) => {
      const fail = (cause: unknown) => {
        const error = toParagonError(cause);
        if (error.code !== 'portal_closed') callSafely(() => options.onError?.(error));
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

  function show(
    type: string,
    options: InstallOptions,
    resolve: (event: IntegrationInstallEvent) => void,
    fail: (cause: unknown) => void,
  ): void {
    if (!user.$user.get().authenticated) throw new UserNotAuthenticatedError();
    const record = integrations.getActive(type);
    const state = user.integration(type);
    const {selectedConfigurationId, selectedCredentialId} = options;
    let selected = checkedSelection(state, options);
    let configurationId: string | undefined;
    if (selectedConfigurationId !== undefined) {
      const found = findConfiguration(state, selectedConfigurationId, selectedCredentialId);
      selected = found.credential.id;
      configurationId = found.configuration.id;
    }
    const view = options.view ?? (isHeadless() ? undefined : getView());
    open?.close(new ParagonError('portal_closed', 'Another portal was opened.'), true);
    if (selected) user.select(type, selected, configurationId);

    const payload = Object.freeze({integrationId: record.id, integrationType: type});
    const stopListening = listen(type, record.id, options, resolve);
    let isOpen = false;
    const current: OpenPortal = {
      type,
      configurationId,
      close(reason, hide) {
        if (open === current) open = undefined;
        if (hide) view?.hide();
        if (isOpen) events.emit('onPortalClose', payload, options.origin);
        stopListening();
        fail(reason);
      },
    };
    open = current;
    if (!view) return;
    const onClosed = () => {
      if (open === current) current.close(new ParagonError('portal_closed', 'The portal was closed.'), false);
    };
    Promise.resolve()
      .then(() => view.show({integration: type, options, onClosed}))
      .then(() => {
        if (open !== current) return;
        isOpen = true;
        events.emit('onPortalOpen', payload, options.origin);
      })
      .catch((cause: unknown) => open === current && current.close(toParagonError(cause), true));
  }

  /** Calls the functions given to `connect()` for what happens to this integration while its portal is open. */
  function listen(
    type: string,
    integrationId: string,
    options: InstallOptions,
    resolve: (event: IntegrationInstallEvent) => void,
  ): () => void {
    const stops: (() => void)[] = [];
    const on = <Name extends keyof ParagonEventMap>(
      name: Name,
      isOurs: (event: ParagonEventMap[Name]) => boolean,
      listener: ParagonEventListener<Name> | undefined,
    ) => {
      if (!listener) return;
      const stop = events.subscribe(name, ((event, connectUser, origin) => {
        if (isOurs(event)) listener(event, connectUser, origin);
      }) as ParagonEventListener<Name>);
      stops.push(stop);
    };
    const isType = (event: {readonly integrationType: string}) => event.integrationType === type;
    on('onIntegrationInstall', isType, options.onInstall ?? options.onSuccess);
    on('onIntegrationInstall', isType, (event) => resolve(event));
    on('onIntegrationUninstall', isType, options.onUninstall);
    on('onWorkflowChange', (event) => event.integrationId === integrationId, options.onWorkflowChange);
    on('onPortalOpen', isType, options.onOpen);
    on('onPortalClose', isType, options.onClose);
    return () => {
      for (const stop of stops) stop();
    };
  }

  function closePortal(): void {
    open?.close(new ParagonError('portal_closed', 'The portal was closed.'), true);
  }

  /** Closes the portal if it shows this configuration, which is gone. */
  function closeConfiguration(configurationId: string): void {
    if (open?.configurationId === configurationId) closePortal();
  }

  return Object.freeze({connect, closePortal, closeConfiguration});
}
