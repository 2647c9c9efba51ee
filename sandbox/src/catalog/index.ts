import {parseCatalog, type Resource} from './definition.js';
import {hubspot} from './hubspot.js';
import {jira} from './jira.js';
import {lighthouse} from './lighthouse.js';
import {mailchimp} from './mailchimp.js';
import {salesforce} from './salesforce.js';
import type {Integration, IntegrationEntry} from './schema.js';
import {sendgrid} from './sendgrid.js';
import {shopify} from './shopify.js';
import {slack} from './slack.js';
import {tidemail} from './tidemail.js';
import {trello} from './trello.js';

/** The integrations that a sandbox offers, in the order in which catalogues show them. */
export const defaultCatalog: readonly IntegrationEntry[] = [
  slack,
  salesforce,
  shopify,
  jira,
  hubspot,
  sendgrid,
  trello,
  lighthouse,
  tidemail,
  mailchimp,
];

export interface Catalog {
  readonly all: readonly Integration[];
  readonly resources: readonly Resource[];
  byId(id: string): Integration | undefined;
  byType(type: string): Integration | undefined;
}

/**
 * @param definition Checked here, as it may come from outside.
 * @param origin The file that it comes from.
 */
export function createCatalog(definition: unknown = defaultCatalog, origin?: string): Catalog {
  const {integrations: all, resources} = parseCatalog(definition, origin);
  return Object.freeze({
    all,
    resources,
    byId: (id: string) => all.find((integration) => integration.id === id),
    byType: (type: string) => all.find((integration) => integration.type === type),
  });
}
