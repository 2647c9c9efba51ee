import type {WorkflowContext, WorkflowFunction} from '../workflows/types.js';
import type {IntegrationEntry} from './schema.js';
import {badRequest, textOf, valuesOf, type Values} from './workflow-values.js';

async function send(
  {request, sharedSettings}: WorkflowContext,
  to: string,
  mail: Values,
): Promise<{to: string}> {
  const from = textOf(sharedSettings['sender']);
  if (!from) throw badRequest('Enter the address that messages come from under "Sender".');
  if (!to) throw badRequest('Say who gets the message: "to", or "email".');
  const {values, ...rest} = mail;
  const personalizations = [
    {to: [{email: to}], ...(values !== undefined && {dynamic_template_data: values})},
  ];
  await request('/mail/send', {method: 'POST', body: {from: {email: from}, personalizations, ...rest}});
  return {to};
}

const sendMessage: WorkflowFunction = (context) => {
  const {to, subject, text} = valuesOf(context.trigger.payload);
  return send(context, textOf(to), {
    subject: textOf(subject),
    content: [{type: 'text/plain', value: textOf(text)}],
  });
};

const welcome: WorkflowFunction = async (context) => {
  const {email, ...values} = valuesOf(context.trigger.payload);
  const sent = await send(context, textOf(email), {
    template_id: textOf(context.settings['template']),
    values,
  });
  context.log('Sent a welcome.');
  return sent;
};

export const sendgridWorkflows: NonNullable<IntegrationEntry['workflows']> = [
  {
    id: 'c3febdea-8875-4667-82d8-6e525e31d8dd',
    description: 'Welcome new users',
    trigger: {type: 'event', name: 'User Registered'},
    inputs: [
      {id: 'template', type: 'DYNAMIC_ENUM', title: 'Template', sourceType: 'templates', required: true},
    ],
    run: welcome,
  },
  {
    id: '1468a965-f7f2-444e-af57-214657839873',
    description: 'Send a message',
    defaultEnabled: true,
    run: sendMessage,
  },
];
