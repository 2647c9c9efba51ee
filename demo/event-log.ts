import {paragonEventNames} from './event-names.js';

/** Writes every event that reaches a part of the page into the list `#log` and the console. */
export function logEvents(target: EventTarget): void {
  for (const name of paragonEventNames) target.addEventListener(name, (event) => log(event.type, event));
}

/** Adds a line to the list `#log`. */
export function log(text: string, event?: Event): void {
  const detail: unknown = event instanceof CustomEvent ? event.detail : undefined;
  const item = document.createElement('li');
  item.textContent = `${new Date().toLocaleTimeString()}  ${text}${about(detail)}`;
  document.querySelector('#log')?.append(item);
  console.log(text, detail ?? '');
}

function about(detail: unknown): string {
  const {integrationType, error, stage} = (detail ?? {}) as {
    integrationType?: string;
    error?: Error;
    stage?: string;
  };
  return [integrationType, stage, error && `${error.name}: ${error.message}`]
    .map((part) => (part ? `  ${part}` : ''))
    .join('');
}
