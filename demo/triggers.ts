import '../src/define.js';
import './account.js';
import {integrationFromAddress} from './address.js';
import {log} from './event-log.js';

integrationFromAddress('#triggers');
integrationFromAddress('#connect');

const form = document.querySelector('paragon-trigger-form');

form?.addEventListener('change', () => log(`change  ${JSON.stringify(form.value)}`));
document.querySelector('#save')?.addEventListener('click', () => {
  // A product sends this to its own back end, which subscribes.
  if (form?.reportValidity()) log(`subscribe  ${JSON.stringify(form.value)}`);
});
