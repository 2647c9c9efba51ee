import {attachContextRoot} from '../../internal/context-root.js';
import {ParagonFieldMapper} from './field-mapper.js';

attachContextRoot();
ParagonFieldMapper.define();
