import {ParagonError} from './errors.js';
import {isRecord} from './data.js';
import type {Http} from './http.js';
import type {Integrations} from './integrations.js';
import type {FieldOptions, GetFieldOptionsParams} from './types/input.js';
import {chosenCredential} from './selection.js';
import type {UserStore} from './user.js';

export interface OptionsDeps {
  readonly http: Http;
  readonly integrations: Integrations;
  readonly user: UserStore;
}

/** Loads the options of dynamic inputs through the user's account. */
export function createOptions({http, integrations, user}: OptionsDeps) {
  async function getFieldOptions(
    params: GetFieldOptionsParams,
    {signal}: {signal?: AbortSignal} = {},
  ): Promise<FieldOptions> {
    const {integration, action, source, search, cursor, parameters = [], selectedCredentialId} = params;
    integrations.getActive(integration);
    const sourceKey = action ?? source?.cacheKey;
    if (!sourceKey) throw new ParagonError('invalid_argument', 'getFieldOptions needs "action" or "source".');
    const answer = await http.request('/sdk/actions', {
      method: 'POST',
      body: {
        action: integration,
        sourceKey,
        parameters,
        paginationParameters: {pageCursor: cursor ?? 0, search},
      },
      credentialId: chosenCredential(user.integration(integration), selectedCredentialId)?.id,
      signal,
    });
    return readOptions(answer);
  }

  return Object.freeze({getFieldOptions});
}

/** `output` is a list, or a page with `records` and `nextPageCursor`. Records with an `id` describe inputs. */
function readOptions(answer: unknown): FieldOptions {
  const output = isRecord(answer) ? answer['output'] : undefined;
  const page = isRecord(output) ? output : {records: output};
  const records = page['records'] ?? [];
  if (!Array.isArray(records)) {
    throw new ParagonError('protocol_error', 'The service answered with something else than options.');
  }
  const cursor = page['nextPageCursor'];
  const isNested = isRecord(records[0]) && 'id' in records[0];
  return {
    data: isNested ? [] : (records as FieldOptions['data']),
    nestedData: isNested ? (records as FieldOptions['nestedData']) : [],
    nextPageCursor: cursor === undefined || cursor === null || cursor === '' ? null : String(cursor),
  };
}
