/** The texts of trigger forms. */
export interface TriggerMessages {
  readonly trigger: string;
}

/** In English. */
export const enTriggers: TriggerMessages = {
  trigger: 'Trigger',
};
