import {attachContextRoot} from '../../internal/context-root.js';
import {ParagonInstallFlow} from './install-flow.js';

attachContextRoot();
ParagonInstallFlow.define();
