/** The events that the demo pages write into their log. */
export const paragonEventNames = [
  'paragon-authenticate',
  'paragon-integration-install',
  'paragon-integration-uninstall',
  'paragon-workflow-change',
  'paragon-portal-open',
  'paragon-portal-close',
  'paragon-stage-change',
  'paragon-complete',
  'paragon-cancel',
  'paragon-picker-open',
  'paragon-files-select',
  'paragon-picker-cancel',
  'paragon-picker-close',
  'paragon-error',
] as const;
