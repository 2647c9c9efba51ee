import {ParagonError} from './errors.js';
import type {ConnectAddOn} from './names/plans.js';

/** What is wanted is not part of the project's plan; `meta.feature` is the code of what it lacks. */
export const featureMissing = (feature: ConnectAddOn): ParagonError =>
  new ParagonError(
    'feature_missing',
    `The plan of this project lacks "${feature}". See its features in the dashboard, under billing.`,
    {meta: {feature}},
  );

/** Throws `feature_missing` if the project's plan lacks a feature. */
export function requireFeature(
  user: {hasFeature(feature: ConnectAddOn): boolean},
  feature: ConnectAddOn,
): void {
  if (!user.hasFeature(feature)) throw featureMissing(feature);
}
