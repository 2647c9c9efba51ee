import {attachContextRoot} from '../../internal/context-root.js';
import {ParagonInput} from './input.js';

attachContextRoot();
ParagonInput.define();
