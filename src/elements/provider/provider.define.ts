import {attachContextRoot} from '../../internal/context-root.js';
import {ParagonProvider} from './provider.js';

attachContextRoot();
ParagonProvider.define();
