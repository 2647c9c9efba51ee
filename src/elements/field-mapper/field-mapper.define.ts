import {attachContextRoot} from '../../internal/context-root.js';
import '../combobox/combobox.define.js';
import {ParagonFieldMapper} from './field-mapper.js';

attachContextRoot();
ParagonFieldMapper.define();
