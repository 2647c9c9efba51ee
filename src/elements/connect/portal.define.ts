// What the client needs for a portal comes along, so that a click does not wait for it.
import '../../core/portal.js';
import {ParagonPortal} from './portal.js';

ParagonPortal.define();
