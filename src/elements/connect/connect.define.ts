import {attachContextRoot} from '../../internal/context-root.js';
import {ParagonConnect} from './connect.js';

attachContextRoot();
ParagonConnect.define();
