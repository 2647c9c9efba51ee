/**
 * The page's own dialogs: the wait for a portal, why there is none, and the frame of an install.
 *
 * @returns {import('./types.js').View}
 */
export function createView() {
  const notice = createDialog('notice');
  const stages = createDialog('stages');
  const discard = byId('stages-discard', HTMLElement);
  /** @type {import('./types.js').InstallFlowElement | undefined} */
  let flow;

  byId('notice-close', HTMLButtonElement).addEventListener('click', () => notice.element.close());
  byId('stages-close', HTMLButtonElement).addEventListener(
    'click',
    () => mayClose() && stages.element.close(),
  );
  stages.element.addEventListener('cancel', (event) => {
    if (event.target === stages.element && !mayClose()) event.preventDefault();
  });
  byId('discard-confirm', HTMLButtonElement).addEventListener('click', () => stages.element.close());
  byId('discard-keep', HTMLButtonElement).addEventListener('click', () => {
    discard.hidden = true;
    flow?.focus();
  });

  /** Asks before a form is lost that was begun; asked a second time, it closes. */
  function mayClose() {
    if (!discard.hidden || !flow?.hasUnsavedInput) return true;
    discard.hidden = false;
    byId('discard-keep', HTMLButtonElement).focus();
    return false;
  }

  function clear() {
    notice.hide();
    stages.hide();
    flow?.cancel();
    flow?.remove();
    flow = undefined;
  }

  /** @param {string} title @param {string} text @param {() => void} onClose @param {boolean} isWaiting */
  function showNotice(title, text, onClose, isWaiting) {
    clear();
    notice.element.classList.toggle('waiting', isWaiting);
    byId('notice-title', HTMLElement).textContent = title;
    byId('notice-text', HTMLElement).textContent = text;
    notice.show(onClose);
  }

  return Object.freeze({
    /** @param {string} name @param {() => void} onClose */
    waiting(name, onClose) {
      showNotice(name, 'The portal is on its way …', onClose, true);
    },
    /** @param {string} name @param {string} text @param {() => void} onClose */
    trouble(name, text, onClose) {
      showNotice(`${name}: no portal`, text, onClose, false);
    },
    /** @param {import('./types.js').StagesContent} content */
    stages({name, icon, element, onClose}) {
      clear();
      flow = element;
      discard.hidden = true;
      byId('stages-title', HTMLElement).textContent = name;
      byId('stages-icon', HTMLImageElement).src = icon;
      byId('stages-body', HTMLElement).append(element);
      stages.show(onClose);
    },
    clear,
  });
}

/** @param {string} id */
function createDialog(id) {
  const element = byId(id, HTMLDialogElement);
  /** @type {(() => void) | undefined} */
  let onClose;
  element.addEventListener('close', () => {
    // The event comes late: by then the dialog may be open again, for something else.
    if (element.open) return;
    const tell = onClose;
    onClose = undefined;
    tell?.();
  });
  return {
    element,
    /** @param {() => void} onUserClosed */
    show(onUserClosed) {
      onClose = onUserClosed;
      if (!element.open) element.showModal();
    },
    hide() {
      onClose = undefined;
      element.close();
    },
  };
}

/**
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} kind
 * @returns {T}
 */
function byId(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The page has no ${kind.name} "${id}".`);
  return found;
}
