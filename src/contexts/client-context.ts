import {createContext} from '@lit/context';
import type {ParagonClient} from '../core/types/index.js';

/** The client of the nearest `<paragon-provider>`. A registered symbol, so that two copies of the library meet. */
export const clientContext = createContext<ParagonClient | undefined>(Symbol.for('paragon-elements.client'));
