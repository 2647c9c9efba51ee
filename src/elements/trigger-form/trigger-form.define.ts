import {attachContextRoot} from '../../internal/context-root.js';
import '../combobox/combobox.define.js';
import '../input/input.define.js';
import {ParagonTriggerForm} from './trigger-form.js';

attachContextRoot();
ParagonTriggerForm.define();
