/** What the pretend product is, whichever framework draws its pages. */
import type {ParagonFieldMapper, ParagonFilePicker} from 'paragon-elements';

/** What the server has written into the page. */
const setting = (name: string): string =>
  document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? '';

export const projectId = '5f4c9a1e-7d3b-4e62-9a08-3c1b6d2f7e90';

/** The service; a page of a project on Paragon's cloud has none. */
export const host = setting('paragon-host');

/** What Google's picker needs. `scriptUrl` is where the sandbox has it; a real page leaves it away. */
export const drive = {
  developerKey: 'google-demo-developer-key',
  appId: '1234567890',
  scriptUrl: `${setting('paragon-outside')}/googledrive/js/api.js`,
} satisfies Partial<ParagonFilePicker>;

/** The product's own fields, which are mapped to those of HubSpot. */
export const fields: ParagonFieldMapper['mapObjectFields'] = {
  Contact: {
    fields: [
      {label: 'First name', value: 'first_name'},
      {label: 'Last name', value: 'last_name'},
      {label: 'Email', value: 'email'},
      {label: 'Phone number', value: 'phone'},
    ],
    defaultFields: ['first_name', 'last_name', 'email'],
    userCanRemoveMappings: true,
  },
};

/** Who may be signed in. */
export const users = ['alice', 'bob'];

/** Who is signed in; the product's own back end knows. */
export async function signedInUser(): Promise<string> {
  const response = await fetch('/api/me');
  if (!response.ok) return '';
  const {user} = (await response.json()) as {user: string};
  return user;
}
