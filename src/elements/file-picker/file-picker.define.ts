import {attachContextRoot} from '../../internal/context-root.js';
import {ParagonFilePicker} from './file-picker.js';

attachContextRoot();
ParagonFilePicker.define();
