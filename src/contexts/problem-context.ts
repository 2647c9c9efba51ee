import {createContext} from '@lit/context';
import type {ParagonError} from '../core/errors.js';

/** Why the nearest `<paragon-provider>` cannot sign anybody in, such as a missing project id. */
export const problemContext = createContext<ParagonError | undefined>(Symbol.for('paragon-elements.problem'));
