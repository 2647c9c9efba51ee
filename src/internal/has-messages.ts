import type {LitElement} from 'lit';
import type {MessagesHost} from '../controllers/messages-controller.js';

/** Whether an element takes texts of its own. */
export const hasMessages = (host: LitElement): host is MessagesHost => 'messages' in host;
