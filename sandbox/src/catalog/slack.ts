import type {IntegrationEntry} from './schema.js';
import {announceDeal, escalate, findColleague, forwardAlert, synchronise} from './workflows/slack.js';

/** Plain OAuth: one click, sign in, done. */
export const slack: IntegrationEntry = {
  id: '29515da1-d188-4a33-92f4-18f98e1c7ae0',
  configId: 'a0a3a7e7-ffe1-4c18-9308-39a3ac1fe3ff',
  type: 'slack',
  name: 'Slack',
  brandColor: '#4A154B',
  authenticationType: 'oauth',
  icon: '<path d="M17 9v30M31 9v30M9 17h30M9 31h30" fill="none" stroke="#fff" stroke-width="5" stroke-linecap="round"/>',
  description: 'Post updates to your team',
  overview: [
    '#### With Slack connected you can',
    '- receive alerts in a channel of your choice\n- tell the team when a deal is won',
    'The app **never reads your messages**. More about [channels](https://slack.com/help/categories/200111606).',
  ].join('\n\n'),
  userSettings: [
    {
      id: 'channel',
      type: 'DYNAMIC_ENUM',
      title: 'Post updates to',
      subtitle: 'Public channels of your workspace',
      fallbackText: 'Choose a channel',
      tooltip: 'The app joins the channel by itself.',
      sourceType: 'channels',
      required: false,
    },
    {
      id: 'mentionEveryone',
      type: 'SWITCH',
      title: 'Mention everyone in urgent messages',
      titleText: 'Mention everyone',
      toolTipText: 'Urgent messages begin with @channel.',
      required: false,
    },
  ],
  workflows: [
    {
      id: '907e91d4-2d61-49fe-8047-0a049d4b11b3',
      description: 'Announce won deals',
      infoText: 'Posts a message as soon as a deal is won.',
      trigger: {type: 'event', name: 'Deal Won'},
      run: announceDeal,
      inputs: [
        {
          id: 'prefix',
          type: 'TEXT_NO_VARS',
          title: 'Message prefix',
          required: false,
          placeholder: 'Hooray!',
        },
      ],
    },
    {
      id: 'fe3160b0-b0d7-4327-8c4e-e2f3bb93b090',
      description: 'Nightly synchronisation',
      hidden: true,
      run: synchronise,
    },
    {
      id: '88ed6cc6-0229-451a-a61e-405cd689b26c',
      description: 'Look up colleagues',
      infoText: 'Needs your consent to see who is in the workspace.',
      run: findColleague,
    },
    {
      id: '6c231608-88f7-4860-9d01-17096374bdcd',
      description: 'Forward alerts',
      infoText: 'Give the address to your alerting service; what it sends is posted.',
      trigger: {type: 'webhook'},
      customWebhookTriggerId: '2c51e322-10e4-4ad9-a6a9-bc02c743d939',
      run: forwardAlert,
    },
    {
      id: '7c342a93-990a-49d3-bbf5-c840b073d039',
      description: 'Escalate tickets',
      infoText: 'Part of the enterprise plan.',
      trigger: {type: 'event', name: 'Ticket Escalated'},
      permissions: {field: 'plan', operator: '$stringExactlyMatches', value: 'enterprise'},
      inputs: [
        {
          id: 'escalationChannel',
          type: 'DYNAMIC_ENUM',
          title: 'Channel for escalations',
          sourceType: 'channels',
          required: true,
        },
      ],
      run: escalate,
    },
  ],
  dataSources: {
    channels: {
      type: 'DYNAMIC_DATA_SOURCE',
      title: 'Channels',
      cacheKey: 'channels',
      refreshDependencies: [],
      supportPagination: true,
    },
  },
  oauth: {
    chooses: 'Workspace',
    scopes: {
      'channels:read': 'See the names of public channels',
      'chat:write': 'Post messages as the app',
      'channels:history': {text: 'Read messages in public channels', optional: true},
      'users:read': {text: 'See who is in the workspace', optional: true},
    },
  },
  apiBase: '/slack/api',
  account: {
    method: 'POST',
    path: '/auth.test',
    okMember: 'ok',
    providerId: '{team_id}',
    providerData: {teamName: '{team}', userId: '{user_id}'},
    refusal: 'Slack did not accept the sign-in.',
  },
  options: {
    channels: {path: '/conversations.list?limit=1000', records: 'channels', label: '#{name}', value: '{id}'},
  },
  triggers: [
    {
      type: 'SLACK_MESSAGE_POSTED',
      triggerModel: 'WEBHOOK',
      title: 'Message posted',
      description: 'Somebody posts a message in a channel.',
      parameters: [
        {
          id: 'channel',
          type: 'TEXT',
          title: 'Channel',
          required: true,
          valuesSource: {sourceType: 'channels', dependencies: []},
        },
        {
          id: 'filter',
          type: 'CONDITIONAL',
          title: 'Only messages for which this holds',
          supportedKeys: ['text', 'user', 'thread_ts'],
          supportedOperators: ['$stringContains', '$stringDoesNotContain', '$exists', '$doesNotExist'],
        },
        {id: 'includeThreads', type: 'BOOLEAN_INPUT', title: 'Answers in threads, too', defaultValue: false},
      ],
    },
    {
      type: 'SLACK_CHANNEL_QUIET',
      triggerModel: 'POLLING',
      title: 'Channel is quiet',
      description: 'Nobody has written in a channel for some time.',
      parameters: [
        {
          id: 'channel',
          type: 'EDITABLE_ENUM',
          title: 'Channel',
          required: true,
          valuesSource: {sourceType: 'channels', dependencies: []},
        },
        {
          id: 'silence',
          type: 'TIME_CONSTRAINT_INPUT',
          title: 'Quiet for',
          required: true,
          supportedUnits: ['MINUTES', 'HOURS', 'DAYS'],
        },
        {
          id: 'then',
          type: 'ENUM',
          title: 'Then',
          defaultValue: 'report',
          values: [
            {value: 'report', label: 'Report it'},
            {
              value: 'remind',
              label: 'Remind the channel',
              dependentInputs: [{id: 'reminder', type: 'TEXTAREA', title: 'Reminder', required: true}],
            },
          ],
        },
      ],
    },
  ],
};
