import '../src/define.js';
import type {ParagonInput} from '../src/index.js';
import './account.js';
import {log} from './event-log.js';
import {dropdowns, samples, type InputSample} from './input-samples.js';

const form = document.querySelector<HTMLFormElement>('#form');
const list = document.querySelector('#inputs');
const choice = document.querySelector<HTMLSelectElement>('#state');
const provider = document.querySelector('paragon-provider');

/** What may stand in a log: no password. */
function shown(id: string, value: unknown): string {
  if (samples.some(({input}) => input.id === id && input.type === 'PASSWORD')) return '•••';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function inputOf({input}: InputSample): ParagonInput {
  const element = document.createElement('paragon-input');
  element.input = input;
  element.name = input.id;
  element.integration = 'jira';
  element.addEventListener('change', () => log(`change  ${input.id}: ${shown(input.id, element.value)}`));
  return element;
}

/** Brings all inputs into one of the states that a page can bring them into. */
function show(state: string): void {
  if (choice) choice.value = state;
  const elements = samples.map(inputOf);
  elements.forEach((element, index) => {
    if (state !== 'empty' && state !== 'missing') element.value = samples[index]?.filled;
    element.disabled = state === 'disabled';
    element.readonly = state === 'readonly';
    if (state === 'refused') element.error = 'The service does not accept this value.';
  });
  list?.replaceChildren(...elements);
  if (state === 'missing') for (const element of elements) element.reportValidity();
}

await provider?.updateComplete;
provider?.client?.setDataSources({dropdowns});
choice?.addEventListener('change', () => show(choice.value));
form?.addEventListener('submit', (event) => {
  event.preventDefault();
  if (!form.checkValidity()) return form.reportValidity();
  const isSecret = (name: string) =>
    samples.some(({input}) => input.id === name && input.type === 'PASSWORD');
  for (const [name, value] of new FormData(form))
    log(`send  ${name}: ${isSecret(name) ? '•••' : String(value)}`);
  return undefined;
});
show(new URLSearchParams(location.search).get('state') ?? 'empty');
