import 'paragon-elements/define';
import {StrictMode} from 'react';
import {createRoot} from 'react-dom/client';
import {App} from './app.js';

const target = document.querySelector('#app');
if (target) {
  createRoot(target).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
