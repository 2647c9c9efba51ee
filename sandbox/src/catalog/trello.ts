import {memberOf} from '../accounts/template.js';
import type {WorkflowFunction} from '../workflows/types.js';
import type {IntegrationEntry} from './schema.js';
import {badRequest, listOf, textOf, valuesOf} from './workflow-values.js';

const addCard: WorkflowFunction = async ({request, settings, trigger}) => {
  const {title, details, due} = valuesOf(trigger.payload);
  if (!textOf(title)) throw badRequest('The event lacks the "title" of the task.');
  const body = {
    idList: textOf(settings['list']),
    name: textOf(title),
    desc: textOf(details),
    ...(textOf(due) && {due: textOf(due)}),
  };
  const card = await request('/cards', {method: 'POST', body});
  return {card: memberOf(card, 'id'), url: memberOf(card, 'url')};
};

const moveCard: WorkflowFunction = async ({request, trigger}) => {
  const {card, list} = valuesOf(trigger.payload);
  if (!textOf(card) || !textOf(list)) throw badRequest('Say which "card" goes to which "list".');
  const {idBoard} = valuesOf(await request(`/cards/${encodeURIComponent(textOf(card))}?fields=idBoard`));
  const lists = listOf(await request(`/boards/${textOf(idBoard)}/lists`));
  const target = lists.find((one) => [memberOf(one, 'id'), memberOf(one, 'name')].includes(list));
  if (!target) throw badRequest(`The board has no list "${textOf(list).slice(0, 100)}".`);
  const body = {idList: memberOf(target, 'id')};
  const moved = await request(`/cards/${encodeURIComponent(textOf(card))}`, {method: 'PUT', body});
  return {card: memberOf(moved, 'id'), list: memberOf(target, 'name')};
};

/** Keys instead of a sign-in, and then a question that only the connected account can answer: which board. */
export const trello: IntegrationEntry = {
  id: '8cdb7ee5-e473-4a69-9451-e266fe3c9361',
  configId: '49a7b34d-3590-4651-b61c-bf919b8abc8c',
  type: 'trello',
  name: 'Trello',
  brandColor: '#0B5CAD',
  authenticationType: 'basic',
  icon: '<path d="M10 10h28v28H10z" fill="none" stroke="#fff" stroke-width="4" stroke-linejoin="round"/><path d="M16 16h6v16h-6zM26 16h6v9h-6z" fill="#fff"/>',
  description: 'Put tasks on your boards',
  overview: 'Each new task becomes a card on a board of your choice.',
  inputs: [
    {
      id: 'TRELLO_API_KEY',
      type: 'TEXT_NO_VARS',
      title: 'API key',
      subtitle: 'Of your Power-Up, in its settings',
      required: true,
    },
    {
      id: 'TRELLO_TOKEN',
      type: 'PASSWORD',
      title: 'Token',
      subtitle: 'From the link beside the API key',
      required: true,
    },
  ],
  // Both stand between quotation marks in a header.
  inputRules: {
    TRELLO_API_KEY: {pattern: '^[\\w.-]+$', message: 'An API key has only letters, digits and hyphens.'},
    TRELLO_TOKEN: {pattern: '^[\\w.-]+$', message: 'A token has only letters, digits and hyphens.'},
  },
  postOauthInputs: [
    {id: 'TRELLO_BOARD_ID', type: 'DYNAMIC_ENUM', title: 'Board', sourceType: 'boards', required: true},
  ],
  workflows: [
    {
      id: 'c2b40c40-cdad-47de-b98b-8c56b3c78b61',
      description: 'Add a card for each new task',
      trigger: {type: 'event', name: 'Task Created'},
      inputs: [{id: 'list', type: 'DYNAMIC_ENUM', title: 'List', sourceType: 'lists', required: true}],
      run: addCard,
    },
    {
      id: 'ea5a695a-55ef-4bbc-acda-4a31c97ee39d',
      description: 'Move a card',
      defaultEnabled: true,
      run: moveCard,
    },
  ],
  dataSources: {
    boards: {type: 'DYNAMIC_DATA_SOURCE', title: 'Boards', cacheKey: 'boards', refreshDependencies: []},
    lists: {type: 'DYNAMIC_DATA_SOURCE', title: 'Lists', cacheKey: 'lists', refreshDependencies: []},
  },
  apiBase: '/trello/1',
  authHeaders: {
    Authorization: 'OAuth oauth_consumer_key="{TRELLO_API_KEY}", oauth_token="{TRELLO_TOKEN}"',
  },
  account: {
    path: '/members/me',
    providerId: '{id}',
    providerData: {username: '{username}', fullName: '{fullName}'},
    refusal: 'Trello did not accept this API key and token. Check that both were copied completely.',
  },
  options: {
    boards: {path: '/members/me/boards', query: {filter: 'open'}, label: '{name}', value: '{id}'},
    lists: {path: '/boards/{TRELLO_BOARD_ID}/lists', label: '{name}', value: '{id}'},
  },
};
