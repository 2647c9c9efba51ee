import {randomUUID} from 'node:crypto';
import {defaultCatalog, type IntegrationEntry} from '../../src/index.js';

export type WorkflowEntry = NonNullable<IntegrationEntry['workflows']>[number];

/** Slack with these workflows instead of its own. */
export function slackWith(workflows: readonly WorkflowEntry[]): IntegrationEntry {
  const slack = defaultCatalog.find(({type}) => type === 'slack')!;
  return {...slack, workflows: [...workflows]};
}

export const workflow = (description: string, rest: Partial<WorkflowEntry>): WorkflowEntry => ({
  id: randomUUID(),
  description,
  ...rest,
});
