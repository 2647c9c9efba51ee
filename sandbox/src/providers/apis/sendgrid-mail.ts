/** What is wrong with a mail, and where. */
export interface MailError {
  readonly message: string;
  readonly field: string | null;
}

/** A mail that can be sent, with what each recipient gets. */
export interface Mail {
  readonly from: string;
  readonly messages: readonly {
    readonly to: string;
    readonly subject: string;
    readonly content: readonly {readonly type: string; readonly value: string}[];
  }[];
}

interface MailTemplate {
  readonly subject: string;
  readonly html: string;
}

type Values = Readonly<Record<string, unknown>>;

const MAX_RECIPIENTS = 1000;
const isValues = (value: unknown): value is Values =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
const textIn = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined;

/** Reads the body of a request to send mail, and fills in its template. All mistakes are named. */
export function checkMail(
  body: unknown,
  findTemplate: (id: string) => MailTemplate | undefined,
): {mail?: Mail; errors: MailError[]; isTest: boolean} {
  if (!isValues(body)) return {errors: [{message: 'Bad Request', field: null}], isTest: false};
  const errors: MailError[] = [];
  const complain = (field: string, message: string) => void errors.push({message, field});

  const from = addressIn(body['from']);
  if (!from) complain('from.email', 'The from email does not contain a valid address.');
  const templateId = textIn(body['template_id']);
  const template = templateId === undefined ? undefined : findTemplate(templateId);
  if (templateId !== undefined && !template)
    complain('template_id', 'The template_id must be the id of a template of this account.');

  const content = Array.isArray(body['content']) ? (body['content'] as unknown[]) : [];
  const parts = content.flatMap((part, index) => {
    const [type, value] = isValues(part) ? [textIn(part['type']), textIn(part['value'])] : [];
    if (type && value) return [{type, value}];
    complain(`content.${index}`, 'The content needs a type and a value, both not empty.');
    return [];
  });
  if (!content.length && !template)
    complain('content', 'Unless a valid template_id is provided, the content parameter is required.');

  const personalizations = Array.isArray(body['personalizations'])
    ? (body['personalizations'] as unknown[])
    : [];
  if (!personalizations.length || personalizations.length > MAX_RECIPIENTS)
    complain('personalizations', `The personalizations field is required: a list of 1 to ${MAX_RECIPIENTS}.`);
  const messages = personalizations.flatMap((one, index) => {
    const place = `personalizations.${index}`;
    const given = isValues(one) ? one : {};
    const data = isValues(given['dynamic_template_data']) ? given['dynamic_template_data'] : {};
    const subject = template?.subject
      ? rendered(template.subject, data)
      : (textIn(given['subject']) ?? textIn(body['subject']));
    if (!subject) complain(`${place}.subject`, 'The subject is required, here or for all.');
    const to = ['to', 'cc', 'bcc'].flatMap((kind) => {
      const list = given[kind] === undefined && kind !== 'to' ? [] : given[kind];
      if (Array.isArray(list) && (list.length || kind !== 'to'))
        return (list as unknown[]).flatMap((recipient, position) => {
          const address = addressIn(recipient);
          if (!address) complain(`${place}.${kind}.${position}.email`, 'Does not contain a valid address.');
          return address ?? [];
        });
      complain(`${place}.${kind}`, `The ${kind} array is required, with at least one recipient.`);
      return [];
    });
    const shown = template?.html ? [{type: 'text/html', value: rendered(template.html, data)}] : parts;
    return to.map((address) => ({to: address, subject: subject ?? '', content: shown}));
  });
  if (messages.length > MAX_RECIPIENTS)
    complain('personalizations', `A mail has at most ${MAX_RECIPIENTS} recipients.`);
  const settings = isValues(body['mail_settings']) ? body['mail_settings']['sandbox_mode'] : undefined;
  const isTest = isValues(settings) && settings['enable'] === true;
  return from && !errors.length ? {mail: {from, messages}, errors, isTest} : {errors, isTest};
}

function addressIn(value: unknown): string | undefined {
  const email = isValues(value) ? textIn(value['email']) : undefined;
  return email && email.length <= 320 && /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(email)
    ? email.toLowerCase()
    : undefined;
}

const rendered = (template: string, data: Values): string =>
  template.replace(/\{\{(\w+)\}\}/g, (_, name: string) =>
    Object.hasOwn(data, name) ? String(data[name] as string) : '',
  );
