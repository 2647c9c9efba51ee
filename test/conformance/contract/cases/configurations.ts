import {casesOf, type ContractCase} from '../case.js';

const NOBODY = '11111111-2222-4333-8444-555555555555';
const accounts = [{type: 'slack', externalId: 'team', configurations: ['project']}] as const;

export const configurationCases: readonly ContractCase[] = [
  ...casesOf(
    'createConfiguration',
    {
      'with an external id': {
        option: 'externalId',
        async run(paragon, given, {state}) {
          const credentialId = given.accounts['slack']!.id;
          const answer = await paragon.createConfiguration({credentialId, externalId: 'further'});
          return {answer, all: state('slack')?.allConfigurations.map(({externalId}) => externalId)};
        },
      },
      'without an external id': async (paragon, given) =>
        paragon.createConfiguration({credentialId: given.accounts['slack']!.id}),
      'of an account by external id': (paragon, _given, {outcome}) =>
        outcome(
          async () => (await paragon.createConfiguration({credentialId: 'ext:team'})).connectCredentialId,
        ),
      'with an external id that is taken': (paragon, given, {outcome}) => {
        const credentialId = given.accounts['slack']!.id;
        return outcome(() => paragon.createConfiguration({credentialId, externalId: 'project'}));
      },
      'with a blank external id': (paragon, given, {outcome}) => {
        const credentialId = given.accounts['slack']!.id;
        return outcome(() => paragon.createConfiguration({credentialId, externalId: ' '}));
      },
      'of an account that is not there': (paragon, _given, {outcome}) =>
        outcome(() => paragon.createConfiguration({credentialId: NOBODY})),
    },
    {accounts},
  ),
  ...casesOf(
    'updateConfiguration',
    {
      'replaces its metadata': {
        option: 'meta',
        async run(paragon, given, {state}) {
          const {id: credentialId, configurations} = given.accounts['slack']!;
          const id = configurations['project']!;
          const answer = await paragon.updateConfiguration({id, credentialId, meta: {label: 'Seven'}});
          return {answer, all: state('slack')?.allConfigurations};
        },
      },
      'by external ids': async (paragon) => {
        const answer = await paragon.updateConfiguration({
          id: 'ext:project',
          credentialId: 'ext:team',
          meta: {label: 'Seven'},
        });
        return answer.id;
      },
      'without metadata': (paragon, given) =>
        paragon.updateConfiguration({id: 'ext:project', credentialId: given.accounts['slack']!.id}),
      'one that is not there': (paragon, given, {outcome}) => {
        const credentialId = given.accounts['slack']!.id;
        return outcome(() => paragon.updateConfiguration({id: NOBODY, credentialId, meta: {}}));
      },
    },
    {accounts},
  ),
  ...casesOf(
    'destroyConfiguration',
    {
      'by id': async (paragon, given, {state}) => {
        const {id: credentialId, configurations} = given.accounts['slack']!;
        const answer = await paragon.destroyConfiguration({id: configurations['project']!, credentialId});
        return {answer, all: state('slack')?.allConfigurations};
      },
      'by external ids': async (paragon, _given, {state}) => {
        await paragon.destroyConfiguration({id: 'ext:project', credentialId: 'ext:team'});
        return state('slack')?.allConfigurations.length;
      },
      'never the default one': (paragon, given, {outcome}) => {
        const {id: credentialId, configuration} = given.accounts['slack']!;
        return outcome(() => paragon.destroyConfiguration({id: configuration, credentialId}));
      },
      'one that is not there': (paragon, given, {outcome}) => {
        const credentialId = given.accounts['slack']!.id;
        return outcome(() => paragon.destroyConfiguration({id: NOBODY, credentialId}));
      },
      'closes the portal that shows it': async (paragon, given, {listen, outcome}) => {
        const {id: credentialId, configurations} = given.accounts['slack']!;
        const id = configurations['project']!;
        void outcome(() => paragon.connect('slack', {selectedConfigurationId: id}));
        const heard = listen();
        await paragon.destroyConfiguration({id, credentialId});
        return heard;
      },
    },
    {accounts},
  ),
];
