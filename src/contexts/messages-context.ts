import {createContext} from '@lit/context';
import type {PartialMessages} from '../i18n/messages.js';

/** The texts of the nearest `<paragon-provider>`. */
export const messagesContext = createContext<PartialMessages | undefined>(
  Symbol.for('paragon-elements.messages'),
);
