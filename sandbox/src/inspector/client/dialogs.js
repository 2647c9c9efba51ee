import {byId, h} from './dom.js';

const question = byId('question', HTMLDialogElement);
const details = byId('details', HTMLDialogElement);

/**
 * Asks before something is lost.
 *
 * @param {string} text
 * @param {string} action What the button that agrees says.
 * @returns {Promise<boolean>}
 */
export function ask(text, action) {
  const cancel = h('button', {type: 'button', click: () => question.close()}, 'Cancel');
  const agree = h('button', {type: 'button', class: 'danger', click: () => question.close('yes')}, action);
  question.replaceChildren(
    h('h2', {id: 'question-heading'}, text),
    h('div', {class: 'actions'}, agree, cancel),
  );
  question.returnValue = '';
  question.showModal();
  cancel.focus();
  return new Promise((resolve) => {
    question.addEventListener('close', () => resolve(question.returnValue === 'yes'), {once: true});
  });
}

/**
 * Shows one thing as a whole.
 *
 * @param {string} title
 * @param {[string, unknown][]} parts
 */
export function show(title, parts) {
  const close = h('button', {type: 'button', click: () => details.close()}, 'Close');
  details.replaceChildren(
    h('h2', {id: 'details-heading'}, title),
    ...parts.map(([name, value]) =>
      h(
        'section',
        {},
        h('h3', {}, name),
        h('pre', {tabindex: 0, role: 'region', 'aria-label': name}, asText(value)),
      ),
    ),
    h('div', {class: 'actions'}, close),
  );
  details.showModal();
  close.focus({preventScroll: true});
  details.scrollTop = 0;
}

/** @param {unknown} value */
function asText(value) {
  if (value === null || value === undefined || value === '') return '–';
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
