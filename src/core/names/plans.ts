import type {ValueOf} from './value-of.js';

/* eslint-disable @typescript-eslint/no-namespace -- an object has no member types, such as `DataType.ANY`; a declared namespace gives them and leaves nothing in the code */

/** Plan of the project, as the service sends it with the user. */
export const BillingPlan = {
  ClassicFree: 'free',
  ClassicStarter: 'starter',
  ClassicBusiness: 'business',
  ClassicPremium: 'premium',
  ClassicEnterprise: 'enterprise',
  ConnectTrial: 'connect_trial',
  ConnectBasic: 'basic',
  ConnectPro: 'pro',
  ConnectEnterprise: 'connect_enterprise',
} as const;
export type BillingPlan = ValueOf<typeof BillingPlan>;
export declare namespace BillingPlan {
  type ClassicFree = 'free';
  type ClassicStarter = 'starter';
  type ClassicBusiness = 'business';
  type ClassicPremium = 'premium';
  type ClassicEnterprise = 'enterprise';
  type ConnectTrial = 'connect_trial';
  type ConnectBasic = 'basic';
  type ConnectPro = 'pro';
  type ConnectEnterprise = 'connect_enterprise';
}

/** A feature that a project has or has not. */
export const ConnectAddOn = {
  CustomIntegrationBuilder: 'byo',
  DynamicFieldMapper: 'dfm',
  HeadlessConnectPortal: 'headless-cp',
  TaskHistoryAPI: 'th-api',
  Monitoring: 'monitoring',
  RoleBasedAccessControl: 'rbac',
  UserMetadata: 'user-metadata',
  WhiteLabeling: 'whitelabel',
  WorkflowPermission: 'workflow-permissions',
} as const;
export type ConnectAddOn = ValueOf<typeof ConnectAddOn>;
export declare namespace ConnectAddOn {
  type CustomIntegrationBuilder = 'byo';
  type DynamicFieldMapper = 'dfm';
  type HeadlessConnectPortal = 'headless-cp';
  type TaskHistoryAPI = 'th-api';
  type Monitoring = 'monitoring';
  type RoleBasedAccessControl = 'rbac';
  type UserMetadata = 'user-metadata';
  type WhiteLabeling = 'whitelabel';
  type WorkflowPermission = 'workflow-permissions';
}

/** The paid plans. */
export type ConnectNonTrialBillingPlan =
  BillingPlan.ConnectBasic | BillingPlan.ConnectPro | BillingPlan.ConnectEnterprise;

/** The features that come with a plan. */
export const CONNECT_PLAN_FEATURE_MAP: Readonly<Record<ConnectNonTrialBillingPlan, readonly ConnectAddOn[]>> =
  {
    basic: [],
    pro: ['byo', 'headless-cp', 'monitoring', 'user-metadata', 'whitelabel'],
    connect_enterprise: [
      'byo',
      'dfm',
      'headless-cp',
      'th-api',
      'monitoring',
      'rbac',
      'user-metadata',
      'whitelabel',
      'workflow-permissions',
    ],
  };
