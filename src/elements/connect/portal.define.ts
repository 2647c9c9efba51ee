import {ParagonPortal} from './portal.js';

ParagonPortal.define();
