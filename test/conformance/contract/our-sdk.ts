import {paragon} from '../../../src/paragon.js';

(window as unknown as {paragon: unknown}).paragon = paragon;
