import {attachContextRoot} from '../../internal/context-root.js';
import {ParagonTriggerForm} from './trigger-form.js';

attachContextRoot();
ParagonTriggerForm.define();
