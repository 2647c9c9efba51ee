import {hubspot} from './hubspot.js';
import {jira} from './jira.js';
import {lighthouse} from './lighthouse.js';
import {mailchimp} from './mailchimp.js';
import {salesforce} from './salesforce.js';
import {sendgrid} from './sendgrid.js';
import {shopify} from './shopify.js';
import {slack} from './slack.js';
import {parseCatalog, type Integration, type IntegrationEntry} from './schema.js';

/** The integrations that a sandbox offers, in the order in which catalogues show them. */
export const defaultCatalog: readonly IntegrationEntry[] = [
  slack,
  salesforce,
  shopify,
  jira,
  hubspot,
  sendgrid,
  lighthouse,
  mailchimp,
];

export interface Catalog {
  readonly all: readonly Integration[];
  byId(id: string): Integration | undefined;
  byType(type: string): Integration | undefined;
}

export function createCatalog(entries: readonly unknown[] = defaultCatalog): Catalog {
  const all = parseCatalog(entries);
  return Object.freeze({
    all,
    byId: (id: string) => all.find((integration) => integration.id === id),
    byType: (type: string) => all.find((integration) => integration.type === type),
  });
}
