/** The texts of trigger forms and of the inputs that only triggers have. */
export interface TriggerMessages {
  readonly trigger: string;
  readonly chooseTrigger: string;
  readonly triggersFailed: string;
  readonly noTriggers: string;
  readonly noTriggersText: string;
  readonly triggerNeedsAccount: (name: string) => string;
  readonly triggerNeedsAccountText: string;
  readonly triggerGone: string;
  readonly chooseBefore: (title: string) => string;
  readonly orTypeValue: string;
  readonly conditionField: string;
  readonly conditionOperator: string;
  readonly conditionValue: string;
  readonly conditionNumber: (number: number) => string;
  readonly conditionGroup: (number: number) => string;
  readonly and: string;
  readonly or: string;
  readonly addCondition: string;
  readonly addAndCondition: string;
  readonly addOrGroup: string;
  readonly removeCondition: (number: number) => string;
  readonly conditionAdded: string;
  readonly conditionRemoved: string;
  readonly conditionUnfinished: string;
  readonly operators: Readonly<Record<string, string>>;
  readonly amount: string;
  readonly unit: string;
  readonly units: Readonly<Record<string, string>>;
  readonly invalidAmount: string;
  readonly pairKey: string;
  readonly pairText: (key: string) => string;
  readonly addPair: string;
  readonly removePair: (key: string) => string;
}

/** In English. */
export const enTriggers: TriggerMessages = {
  trigger: 'Trigger',
  chooseTrigger: 'What should happen first?',
  triggersFailed: 'The triggers could not be loaded',
  noTriggers: 'No triggers',
  noTriggersText: 'There is nothing that this integration can listen to.',
  triggerNeedsAccount: (name) => `Connect ${name} first`,
  triggerNeedsAccountText: 'What can be listened to depends on the account.',
  triggerGone: 'This trigger is not offered any more. Choose another one.',
  chooseBefore: (title) => `Choose “${title}” first`,
  orTypeValue: 'Choose, or type a value',
  conditionField: 'Field',
  conditionOperator: 'Comparison',
  conditionValue: 'Value',
  conditionNumber: (number) => `Condition ${number}`,
  conditionGroup: (number) => `Group ${number}: all of these`,
  and: 'and',
  or: 'or',
  addCondition: 'Add a condition',
  addAndCondition: 'And…',
  addOrGroup: 'Or…',
  removeCondition: (number) => `Remove condition ${number}`,
  conditionAdded: 'A condition was added.',
  conditionRemoved: 'The condition was removed.',
  conditionUnfinished: 'Finish each condition, or remove it.',
  operators: {
    $stringContains: 'contains',
    $stringDoesNotContain: 'does not contain',
    $stringExactlyMatches: 'is exactly',
    $stringDoesNotExactlyMatch: 'is not exactly',
    $stringIsIn: 'is one of',
    $stringIsNotIn: 'is none of',
    $stringStartsWith: 'begins with',
    $stringDoesNotStartWith: 'does not begin with',
    $stringEndsWith: 'ends with',
    $stringDoesNotEndWith: 'does not end with',
    $stringGreaterThan: 'comes after (text)',
    $stringLessThan: 'comes before (text)',
    $numberGreaterThan: 'is greater than',
    $numberLessThan: 'is less than',
    $numberEquals: 'is equal to',
    $numberDoesNotEqual: 'is not equal to',
    $numberLessThanOrEqualTo: 'is at most',
    $numberGreaterThanOrEqualTo: 'is at least',
    $dateTimeAfter: 'is after',
    $dateTimeBefore: 'is before',
    $dateTimeEquals: 'is at the time',
    $booleanTrue: 'is true',
    $booleanFalse: 'is false',
    $exists: 'is not null',
    $doesNotExist: 'is null',
    $isNotUndefinedOrNull: 'is there',
    $isUndefinedOrNull: 'is missing',
    $arrayIsIn: 'list contains',
    $arrayIsNotIn: 'list does not contain',
    $arrayIsEmpty: 'list is empty',
    $arrayIsNotEmpty: 'list is not empty',
  },
  amount: 'Amount',
  unit: 'Unit',
  units: {SECONDS: 'seconds', MINUTES: 'minutes', HOURS: 'hours', DAYS: 'days'},
  invalidAmount: 'Enter an amount greater than 0.',
  pairKey: 'Field',
  pairText: (key) => `Text for ${key}`,
  addPair: 'Add a field',
  removePair: (key) => `Remove ${key}`,
};
