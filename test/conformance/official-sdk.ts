import {paragon} from '@useparagon/connect';

declare global {
  interface Window {
    paragon: typeof paragon;
  }
}

window.paragon = paragon;
