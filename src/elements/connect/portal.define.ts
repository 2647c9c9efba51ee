import '../install-flow/install-flow.define.js';
import {ParagonPortal} from './portal.js';

ParagonPortal.define();
