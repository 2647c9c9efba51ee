import {accountTypesOf, postOptionsOf, preOptionsOf} from './integrations.js';
import type {
  AccountTypeStage,
  DoneStage,
  InputValues,
  InstructionStage,
  OAuthStage,
  PostOptionsStage,
  PreOptionsStage,
} from './types/install.js';
import type {AccountType, IntegrationRecord} from './types/integration.js';

/** What an install flow knows so far. The next stage follows from it. */
export interface InstallMemory {
  readonly accountType?: string;
  readonly preOptions?: InputValues;
  readonly postOptions?: InputValues;
  readonly credentialId?: string;
  readonly hasFinishedInstruction?: boolean;
  /** The account may be left without its post-options. */
  readonly skipsPostOptions?: boolean;
}

/** Everything is there to create the account; not a stage that anyone draws. */
export interface CreateStep {
  readonly stage: 'create';
}

export interface InstructionContext {
  assetUrl(name: string): string;
  onFinish(): void;
}

type Step =
  | AccountTypeStage
  | InstructionStage
  | PreOptionsStage
  | OAuthStage
  | PostOptionsStage
  | DoneStage
  | CreateStep;

/** Decides what comes next. The order of the checks is the order of the stages. */
export function nextStep(
  record: IntegrationRecord,
  memory: InstallMemory,
  context: InstructionContext,
): Step {
  const accountTypes = accountTypesOf(record);
  const chosen = chosenAccountType(record, memory);
  if (accountTypes.length > 0 && !chosen) return {stage: 'accountType', options: accountTypes, done: false};

  const packageInstallUrl = memory.hasFinishedInstruction ? undefined : packageUrlOf(record, chosen);
  if (packageInstallUrl) return instructionStage(packageInstallUrl, memory.accountType, context);

  const preOptions = preOptionsOf(record, memory.accountType);
  // An account that exists already, such as one whose set-up is resumed, has had its pre-options.
  if (preOptions.length > 0 && !memory.preOptions && !memory.credentialId) {
    return {stage: 'preOptions', options: preOptions, done: false};
  }
  if (!memory.credentialId) {
    return isOAuth(record, memory) ? {stage: 'oauth', done: false} : {stage: 'create'};
  }
  const isEnough = chosen?.skipPostOAuthInputs || memory.skipsPostOptions;
  const postOptions = isEnough ? [] : postOptionsOf(record);
  if (postOptions.length > 0 && !memory.postOptions) {
    return {stage: 'postOptions', options: postOptions, done: false, credentialId: memory.credentialId};
  }
  return {stage: 'done', done: true};
}

/**
 * Leaves only the account types that the page wants, and chooses one if there is just one. Wishes that fit none are
 * ignored: the user is asked.
 */
export function narrowAccountTypes(
  record: IntegrationRecord,
  wanted: string | readonly string[] | undefined,
): {readonly record: IntegrationRecord; readonly accountType?: string} {
  const accountTypes = accountTypesOf(record).filter(({id}) => [wanted].flat().includes(id));
  if (accountTypes.length < 2) return {record, accountType: accountTypes[0]?.id};
  return {record: {...record, sdkIntegrationConfig: {...record.sdkIntegrationConfig, accountTypes}}};
}

export const chosenAccountType = (
  record: IntegrationRecord,
  {accountType}: InstallMemory,
): AccountType | undefined => accountTypesOf(record).find(({id}) => id === accountType);

const isOAuth = (record: IntegrationRecord, memory: InstallMemory): boolean =>
  (chosenAccountType(record, memory)?.scheme ?? record.authenticationType) === 'oauth';

const PACKAGE_LINK = /^(https?:\/\/)?login\.salesforce\.com\/packaging\/installPackage\.apexp/i;
const LISTING_LINK = /^(https?:\/\/)?appexchange\.salesforce\.com\/appxListingDetail/i;

/** Salesforce only: the package that an administrator installs first. */
function packageUrlOf(record: IntegrationRecord, chosen: AccountType | undefined): string | undefined {
  const url = record.sdkIntegrationConfig?.authSchemeOptions?.packageInstallUrl;
  if (!url || record.type !== 'salesforce' || !chosen || chosen.id === 'user-configured-oauth')
    return undefined;
  return PACKAGE_LINK.test(url) || LISTING_LINK.test(url) ? url : undefined;
}

function instructionStage(
  configuredUrl: string,
  accountType: string | undefined,
  {assetUrl, onFinish}: InstructionContext,
): InstructionStage {
  const isSandbox = accountType === 'sandbox';
  const isListing = LISTING_LINK.test(configuredUrl);
  const withScheme = /^https?:\/\//i.test(configuredUrl) ? configuredUrl : `https://${configuredUrl}`;
  const url = isSandbox ? withScheme.replace('//login.salesforce.com', '//test.salesforce.com') : withScheme;
  return {
    stage: 'instruction',
    content: isListing ? listingText(isSandbox, assetUrl) : packageText(assetUrl),
    ctas: [
      {type: 'link', label: isListing ? 'Open AppExchange' : 'Install package', href: url},
      {type: 'copyButton', label: 'Copy link', copyText: url},
    ],
    finish: {type: 'finishButton', label: 'I have installed it', onClick: onFinish},
    packageInstallUrl: url,
    done: false,
  };
}

const packageText = (assetUrl: InstructionContext['assetUrl']) => `## Install the Salesforce package

Before you connect, a Salesforce administrator of your organization needs to install a package. If that is not you, copy the link and send it to them.

![The installation page in Salesforce](${assetUrl('salesforce-install-package')})

On the installation page choose **Install for All Users**, then come back here.`;

const listingText = (isSandbox: boolean, assetUrl: InstructionContext['assetUrl']) => {
  const button = isSandbox ? 'Install in Sandbox' : 'Install in Production';
  const image = isSandbox ? 'salesforce-install-app-sandbox' : 'salesforce-install-app-default';
  return `## Install the Salesforce app

Before you connect, a Salesforce administrator of your organization needs to install our app from AppExchange. If that is not you, copy the link and send it to them.

![The choice of where to install in AppExchange](${assetUrl(image)})

Press **Get It Now**, choose **${button}**, then come back here.`;
};
