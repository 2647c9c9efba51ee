import '../src/define.js';
import './account.js';
import {integrationFromAddress} from './address.js';
import {log} from './event-log.js';

integrationFromAddress('#mapper');
integrationFromAddress('#connect');

const mapper = document.querySelector('paragon-field-mapper');
const form = document.querySelector<HTMLFormElement>('#form');

if (mapper && form) {
  // What the product calls its fields. HubSpot's mapping asks for them; the others have labels of the project.
  mapper.mapObjectFields = {
    Contact: {
      fields: [
        {label: 'First name', value: 'first_name'},
        {label: 'Last name', value: 'last_name'},
        {label: 'Email', value: 'email'},
        {label: 'Phone number', value: 'phone'},
        {label: 'Plan', value: 'plan'},
      ],
      defaultFields: ['first_name', 'last_name', 'email'],
      userCanRemoveMappings: true,
      userCanCreateFields: true,
    },
  };
  mapper.addEventListener('change', () => log(`change  ${JSON.stringify(mapper.value)}`));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    log(`submit  ${String(new FormData(form).get('mapping'))}`);
  });
}
