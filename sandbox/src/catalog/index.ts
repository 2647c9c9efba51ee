import {box} from './box.js';
import {parseCatalog, type Resource, type ResourceEntry} from './definition.js';
import {googledrive} from './googledrive.js';
import {hubspot} from './hubspot.js';
import {jira} from './jira.js';
import {lighthouse} from './lighthouse.js';
import {mailchimp} from './mailchimp.js';
import {onedrive} from './onedrive.js';
import {ordersDatabase} from './orders-database.js';
import {pilotbooks} from './pilotbooks.js';
import {salesforce} from './salesforce.js';
import type {Integration, IntegrationEntry} from './schema.js';
import {sendgrid} from './sendgrid.js';
import {sharepoint} from './sharepoint.js';
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
  googledrive,
  onedrive,
  sharepoint,
  box,
  sendgrid,
  trello,
  lighthouse,
  tidemail,
  pilotbooks,
  ordersDatabase,
  mailchimp,
];

/** What the project of a sandbox connects by a slug. */
export const defaultResources: readonly ResourceEntry[] = [
  {
    id: '21fa4036-d65e-44de-a7fd-47660edf510c',
    slug: 'orders-db',
    integration: 'custom.ordersdb',
  },
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
export function createCatalog(
  definition: unknown = {integrations: defaultCatalog, resources: defaultResources},
  origin?: string,
): Catalog {
  const {integrations: all, resources} = parseCatalog(definition, origin);
  return Object.freeze({
    all,
    resources,
    byId: (id: string) => all.find((integration) => integration.id === id),
    byType: (type: string) => all.find((integration) => integration.type === type),
  });
}
