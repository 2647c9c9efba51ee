import {badRequest} from '../../errors.js';
import type {WorkflowContext, WorkflowFunction} from '../../workflows/types.js';

const NEWEST = 10;

interface Report {
  readonly name: string;
  readonly text: string;
}

/** What an event `Report Finished` tells: a title and the text of the report. */
function reportIn({trigger}: WorkflowContext): Report {
  const {title, text} = (trigger.payload ?? {}) as {title?: unknown; text?: unknown};
  if (typeof title !== 'string' || !title.trim()) throw badRequest('The event needs a "title".');
  if (typeof text !== 'string') throw badRequest('The event needs a "text".');
  // Names of files may not have these at one vendor or the other.
  const name = title
    .replace(/["*:<>?/\\|]|\p{Cc}/gu, '-')
    .trim()
    .slice(0, 100);
  return {name: `${name}.txt`, text};
}

const chosen = ({sharedSettings}: WorkflowContext, input: string): string | undefined => {
  const value = sharedSettings[input];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

const plain = {'Content-Type': 'text/plain; charset=utf-8'};

export const newestAtGoogle: WorkflowFunction = async ({request}) => {
  const query = new URLSearchParams({
    q: "trashed = false and mimeType != 'application/vnd.google-apps.folder'",
    orderBy: 'modifiedTime desc',
    pageSize: String(NEWEST),
    fields: 'files(id,name,mimeType,modifiedTime)',
  });
  return request(`/files?${query}`);
};

export const saveAtGoogle: WorkflowFunction = async (context) => {
  const {name, text} = reportIn(context);
  const boundary = 'report-of-the-sandbox';
  if (text.includes(boundary)) throw badRequest('The text holds what separates the parts of the upload.');
  const metadata = {name, mimeType: 'text/plain', parents: [chosen(context, 'folder') ?? 'root']};
  const body = [
    `--${boundary}`,
    'Content-Type: application/json; charset=UTF-8',
    '',
    JSON.stringify(metadata),
    `--${boundary}`,
    'Content-Type: text/plain; charset=UTF-8',
    '',
    text,
    `--${boundary}--`,
    '',
  ].join('\r\n');
  const saved = await context.request('/upload/drive/v3/files?uploadType=multipart&supportsAllDrives=true', {
    method: 'POST',
    headers: {'Content-Type': `multipart/related; boundary=${boundary}`},
    body,
  });
  context.log(`Saved ${name}.`);
  return saved;
};

export const newestAtOnedrive: WorkflowFunction = ({request}) =>
  request(`/me/drive/recent?$top=${NEWEST}&$select=id,name,file,lastModifiedDateTime`);

export const saveAtOnedrive: WorkflowFunction = async (context) => {
  const folder = chosen(context, 'folder');
  return put(context, folder ? `/me/drive/items/${encodeURIComponent(folder)}` : '/me/drive/root');
};

/** Below a folder of Microsoft Graph. */
async function put(context: WorkflowContext, folder: string): Promise<unknown> {
  const {name, text} = reportIn(context);
  const saved = await context.request(`${folder}:/${encodeURIComponent(name)}:/content`, {
    method: 'PUT',
    headers: plain,
    body: text,
  });
  context.log(`Saved ${name}.`);
  return saved;
}

function libraryIn(context: WorkflowContext): string {
  const library = chosen(context, 'library');
  if (!library) throw badRequest('Choose a library under "Document library" first.');
  return `/drives/${encodeURIComponent(library)}`;
}

export const newestAtSharepoint: WorkflowFunction = (context) =>
  context.request(
    `${libraryIn(context)}/root/children?$orderby=lastModifiedDateTime%20desc&$filter=file%20ne%20null&$top=${NEWEST}&$select=id,name,file,lastModifiedDateTime`,
  );

export const saveAtSharepoint: WorkflowFunction = (context) => put(context, `${libraryIn(context)}/root`);

export const newestAtBox: WorkflowFunction = (context) => {
  const folder = chosen(context, 'folder') ?? '0';
  const query = `sort=date&direction=DESC&limit=${NEWEST}&fields=name,modified_at,size`;
  return context.request(`/folders/${encodeURIComponent(folder)}/items?${query}`);
};

export const saveAtBox: WorkflowFunction = async (context) => {
  const {name, text} = reportIn(context);
  const boundary = 'report-of-the-sandbox';
  if (text.includes(boundary)) throw badRequest('The text holds what separates the parts of the upload.');
  const attributes = {name, parent: {id: chosen(context, 'folder') ?? '0'}};
  const part = (header: string, content: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; ${header}\r\n\r\n${content}\r\n`;
  const body = [
    part('name="attributes"', JSON.stringify(attributes)),
    part(`name="file"; filename="report.txt"\r\nContent-Type: text/plain`, text),
    `--${boundary}--\r\n`,
  ].join('');
  const saved = await context.request('/files/content', {
    method: 'POST',
    headers: {'Content-Type': `multipart/form-data; boundary=${boundary}`},
    body,
  });
  context.log(`Saved ${name}.`);
  return saved;
};
