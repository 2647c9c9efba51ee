import {z} from 'zod';
import type {OriginPolicy} from '../../http/origins.js';

const words = z.array(z.string().min(1)).optional();
const flag = z.boolean().optional();

/** The options of File Picker 8.0 that change what it does here. Others are let through, as the original does. */
const schema = z.looseObject({
  sdk: z.literal('8.0', 'must be "8.0"'),
  entry: z.looseObject({
    oneDrive: z.looseObject({}).optional(),
    sharePoint: z
      .looseObject({
        byPath: z.looseObject({web: z.string().optional(), list: z.string().optional()}).optional(),
      })
      .optional(),
  }),
  messaging: z.looseObject({
    origin: z.string().min(1),
    channelId: z.string().min(1, 'must not be empty'),
  }),
  authentication: z.looseObject({}).optional(),
  search: z.looseObject({enabled: flag}).optional(),
  selection: z
    .looseObject({
      mode: z.enum(['single', 'multiple', 'pick']).optional(),
      maximumCount: z.int().positive().optional(),
    })
    .optional(),
  typesAndSources: z
    .looseObject({
      mode: z.enum(['files', 'folders', 'all']).optional(),
      filters: words,
      pivots: z
        .looseObject({
          oneDrive: flag,
          recent: flag,
          shared: flag,
          sharedLibraries: flag,
          site: flag,
        })
        .optional(),
    })
    .optional(),
  commands: z
    .looseObject({
      pick: z.looseObject({label: z.string().optional()}).optional(),
      close: z.looseObject({label: z.string().optional()}).optional(),
    })
    .optional(),
  title: z.string().optional(),
});

export type PickerOptions = z.output<typeof schema>;

/** Reads the member `filePicker` of an address, and says what is wrong with it. */
export function readPickerOptions(
  text: string | undefined,
  origins: OriginPolicy,
): {options: PickerOptions} | {problem: string} {
  if (text === undefined) return {problem: 'The address lacks the options of the picker: filePicker.'};
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return {problem: 'The options of the picker are not valid JSON.'};
  }
  const {success, data, error} = schema.safeParse(given);
  if (!success)
    return {
      problem: `The options of the picker are not valid. ${error.issues
        .map(({path, message}) => `${path.join('.') || 'filePicker'}: ${message}`)
        .join('; ')}.`,
    };
  if (!origins.isAllowed(data.messaging.origin))
    return {problem: 'messaging.origin is not an origin that may use this picker.'};
  return {options: data};
}
