import {casesOf, type ContractCase} from '../case.js';

export const integrationCases: readonly ContractCase[] = [
  ...casesOf('getIntegrationMetadata', {
    'lists the active integrations': (paragon) => paragon.getIntegrationMetadata(),
    'of one integration': (paragon) => paragon.getIntegrationMetadata('custom.lighthouse'),
    'of one that is switched off': (paragon, _given, {outcome}) =>
      outcome(() => paragon.getIntegrationMetadata('mailchimp')),
    'of one that is not there': (paragon, _given, {outcome}) =>
      outcome(() => paragon.getIntegrationMetadata('nowhere')),
  }),
  ...casesOf('getIntegrationConfig', {
    'of every active integration': (paragon) =>
      paragon.getIntegrationMetadata().map(({type}) => ({type, ...paragon.getIntegrationConfig(type)})),
    'with workflows that the user may not have': {
      meta: {plan: 'free'},
      run: (paragon) =>
        ['slack', 'hubspot', 'salesforce'].map((type) => {
          const {availableWorkflows, hiddenWorkflows} = paragon.getIntegrationConfig(type);
          return [availableWorkflows, hiddenWorkflows].map((list) => list.map(({id}) => id));
        }),
    },
    'of one that is not there': (paragon, _given, {outcome}) =>
      outcome(() => paragon.getIntegrationConfig('nowhere')),
  }),
  ...casesOf('getIntegrationId', {
    'of every active integration': (paragon) =>
      paragon.getIntegrationMetadata().map(({type}) => paragon.getIntegrationId(type)),
    'of one that is not there': (paragon, _given, {outcome}) =>
      outcome(() => paragon.getIntegrationId('nowhere')),
  }),
  ...casesOf('getAssetUrl', {'of a picture': (paragon) => new URL(paragon.getAssetUrl('one')).pathname}),
  ...casesOf('getAccountTypeOptions', {
    'of every active integration': (paragon) =>
      paragon.getIntegrationMetadata().map(({type}) => [type, paragon.getAccountTypeOptions(type)]),
    'of one that is not there': (paragon, _given, {outcome}) =>
      outcome(() => paragon.getAccountTypeOptions('nowhere')),
  }),
  ...casesOf('getPreOptions', {
    'of every active integration': (paragon) =>
      paragon.getIntegrationMetadata().map(({type}) => [type, paragon.getPreOptions(type)]),
    'of a kind of account': (paragon) =>
      ['default', 'sandbox', 'unknown'].map((kind) => paragon.getPreOptions('salesforce', kind)),
    'of one that is not there': (paragon, _given, {outcome}) =>
      outcome(() => paragon.getPreOptions('nowhere')),
  }),
  ...casesOf('getPostOptions', {
    'of every active integration': (paragon) =>
      paragon.getIntegrationMetadata().map(({type}) => [type, paragon.getPostOptions(type)]),
    'of one that is not there': (paragon, _given, {outcome}) =>
      outcome(() => paragon.getPostOptions('nowhere')),
  }),
  ...casesOf('getDataSourceOptions', {
    'of every kind that the catalogue has': (paragon) =>
      Promise.all([
        paragon.getDataSourceOptions('slack', 'channels'),
        paragon.getDataSourceOptions('hubspot', 'lifecycleStages'),
        paragon.getDataSourceOptions('hubspot', 'propertyMapping'),
        paragon.getDataSourceOptions('jira', 'projectIssueStatusTypeCombo'),
        paragon.getDataSourceOptions('jira', 'issueFieldValues'),
      ]),
    'of a source that is not there': (paragon) => paragon.getDataSourceOptions('slack', 'nothing'),
    'of an integration that is not there': (paragon, _given, {outcome}) =>
      outcome(() => paragon.getDataSourceOptions('nowhere', 'channels')),
  }),
];
