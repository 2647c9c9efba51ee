import {attachContextRoot} from '../../internal/context-root.js';
import {ParagonCombobox} from './combobox.js';

attachContextRoot();
ParagonCombobox.define();
